#include "textflag.h"

// func cpuid(leaf, sub uint32) (a, b, c, d uint32)
TEXT ·cpuid(SB), NOSPLIT, $0-24
	MOVL leaf+0(FP), AX
	MOVL sub+4(FP), CX
	CPUID
	MOVL AX, a+8(FP)
	MOVL BX, b+12(FP)
	MOVL CX, c+16(FP)
	MOVL DX, d+20(FP)
	RET

// func xgetbv() uint32
TEXT ·xgetbv(SB), NOSPLIT, $0-4
	XORL CX, CX
	XGETBV
	MOVL AX, ret+0(FP)
	RET

// Four bytes of weights of four columns become 16 signed words, four bytes of a row are repeated as words;
// VPMADDWD leaves two sums a column, which are added at the end.
#define COLS4(at, s0, s1, s2, s3) \
	VPMOVSXBW at(DI), Y12 \
	VPMADDWD Y12, Y8, Y13; VPADDD Y13, s0, s0 \
	VPMADDWD Y12, Y9, Y14; VPADDD Y14, s1, s1 \
	VPMADDWD Y12, Y10, Y15; VPADDD Y15, s2, s2 \
	VPMADDWD Y12, Y11, Y12; VPADDD Y12, s3, s3

// Adds the two sums of each of 8 columns and stores them.
#define STORE8(lo, hi, at) \
	VPHADDD hi, lo, lo \
	VPERMQ $0xD8, lo, lo \
	VMOVDQU lo, (at)

// func gemmAVX2(quads int, a *uint8, lda int, w *int8, c *int32, ldc, panels int)
TEXT ·gemmAVX2(SB), NOSPLIT, $0-56
	MOVQ w+24(FP), BX
	MOVQ c+32(FP), DX
	MOVQ ldc+40(FP), R9
	SHLQ $2, R9
	MOVQ lda+16(FP), R8
	MOVQ panels+48(FP), R10
	LEAQ (R8)(R8*2), R13
	LEAQ (R9)(R9*2), R14
panel:
	MOVQ $4, R11
group:
	MOVQ quads+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ BX, DI
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
quad:
	VPBROADCASTD (SI), X8
	VPBROADCASTD (SI)(R8*1), X9
	VPBROADCASTD (SI)(R8*2), X10
	VPBROADCASTD (SI)(R13*1), X11
	VPMOVZXBW X8, Y8
	VPMOVZXBW X9, Y9
	VPMOVZXBW X10, Y10
	VPMOVZXBW X11, Y11
	COLS4(0, Y0, Y2, Y4, Y6)
	COLS4(16, Y1, Y3, Y5, Y7)
	ADDQ $4, SI
	ADDQ $128, DI
	DECQ CX
	JNE quad
	STORE8(Y0, Y1, DX)
	LEAQ (DX)(R9*1), AX
	STORE8(Y2, Y3, AX)
	ADDQ R9, AX
	STORE8(Y4, Y5, AX)
	ADDQ R9, AX
	STORE8(Y6, Y7, AX)
	ADDQ $32, DX
	ADDQ $32, BX
	DECQ R11
	JNE group
	// BX moved by one group of four columns fours: on to the next panel
	SUBQ $128, BX
	MOVQ quads+0(FP), CX
	SHLQ $7, CX
	ADDQ CX, BX
	DECQ R10
	JNE panel
	VZEROUPPER
	RET

// func gemmVNNI(quads int, a *uint8, lda int, w *int8, c *int32, ldc, panels int)
TEXT ·gemmVNNI(SB), NOSPLIT, $0-56
	MOVQ w+24(FP), DI
	MOVQ c+32(FP), DX
	MOVQ ldc+40(FP), R9
	SHLQ $2, R9
	MOVQ lda+16(FP), R8
	MOVQ panels+48(FP), R10
	LEAQ (R8)(R8*2), R13
vpanel:
	MOVQ quads+0(FP), CX
	MOVQ a+8(FP), SI
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1
	VPXORD Z2, Z2, Z2
	VPXORD Z3, Z3, Z3
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	VPXORD Z6, Z6, Z6
	VPXORD Z7, Z7, Z7
