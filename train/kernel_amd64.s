#include "textflag.h"

// Tile instructions, which the assembler does not know.
#define LDTILECFG_AX BYTE $0xC4; BYTE $0xE2; BYTE $0x78; BYTE $0x49; BYTE $0x00
#define TILERELEASE BYTE $0xC4; BYTE $0xE2; BYTE $0x78; BYTE $0x49; BYTE $0xC0
#define TLOAD(n, sib) BYTE $0xC4; BYTE $0xE2; BYTE $0x7B; BYTE $0x4B; BYTE $(0x04|(n<<3)); BYTE $sib
#define TSTORE(n, sib) BYTE $0xC4; BYTE $0xE2; BYTE $0x7A; BYTE $0x4B; BYTE $(0x04|(n<<3)); BYTE $sib
#define TDP(c, a, b) BYTE $0xC4; BYTE $0xE2; BYTE $(0x02|((15-b)<<3)); BYTE $0x5C; BYTE $(0xC0|(c<<3)|a)
// sib bytes: base SI index CX, base DI index BX, base DX index AX
#define A_TILE 0x0E
#define B_TILE 0x1F
#define C_TILE 0x02

// func tiles(cfg *[64]byte, kblocks int, a *uint16, lda int, b *uint16, panel int, c *float32, ldc, cblocks int)
TEXT ·tiles(SB), NOSPLIT, $0-72
	MOVQ cfg+0(FP), AX
	LDTILECFG_AX
	MOVQ lda+24(FP), CX
	MOVQ $64, BX
	MOVQ ldc+56(FP), AX
	MOVQ b+32(FP), DI
	MOVQ c+48(FP), DX
	MOVQ cblocks+64(FP), R12
	MOVQ panel+40(FP), R13
	MOVQ CX, R14
	SHLQ $4, R14
	MOVQ AX, R15
	SHLQ $4, R15
tcol:
	MOVQ a+16(FP), SI
	MOVQ kblocks+8(FP), R10
	MOVQ DI, R11
	TLOAD(0, C_TILE)
	ADDQ $64, DX
	TLOAD(1, C_TILE)
	ADDQ R15, DX
	TLOAD(3, C_TILE)
	SUBQ $64, DX
	TLOAD(2, C_TILE)
	SUBQ R15, DX
tk:
	TLOAD(4, A_TILE)
	ADDQ R14, SI
	TLOAD(5, A_TILE)
	SUBQ R14, SI
	TLOAD(6, B_TILE)
	ADDQ R13, DI
	TLOAD(7, B_TILE)
	SUBQ R13, DI
	TDP(0, 4, 6)
	TDP(1, 4, 7)
	TDP(2, 5, 6)
	TDP(3, 5, 7)
	ADDQ $64, SI
	ADDQ $1024, DI
	DECQ R10
	JNE tk
	TSTORE(0, C_TILE)
	ADDQ $64, DX
	TSTORE(1, C_TILE)
	ADDQ R15, DX
	TSTORE(3, C_TILE)
	SUBQ $64, DX
	TSTORE(2, C_TILE)
	SUBQ R15, DX
	ADDQ $128, DX
	LEAQ (R11)(R13*2), DI
	DECQ R12
	JNE tcol
	TILERELEASE
	VZEROUPPER
	RET

DATA half<>+0(SB)/4, $0x8000
GLOBL half<>(SB), RODATA, $4
DATA high<>+0(SB)/4, $0xffff0000
GLOBL high<>(SB), RODATA, $4
DATA lanes<>+0(SB)/4, $0
DATA lanes<>+4(SB)/4, $1
DATA lanes<>+8(SB)/4, $2
DATA lanes<>+12(SB)/4, $3
DATA lanes<>+16(SB)/4, $4
DATA lanes<>+20(SB)/4, $5
DATA lanes<>+24(SB)/4, $6
DATA lanes<>+28(SB)/4, $7
DATA lanes<>+32(SB)/4, $8
DATA lanes<>+36(SB)/4, $9
DATA lanes<>+40(SB)/4, $10
DATA lanes<>+44(SB)/4, $11
DATA lanes<>+48(SB)/4, $12
DATA lanes<>+52(SB)/4, $13
DATA lanes<>+56(SB)/4, $14
DATA lanes<>+60(SB)/4, $15
GLOBL lanes<>(SB), RODATA, $64

