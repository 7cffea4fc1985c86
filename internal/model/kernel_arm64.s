#include "textflag.h"

// SDOT Vd.4S, Vn.16B, Vm.4B[q], which the assembler does not know: to each of the four sums of d it adds the
// product of four bytes of n with the four bytes q of m.
#define SDOT(d, n, m, q) WORD $(0x4F80E000 | ((q&1)<<21) | (m<<16) | ((q>>1)<<11) | (n<<5) | d)

// Four inputs of two rows (V16, V17) times the weights of 32 columns.
#define QUAD(q) \
	VLD1.P 64(R3), [V18.B16, V19.B16, V20.B16, V21.B16] \
	VLD1.P 64(R3), [V22.B16, V23.B16, V24.B16, V25.B16] \
	SDOT(0, 18, 16, q) \
	SDOT(1, 19, 16, q) \
	SDOT(2, 20, 16, q) \
	SDOT(3, 21, 16, q) \
	SDOT(4, 22, 16, q) \
	SDOT(5, 23, 16, q) \
	SDOT(6, 24, 16, q) \
	SDOT(7, 25, 16, q) \
	SDOT(8, 18, 17, q) \
	SDOT(9, 19, 17, q) \
	SDOT(10, 20, 17, q) \
	SDOT(11, 21, 17, q) \
	SDOT(12, 22, 17, q) \
	SDOT(13, 23, 17, q) \
	SDOT(14, 24, 17, q) \
	SDOT(15, 25, 17, q)

// func gemmDot(blocks int, a *uint8, lda int, w *int8, offset, c *int32, ldc, panels int)
// Two rows, blocks of four quads. The bytes of a row lose their offset, the sums begin with what it adds.
TEXT ·gemmDot(SB), NOSPLIT, $0-64
	MOVD blocks+0(FP), R0
	MOVD a+8(FP), R1
	MOVD lda+16(FP), R2
	MOVD w+24(FP), R3
	MOVD offset+32(FP), R7
	MOVD c+40(FP), R4
	MOVD ldc+48(FP), R5
	MOVD panels+56(FP), R6
	LSL $2, R5, R5
	MOVD $0x80, R8
	VDUP R8, V31.B16
panel:
	VLD1.P 64(R7), [V0.S4, V1.S4, V2.S4, V3.S4]
	VLD1.P 64(R7), [V4.S4, V5.S4, V6.S4, V7.S4]
	VMOV V0.B16, V8.B16
	VMOV V1.B16, V9.B16
	VMOV V2.B16, V10.B16
	VMOV V3.B16, V11.B16
	VMOV V4.B16, V12.B16
	VMOV V5.B16, V13.B16
	VMOV V6.B16, V14.B16
	VMOV V7.B16, V15.B16
	MOVD R1, R8
	ADD R2, R1, R9
	MOVD R0, R10
block:
	VLD1.P 16(R8), [V16.B16]
	VLD1.P 16(R9), [V17.B16]
	VEOR V31.B16, V16.B16, V16.B16
	VEOR V31.B16, V17.B16, V17.B16
	QUAD(0)
	QUAD(1)
	QUAD(2)
	QUAD(3)
	SUBS $1, R10, R10
	BNE block
	MOVD R4, R11
	ADD R5, R4, R12
	VST1.P [V8.S4, V9.S4, V10.S4, V11.S4], 64(R12)
	VST1.P [V12.S4, V13.S4, V14.S4, V15.S4], 64(R12)
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R11)
	VST1.P [V4.S4, V5.S4, V6.S4, V7.S4], 64(R11)
	ADD $128, R4, R4
	SUBS $1, R6, R6
	BNE panel
	RET