vquad:
	VMOVDQU8 (DI), Z8
	VMOVDQU8 64(DI), Z9
	VPBROADCASTD (SI), Z10
	VPBROADCASTD (SI)(R8*1), Z11
	VPBROADCASTD (SI)(R8*2), Z12
	VPBROADCASTD (SI)(R13*1), Z13
	VPDPBUSD Z8, Z10, Z0
	VPDPBUSD Z9, Z10, Z1
	VPDPBUSD Z8, Z11, Z2
	VPDPBUSD Z9, Z11, Z3
	VPDPBUSD Z8, Z12, Z4
	VPDPBUSD Z9, Z12, Z5
	VPDPBUSD Z8, Z13, Z6
	VPDPBUSD Z9, Z13, Z7
	ADDQ $4, SI
	ADDQ $128, DI
	DECQ CX
	JNE vquad
	VMOVDQU32 Z0, (DX)
	VMOVDQU32 Z1, 64(DX)
	LEAQ (DX)(R9*1), AX
	VMOVDQU32 Z2, (AX)
	VMOVDQU32 Z3, 64(AX)
	ADDQ R9, AX
	VMOVDQU32 Z4, (AX)
	VMOVDQU32 Z5, 64(AX)
	ADDQ R9, AX
	VMOVDQU32 Z6, (AX)
	VMOVDQU32 Z7, 64(AX)
	ADDQ $128, DX
	DECQ R10
	JNE vpanel
	VZEROUPPER
	RET

// Tile instructions, which the assembler does not know. A tile is loaded from SI (rows CX apart) or DI (BX
// apart) and stored to DX (AX apart).
#define LDTILECFG_AX BYTE $0xC4; BYTE $0xE2; BYTE $0x78; BYTE $0x49; BYTE $0x00
#define TILERELEASE BYTE $0xC4; BYTE $0xE2; BYTE $0x78; BYTE $0x49; BYTE $0xC0
#define TILEZERO(n) BYTE $0xC4; BYTE $0xE2; BYTE $0x7B; BYTE $0x49; BYTE $(0xC0|(n<<3))
#define TILELOAD(n, sib, disp) BYTE $0xC4; BYTE $0xE2; BYTE $0x7B; BYTE $0x4B; BYTE $(0x44|(n<<3)); BYTE $sib; BYTE $disp
#define TILESTORE(n, sib, disp) BYTE $0xC4; BYTE $0xE2; BYTE $0x7A; BYTE $0x4B; BYTE $(0x44|(n<<3)); BYTE $sib; BYTE $disp
#define TDPBUSD(c, a, b) BYTE $0xC4; BYTE $0xE2; BYTE $(0x01|((15-b)<<3)); BYTE $0x5E; BYTE $(0xC0|(c<<3)|a)
#define A_ROWS 0x0E
#define B_ROWS 0x1F
#define C_ROWS 0x02

// func gemmAMX(cfg *[64]byte, blocks, quads int, a *uint8, lda int, w *int8, c *int32, ldc, panels int)
// A panel of weights stays in the cache while all blocks of rows go by.
TEXT ·gemmAMX(SB), NOSPLIT, $0-72
	MOVQ cfg+0(FP), AX
	LDTILECFG_AX
	MOVQ lda+32(FP), CX
	MOVQ $128, BX
	MOVQ ldc+56(FP), AX
	SHLQ $2, AX
	MOVQ w+40(FP), R14
	MOVQ c+48(FP), R15
	MOVQ panels+64(FP), R10
xpanel:
	MOVQ blocks+8(FP), R11
	MOVQ a+24(FP), R12
	MOVQ R15, DX
xrows:
	MOVQ R12, SI
	MOVQ R14, DI
	MOVQ quads+16(FP), R8
	MOVQ R8, R9
	SHRQ $4, R8
	TILEZERO(0)
	TILEZERO(1)
	JZ xrest