// func narrow16(blocks int, dst *uint16, src *float32)
TEXT ·narrow16(SB), NOSPLIT, $0-24
	MOVQ blocks+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ src+16(FP), SI
	VPBROADCASTD half<>(SB), Z1
nloop:
	VPADDD (SI), Z1, Z0
	VPSRLD $16, Z0, Z0
	VPMOVDW Z0, (DI)
	ADDQ $64, SI
	ADDQ $32, DI
	DECQ CX
	JNE nloop
	VZEROUPPER
	RET

// func pairs16(blocks int, dst *uint16, step int, r0, r1 *float32)
TEXT ·pairs16(SB), NOSPLIT, $0-40
	MOVQ blocks+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ step+16(FP), DX
	MOVQ r0+24(FP), SI
	MOVQ r1+32(FP), R8
	VPBROADCASTD half<>(SB), Z3
	VPBROADCASTD high<>(SB), Z4
ploop:
	VPADDD (SI), Z3, Z0
	VPSRLD $16, Z0, Z0
	VPADDD (R8), Z3, Z1
	VPANDD Z4, Z1, Z1
	VPORD Z0, Z1, Z0
	VMOVDQU32 Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, R8
	ADDQ DX, DI
	DECQ CX
	JNE ploop
	VZEROUPPER
	RET

// func scatterPairs16(blocks int, dst *uint16, stride int, r0, r1 *float32)
TEXT ·scatterPairs16(SB), NOSPLIT, $0-40
	MOVQ blocks+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ stride+16(FP), DX
	MOVQ r0+24(FP), SI
	MOVQ r1+32(FP), R8
	VPBROADCASTD half<>(SB), Z3
	VPBROADCASTD high<>(SB), Z4
	VPBROADCASTD DX, Z5
	VPMULLD lanes<>(SB), Z5, Z5
	SHLQ $4, DX
sloop:
	VPADDD (SI), Z3, Z0
	VPSRLD $16, Z0, Z0
	VPADDD (R8), Z3, Z1
	VPANDD Z4, Z1, Z1
	VPORD Z0, Z1, Z0
	KXNORW K1, K1, K1
	VPSCATTERDD Z0, K1, (DI)(Z5*1)
	ADDQ $64, SI
	ADDQ $64, R8
	ADDQ DX, DI
	DECQ CX
	JNE sloop
	VZEROUPPER
	RET

// func scatterRow32(blocks int, dst *uint16, src *float32): 32 values become 16 pairs, 64 bytes apart
TEXT ·scatterRow32(SB), NOSPLIT, $0-24
	MOVQ blocks+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ src+16(FP), SI
	VPBROADCASTD half<>(SB), Z3
	VMOVDQU32 lanes<>(SB), Z5
	VPSLLD $6, Z5, Z5
rloop:
	VPADDD (SI), Z3, Z0
	VPSRLD $16, Z0, Z0
	VPMOVDW Z0, Y0
	VPADDD 64(SI), Z3, Z1
	VPSRLD $16, Z1, Z1
	VPMOVDW Z1, Y1
	VINSERTI64X4 $1, Y1, Z0, Z0
	KXNORW K1, K1, K1
	VPSCATTERDD Z0, K1, (DI)(Z5*1)
	ADDQ $128, SI
	ADDQ $1024, DI
	DECQ CX
	JNE rloop
	VZEROUPPER
	RET

// Z0 becomes tanh(Z0); Z1 to Z3 are lost. BX points to the constants, 4 bytes each.
#define TANH \
	VMINPS.BCST (BX), Z0, Z0 \
	VMAXPS.BCST 4(BX), Z0, Z0 \
	VMULPS Z0, Z0, Z1 \
	VBROADCASTSS 8(BX), Z2 \
	VFMADD213PS.BCST 12(BX), Z1, Z2 \
	VFMADD213PS.BCST 16(BX), Z1, Z2 \
	VFMADD213PS.BCST 20(BX), Z1, Z2 \
	VFMADD213PS.BCST 24(BX), Z1, Z2 \
	VFMADD213PS.BCST 28(BX), Z1, Z2 \
	VFMADD213PS.BCST 32(BX), Z1, Z2 \
	VMULPS Z0, Z2, Z2 \
	VBROADCASTSS 36(BX), Z3 \
	VFMADD213PS.BCST 40(BX), Z1, Z3 \
	VFMADD213PS.BCST 44(BX), Z1, Z3 \
	VFMADD213PS.BCST 48(BX), Z1, Z3 \
	VDIVPS Z3, Z2, Z0