xblock:
	TILELOAD(2, A_ROWS, 0)
	TILELOAD(3, B_ROWS, 0)
	TILELOAD(4, B_ROWS, 64)
	TDPBUSD(0, 2, 3)
	TDPBUSD(1, 2, 4)
	ADDQ $64, SI
	ADDQ $2048, DI
	DECQ R8
	JNE xblock
xrest:
	ANDQ $15, R9
	JZ xstore
	TILELOAD(5, A_ROWS, 0)
	TILELOAD(6, B_ROWS, 0)
	TILELOAD(7, B_ROWS, 64)
	TDPBUSD(0, 5, 6)
	TDPBUSD(1, 5, 7)
	SHLQ $7, R9
	ADDQ R9, DI
xstore:
	TILESTORE(0, C_ROWS, 0)
	TILESTORE(1, C_ROWS, 64)
	MOVQ CX, R13
	SHLQ $4, R13
	ADDQ R13, R12
	MOVQ AX, R13
	SHLQ $4, R13
	ADDQ R13, DX
	DECQ R11
	JNE xrows
	MOVQ DI, R14
	ADDQ $128, R15
	DECQ R10
	JNE xpanel
	TILERELEASE
	RET

// func dequantAVX2(n int, dst *float32, acc, offset *int32, scale, bias *float32, row float32)
TEXT ·dequantAVX2(SB), NOSPLIT, $0-52
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ acc+16(FP), SI
	MOVQ offset+24(FP), R8
	MOVQ scale+32(FP), R9
	MOVQ bias+40(FP), R10
	VBROADCASTSS row+48(FP), Y7
	XORQ AX, AX
dloop:
	VMOVDQU (SI)(AX*4), Y0
	VPSUBD (R8)(AX*4), Y0, Y0
	VCVTDQ2PS Y0, Y0
	VMULPS Y7, Y0, Y0
	VMULPS (R9)(AX*4), Y0, Y0
	VADDPS (R10)(AX*4), Y0, Y0
	VMOVUPS Y0, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT dloop
	VZEROUPPER
	RET

// Y0 becomes tanh(Y0); Y1 to Y3 are lost. BX points to the constants.
#define TANH \
	VMINPS (BX), Y0, Y0 \
	VMAXPS 32(BX), Y0, Y0 \
	VMULPS Y0, Y0, Y1 \
	VMULPS 64(BX), Y1, Y2; VADDPS 96(BX), Y2, Y2 \
	VMULPS Y1, Y2, Y2; VADDPS 128(BX), Y2, Y2 \
	VMULPS Y1, Y2, Y2; VADDPS 160(BX), Y2, Y2 \
	VMULPS Y1, Y2, Y2; VADDPS 192(BX), Y2, Y2 \
	VMULPS Y1, Y2, Y2; VADDPS 224(BX), Y2, Y2 \
	VMULPS Y1, Y2, Y2; VADDPS 256(BX), Y2, Y2 \
	VMULPS Y0, Y2, Y2 \
	VMULPS 288(BX), Y1, Y3; VADDPS 320(BX), Y3, Y3 \
	VMULPS Y1, Y3, Y3; VADDPS 352(BX), Y3, Y3 \
	VMULPS Y1, Y3, Y3; VADDPS 384(BX), Y3, Y3 \
	VDIVPS Y3, Y2, Y0

#define SIGMOID \
	VMULPS 416(BX), Y0, Y0 \
	TANH \
	VMULPS 416(BX), Y0, Y0 \
	VADDPS 416(BX), Y0, Y0

// Y0 becomes x + (acc-offset)*scale at index AX of the gate.
#define GATE \
	VMOVDQU (SI)(AX*4), Y0 \
	VPSUBD (R8)(AX*4), Y0, Y0 \
	VCVTDQ2PS Y0, Y0 \
	VMULPS (R9)(AX*4), Y0, Y0 \
	VADDPS (R10)(AX*4), Y0, Y0