#define SIGMOID \
	VMULPS.BCST 52(BX), Z0, Z0 \
	TANH \
	VMULPS.BCST 52(BX), Z0, Z0 \
	VADDPS.BCST 52(BX), Z0, Z0

// func cellForward16(n int, gates, b, pc, c, tc, h *float32, k *[20]float32)
TEXT ·cellForward16(SB), NOSPLIT, $0-64
	MOVQ n+0(FP), CX
	MOVQ gates+8(FP), SI
	MOVQ b+16(FP), R8
	MOVQ pc+24(FP), R9
	MOVQ c+32(FP), R10
	MOVQ tc+40(FP), R11
	MOVQ h+48(FP), DI
	MOVQ k+56(FP), BX
	XORQ DX, DX
cf:
	MOVQ DX, AX
	VMOVUPS (SI)(AX*4), Z0
	VADDPS (R8)(AX*4), Z0, Z0
	SIGMOID
	VMOVUPS Z0, (SI)(AX*4)
	VMOVAPS Z0, Z4
	ADDQ CX, AX
	VMOVUPS (SI)(AX*4), Z0
	VADDPS (R8)(AX*4), Z0, Z0
	SIGMOID
	VMOVUPS Z0, (SI)(AX*4)
	VMOVAPS Z0, Z5
	ADDQ CX, AX
	VMOVUPS (SI)(AX*4), Z0
	VADDPS (R8)(AX*4), Z0, Z0
	SIGMOID
	VMOVUPS Z0, (SI)(AX*4)
	VMOVAPS Z0, Z6
	ADDQ CX, AX
	VMOVUPS (SI)(AX*4), Z0
	VADDPS (R8)(AX*4), Z0, Z0
	TANH
	VMOVUPS Z0, (SI)(AX*4)
	VMULPS Z0, Z4, Z0
	VFMADD231PS (R9)(DX*4), Z5, Z0
	VMOVUPS Z0, (R10)(DX*4)
	TANH
	VMOVUPS Z0, (R11)(DX*4)
	VMULPS Z6, Z0, Z0
	VMOVUPS Z0, (DI)(DX*4)
	ADDQ $16, DX
	CMPQ DX, CX
	JLT cf
	VZEROUPPER
	RET

// func cellBackward16(n int, gates, d, tc, dc, dh, pc, dpc *float32, k *[20]float32)
TEXT ·cellBackward16(SB), NOSPLIT, $0-72
	MOVQ n+0(FP), CX
	MOVQ gates+8(FP), SI
	MOVQ d+16(FP), DI
	MOVQ tc+24(FP), R8
	MOVQ dc+32(FP), R9
	MOVQ dh+40(FP), R10
	MOVQ pc+48(FP), R11
	MOVQ dpc+56(FP), R12
	MOVQ k+64(FP), BX
	LEAQ (CX)(CX*1), R13
	LEAQ (R13)(CX*1), R14
	VBROADCASTSS 56(BX), Z15
	XORQ AX, AX
cb:
	VMOVUPS (SI)(AX*4), Z0       // i
	LEAQ (SI)(CX*4), DX
	VMOVUPS (DX)(AX*4), Z1       // f
	LEAQ (SI)(R13*4), DX
	VMOVUPS (DX)(AX*4), Z2       // o
	LEAQ (SI)(R14*4), DX
	VMOVUPS (DX)(AX*4), Z3       // z
	VMOVUPS (R8)(AX*4), Z4       // tc
	VMOVUPS (R10)(AX*4), Z5      // dh
	VMULPS Z4, Z4, Z6
	VSUBPS Z6, Z15, Z6           // 1-tc²
	VMULPS Z2, Z6, Z6
	VMOVUPS (R9)(AX*4), Z7
	VFMADD231PS Z5, Z6, Z7       // dcv
	VSUBPS Z2, Z15, Z8
	VMULPS Z2, Z8, Z8
	VMULPS Z4, Z8, Z8
	VMULPS Z5, Z8, Z8            // d o
	LEAQ (DI)(R13*4), DX
	VMOVUPS Z8, (DX)(AX*4)
	VSUBPS Z0, Z15, Z8
	VMULPS Z0, Z8, Z8
	VMULPS Z3, Z8, Z8
	VMULPS Z7, Z8, Z8            // d i
	VMOVUPS Z8, (DI)(AX*4)
	VMULPS Z3, Z3, Z8
	VSUBPS Z8, Z15, Z8
	VMULPS Z0, Z8, Z8
	VMULPS Z7, Z8, Z8            // d z
	LEAQ (DI)(R14*4), DX
	VMOVUPS Z8, (DX)(AX*4)
	VSUBPS Z1, Z15, Z8
	VMULPS Z1, Z8, Z8
	VMULPS (R11)(AX*4), Z8, Z8
	VMULPS Z7, Z8, Z8            // d f
	LEAQ (DI)(CX*4), DX
	VMOVUPS Z8, (DX)(AX*4)
	VMULPS Z7, Z1, Z8
	VADDPS (R12)(AX*4), Z8, Z8
	VMOVUPS Z8, (R12)(AX*4)
	ADDQ $16, AX
	CMPQ AX, CX
	JLT cb
	VZEROUPPER
	RET

// func adam16(blocks int, w, m, v, grad, e *float32, k *[8]float32)
// k: scale of g, b1, 1-b1, b2, 1-b2, lr/c1, 1/c2, share of the average; g becomes zero
TEXT ·adam16(SB), NOSPLIT, $0-56
	MOVQ blocks+0(FP), CX
	MOVQ w+8(FP), DI
	MOVQ m+16(FP), R8
	MOVQ v+24(FP), R9
	MOVQ grad+32(FP), R10
	MOVQ e+40(FP), R11
	MOVQ k+48(FP), BX
	VBROADCASTSS (BX), Z10
	VBROADCASTSS 4(BX), Z11
	VBROADCASTSS 8(BX), Z12
	VBROADCASTSS 12(BX), Z13
	VBROADCASTSS 16(BX), Z14
	VBROADCASTSS 20(BX), Z15
	VBROADCASTSS 24(BX), Z16
	VBROADCASTSS 28(BX), Z17
	VPXORD Z18, Z18, Z18
	MOVL $0x322bcc77, AX         // 1e-8
	VPBROADCASTD AX, Z19
	XORQ AX, AX
ad:
	VMULPS (R10)(AX*1), Z10, Z0
	VMOVUPS Z18, (R10)(AX*1)
	VMULPS (R8)(AX*1), Z11, Z1
	VFMADD231PS Z0, Z12, Z1
	VMOVUPS Z1, (R8)(AX*1)
	VMULPS (R9)(AX*1), Z13, Z2
	VMULPS Z0, Z0, Z0
	VFMADD231PS Z0, Z14, Z2
	VMOVUPS Z2, (R9)(AX*1)
	VMULPS Z16, Z2, Z2
	VSQRTPS Z2, Z2
	VADDPS Z19, Z2, Z2
	VMULPS Z15, Z1, Z1
	VDIVPS Z2, Z1, Z1
	VMOVUPS (DI)(AX*1), Z3
	VSUBPS Z1, Z3, Z3
	VMOVUPS Z3, (DI)(AX*1)
	VMOVUPS (R11)(AX*1), Z4
	VSUBPS Z4, Z3, Z3
	VFMADD231PS Z3, Z17, Z4
	VMOVUPS Z4, (R11)(AX*1)
	ADDQ $64, AX
	DECQ CX
	JNE ad
	VZEROUPPER
	RET