// func cellAVX2(n int, acc, offset *int32, scale, x, c *float32, out *uint8, k *[17][8]float32)
TEXT ·cellAVX2(SB), NOSPLIT, $0-64
	MOVQ n+0(FP), CX
	MOVQ acc+8(FP), SI
	MOVQ offset+16(FP), R8
	MOVQ scale+24(FP), R9
	MOVQ x+32(FP), R10
	MOVQ c+40(FP), R11
	MOVQ out+48(FP), DI
	MOVQ k+56(FP), BX
	XORQ DX, DX
	MOVL $128, AX
	VMOVD AX, X12
	VPBROADCASTD X12, Y12
cloop:
	MOVQ DX, AX
	GATE
	SIGMOID
	VMOVAPS Y0, Y4
	ADDQ CX, AX
	GATE
	SIGMOID
	VMOVAPS Y0, Y5
	ADDQ CX, AX
	GATE
	SIGMOID
	VMOVAPS Y0, Y6
	ADDQ CX, AX
	GATE
	TANH
	VMULPS (R11)(DX*4), Y5, Y5
	VMULPS Y0, Y4, Y4
	VADDPS Y4, Y5, Y0
	VMOVUPS Y0, (R11)(DX*4)
	TANH
	VMULPS Y6, Y0, Y0
	VMULPS 448(BX), Y0, Y0
	VADDPS 480(BX), Y0, Y0
	VSUBPS 480(BX), Y0, Y0
	VCVTTPS2DQ Y0, Y0
	VPADDD Y12, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKUSDW X1, X0, X0
	VPACKUSWB X0, X0, X0
	VMOVQ X0, (DI)(DX*1)
	ADDQ $8, DX
	CMPQ DX, CX
	JLT cloop
	VZEROUPPER
	RET

// The same in vectors of 16. A constant is the first of its row.
#define TANH16 \
	VMINPS.BCST (BX), Z0, Z0 \
	VMAXPS.BCST 32(BX), Z0, Z0 \
	VMULPS Z0, Z0, Z1 \
	VMULPS.BCST 64(BX), Z1, Z2; VADDPS.BCST 96(BX), Z2, Z2 \
	VMULPS Z1, Z2, Z2; VADDPS.BCST 128(BX), Z2, Z2 \
	VMULPS Z1, Z2, Z2; VADDPS.BCST 160(BX), Z2, Z2 \
	VMULPS Z1, Z2, Z2; VADDPS.BCST 192(BX), Z2, Z2 \
	VMULPS Z1, Z2, Z2; VADDPS.BCST 224(BX), Z2, Z2 \
	VMULPS Z1, Z2, Z2; VADDPS.BCST 256(BX), Z2, Z2 \
	VMULPS Z0, Z2, Z2 \
	VMULPS.BCST 288(BX), Z1, Z3; VADDPS.BCST 320(BX), Z3, Z3 \
	VMULPS Z1, Z3, Z3; VADDPS.BCST 352(BX), Z3, Z3 \
	VMULPS Z1, Z3, Z3; VADDPS.BCST 384(BX), Z3, Z3 \
	VDIVPS Z3, Z2, Z0

#define SIGMOID16 \
	VMULPS Z16, Z0, Z0 \
	TANH16 \
	VMULPS Z16, Z0, Z0 \
	VADDPS Z16, Z0, Z0

#define GATE16 \
	VMOVDQU32 (SI)(AX*4), Z0 \
	VPSUBD (R8)(AX*4), Z0, Z0 \
	VCVTDQ2PS Z0, Z0 \
	VMULPS (R9)(AX*4), Z0, Z0 \
	VADDPS (R10)(AX*4), Z0, Z0

// func cellAVX512(n int, acc, offset *int32, scale, x, c *float32, out *uint8, k *[17][8]float32)
TEXT ·cellAVX512(SB), NOSPLIT, $0-64
	MOVQ n+0(FP), CX
	MOVQ acc+8(FP), SI
	MOVQ offset+16(FP), R8
	MOVQ scale+24(FP), R9
	MOVQ x+32(FP), R10
	MOVQ c+40(FP), R11
	MOVQ out+48(FP), DI
	MOVQ k+56(FP), BX
	XORQ DX, DX
	MOVL $128, AX
	VPBROADCASTD AX, Z12
	VBROADCASTSS 416(BX), Z16
c16loop:
	MOVQ DX, AX
	GATE16
	SIGMOID16
	VMOVAPS Z0, Z4
	ADDQ CX, AX
	GATE16
	SIGMOID16
	VMOVAPS Z0, Z5
	ADDQ CX, AX
	GATE16
	SIGMOID16
	VMOVAPS Z0, Z6
	ADDQ CX, AX
	GATE16
	TANH16
	VMULPS (R11)(DX*4), Z5, Z5
	VMULPS Z0, Z4, Z4
	VADDPS Z4, Z5, Z0
	VMOVUPS Z0, (R11)(DX*4)
	TANH16
	VMULPS Z6, Z0, Z0
	VMULPS.BCST 448(BX), Z0, Z0
	VADDPS.BCST 480(BX), Z0, Z0
	VSUBPS.BCST 480(BX), Z0, Z0
	VCVTTPS2DQ Z0, Z0
	VPADDD Z12, Z0, Z0
	VPMOVDB Z0, (DI)(DX*1)
	ADDQ $16, DX
	CMPQ DX, CX
	JLT c16loop
	VZEROUPPER
	RET

// func dequantAVX512(n int, dst *float32, acc, offset *int32, scale, bias *float32, row float32)
TEXT ·dequantAVX512(SB), NOSPLIT, $0-52
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ acc+16(FP), SI
	MOVQ offset+24(FP), R8
	MOVQ scale+32(FP), R9
	MOVQ bias+40(FP), R10
	VBROADCASTSS row+48(FP), Z7
	XORQ AX, AX
d16loop:
	VMOVDQU32 (SI)(AX*4), Z0
	VPSUBD (R8)(AX*4), Z0, Z0
	VCVTDQ2PS Z0, Z0
	VMULPS Z7, Z0, Z0
	VMULPS (R9)(AX*4), Z0, Z0
	VADDPS (R10)(AX*4), Z0, Z0
	VMOVUPS Z0, (DI)(AX*4)
	ADDQ $16, AX
	CMPQ AX, CX
	JLT d16loop
	VZEROUPPER
	RET

// func rectifyAVX2(n int, x *float32, slope float32) float32
TEXT ·rectifyAVX2(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	VBROADCASTSS slope+16(FP), Y5
	VXORPS Y4, Y4, Y4
	VPCMPEQD Y6, Y6, Y6
	VPSRLD $1, Y6, Y6
	XORQ AX, AX
rloop:
	VMOVUPS (SI)(AX*4), Y0
	VMULPS Y5, Y0, Y1
	VMAXPS Y1, Y0, Y0
	VMOVUPS Y0, (SI)(AX*4)
	VANDPS Y6, Y0, Y0
	VMAXPS Y0, Y4, Y4
	ADDQ $8, AX
	CMPQ AX, CX
	JLT rloop
	VEXTRACTF128 $1, Y4, X0
	VMAXPS X0, X4, X4
	VPERMILPS $0x4E, X4, X0
	VMAXPS X0, X4, X4
	VPERMILPS $0xB1, X4, X0
	VMAXPS X0, X4, X4
	VMOVSS X4, ret+24(FP)
	VZEROUPPER
	RET

// func toBytesAVX2(n int, dst *uint8, x *float32, f, shift float32)
TEXT ·toBytesAVX2(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ x+16(FP), SI
	VBROADCASTSS f+24(FP), Y5
	VBROADCASTSS shift+28(FP), Y6
	MOVL $128, AX
	VMOVD AX, X7
	VPBROADCASTD X7, Y7
	XORQ AX, AX
bloop:
	VMULPS (SI)(AX*4), Y5, Y0
	VADDPS Y6, Y0, Y0
	VSUBPS Y6, Y0, Y0
	VCVTTPS2DQ Y0, Y0
	VPADDD Y7, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKUSDW X1, X0, X0
	VPACKUSWB X0, X0, X0
	VMOVQ X0, (DI)(AX*1)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT bloop
	VZEROUPPER
	RET