// func exp16(blocks int, dst, src *float32, shift float32, k *[20]float32) float32
// dst = exp(src-shift); returns the sum
TEXT ·exp16(SB), NOSPLIT, $0-44
	MOVQ blocks+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ src+16(FP), SI
	VBROADCASTSS shift+24(FP), Z10
	MOVQ k+32(FP), BX
	VPXORD Z11, Z11, Z11
	VBROADCASTSS 60(BX), Z12     // log2 e
	VBROADCASTSS 64(BX), Z13     // ln 2
	MOVL $0x3c088889, AX         // 1/120
	VPBROADCASTD AX, Z14
	MOVL $0x3d2aaaab, AX         // 1/24
	VPBROADCASTD AX, Z15
	MOVL $0x3e2aaaab, AX         // 1/6
	VPBROADCASTD AX, Z16
	MOVL $0x3f000000, AX
	VPBROADCASTD AX, Z17
	MOVL $0x3f800000, AX
	VPBROADCASTD AX, Z18
	MOVL $0xc2c80000, AX         // -100
	VPBROADCASTD AX, Z19
ex:
	VMOVUPS (SI), Z0
	VSUBPS Z10, Z0, Z0
	VMAXPS Z19, Z0, Z0
	VMULPS Z12, Z0, Z1
	VRNDSCALEPS $8, Z1, Z1
	VFNMADD231PS Z13, Z1, Z0
	VMOVAPS Z14, Z2
	VFMADD213PS Z15, Z0, Z2
	VFMADD213PS Z16, Z0, Z2
	VFMADD213PS Z17, Z0, Z2
	VFMADD213PS Z18, Z0, Z2
	VFMADD213PS Z18, Z0, Z2
	VSCALEFPS Z1, Z2, Z2
	VMOVUPS Z2, (DI)
	VADDPS Z2, Z11, Z11
	ADDQ $64, SI
	ADDQ $64, DI
	DECQ CX
	JNE ex
	VEXTRACTF64X4 $1, Z11, Y0
	VADDPS Y0, Y11, Y0
	VEXTRACTF128 $1, Y0, X1
	VADDPS X1, X0, X0
	VHADDPS X0, X0, X0
	VHADDPS X0, X0, X0
	VMOVSS X0, ret+40(FP)
	VZEROUPPER
	RET

// func add16(blocks int, dst, src *float32)
TEXT ·add16(SB), NOSPLIT, $0-24
	MOVQ blocks+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ src+16(FP), SI
al:
	VMOVUPS (DI), Z0
	VADDPS (SI), Z0, Z0
	VMOVUPS Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, DI
	DECQ CX
	JNE al
	VZEROUPPER
	RET

// func mul16(blocks int, dst, a, b *float32)
TEXT ·mul16(SB), NOSPLIT, $0-32
	MOVQ blocks+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ a+16(FP), SI
	MOVQ b+24(FP), R8
ml:
	VMOVUPS (SI), Z0
	VMULPS (R8), Z0, Z0
	VMOVUPS Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, R8
	ADDQ $64, DI
	DECQ CX
	JNE ml
	VZEROUPPER
	RET

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

// func dot16(blocks int, a, b *float32) float32
TEXT ·dot16(SB), NOSPLIT, $0-28
	MOVQ blocks+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DI
	VPXORD Z11, Z11, Z11
dl:
	VMOVUPS (SI), Z0
	VFMADD231PS (DI), Z0, Z11
	ADDQ $64, SI
	ADDQ $64, DI
	DECQ CX
	JNE dl
	VEXTRACTF64X4 $1, Z11, Y0
	VADDPS Y0, Y11, Y0
	VEXTRACTF128 $1, Y0, X1
	VADDPS X1, X0, X0
	VHADDPS X0, X0, X0
	VHADDPS X0, X0, X0
	VMOVSS X0, ret+24(FP)
	VZEROUPPER
	RET

// func contrast16(blocks int, up, row, vec *float32, d float32)
TEXT ·contrast16(SB), NOSPLIT, $0-36
	MOVQ blocks+0(FP), CX
	MOVQ up+8(FP), DI
	MOVQ row+16(FP), SI
	MOVQ vec+24(FP), R8
	VBROADCASTSS d+32(FP), Z5
ct:
	VMOVUPS (SI), Z0
	VMOVUPS (DI), Z1
	VFMADD231PS Z0, Z5, Z1
	VMOVUPS Z1, (DI)
	VFMADD231PS (R8), Z5, Z0
	VMOVUPS Z0, (SI)
	ADDQ $64, SI
	ADDQ $64, DI
	ADDQ $64, R8
	DECQ CX
	JNE ct
	VZEROUPPER
	RET
