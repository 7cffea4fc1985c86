package model

// kernels says which vector kernels this processor has.
var kernels = detect()

// features: vnni stands for all of AVX-512 that is used, amx for tile registers.
type features struct{ avx2, vnni, amx bool }

// cpuid and xgetbv are the instructions of these names.
func cpuid(leaf, sub uint32) (a, b, c, d uint32)
func xgetbv() uint32

func detect() features {
	const osxsave, avx = 1 << 27, 1 << 28
	top, _, _, _ := cpuid(0, 0)
	_, _, c1, _ := cpuid(1, 0)
	if top < 7 || c1&osxsave == 0 || c1&avx == 0 {
		return features{}
	}
	state := xgetbv()
	if state&6 != 6 {
		return features{}
	}
	_, b7, c7, d7 := cpuid(7, 0)
	const avx2, avx512f, avx512bw, avx512vl, vnni = 1 << 5, 1 << 16, 1 << 30, 1 << 31, 1 << 11
	f := features{avx2: b7&avx2 != 0}
	f.vnni = f.avx2 && state&0xe6 == 0xe6 && b7&avx512f != 0 && b7&avx512bw != 0 && b7&avx512vl != 0 && c7&vnni != 0
	const amxTile, amxInt8, tileState = 1 << 24, 1 << 25, 0x60000
	f.amx = f.vnni && state&tileState == tileState && d7&amxTile != 0 && d7&amxInt8 != 0 && allowTiles()
	return f
}

//go:noescape
func gemmAMX(cfg *[64]byte, blocks, quads int, a *uint8, lda int, w *int8, c *int32, ldc, panels int)

//go:noescape
func gemmAVX2(quads int, a *uint8, lda int, w *int8, c *int32, ldc, panels int)

//go:noescape
func gemmVNNI(quads int, a *uint8, lda int, w *int8, c *int32, ldc, panels int)

//go:noescape
func dequantAVX2(n int, dst *float32, acc, offset *int32, scale, bias *float32, row float32)

//go:noescape
func cellAVX2(n int, acc, offset *int32, scale, x, c *float32, out *uint8, k *[vectorConsts][8]float32)

//go:noescape
func dequantAVX512(n int, dst *float32, acc, offset *int32, scale, bias *float32, row float32)

//go:noescape
func cellAVX512(n int, acc, offset *int32, scale, x, c *float32, out *uint8, k *[vectorConsts][8]float32)

//go:noescape
func rectifyAVX2(n int, x *float32, slope float32) float32

//go:noescape
func toBytesAVX2(n int, dst *uint8, x *float32, f, shift float32)

// vectorConsts is the number of constants of cellAVX2.
const vectorConsts = 17

var consts = func() (k [vectorConsts][8]float32) {
	for i, v := range []float32{limit, -limit, p13, p11, p9, p7, p5, p3, p1, q6, q4, q2, q0, 0.5, 127, shift, 0} {
		for j := range k[i] {
			k[i][j] = v
		}
	}
	return k
}()

func gemm(n, quads int, a []uint8, lda int, w []int8, _, c []int32, ldc, panels int) {
	if kernels.amx {
		gemmTiles(n, quads, a, lda, w, c, ldc, panels)
		return
	}
	kernel := gemmAVX2
	switch {
	case kernels.vnni:
		kernel = gemmVNNI
	case !kernels.avx2:
		gemmGo(n, quads, a, lda, w, c, ldc, panels)
		return
	}
	rows := roundUp(n, tile)
	_, _, _ = a[(rows-1)*lda+4*quads-1], w[panels*quads*4*columns-1], c[(rows-1)*ldc+panels*columns-1]
	for r := 0; r < n; r += tile {
		kernel(quads, &a[r*lda], lda, &w[0], &c[r*ldc], ldc, panels)
	}
}

// tileRows is the rows of a tile register; it holds as many inputs in groups of four.
const tileRows = 16

// gemmTiles multiplies whole blocks of rows, then what is left.
func gemmTiles(n, quads int, a []uint8, lda int, w []int8, c []int32, ldc, panels int) {
	_, _, _ = a[(n-1)*lda+4*quads-1], w[panels*quads*4*columns-1], c[(n-1)*ldc+panels*columns-1]
	rest := quads % tileRows
	if blocks := n / tileRows; blocks > 0 {
		gemmAMX(&tileConfigs[tileRows][rest], blocks, quads, &a[0], lda, &w[0], &c[0], ldc, panels)
	}
	if m := n % tileRows; m > 0 {
		r := n - m
		gemmAMX(&tileConfigs[m][rest], 1, quads, &a[r*lda], lda, &w[0], &c[r*ldc], ldc, panels)
	}
}

// tileConfigs[m][r] is the shape of the tile registers (as LDTILECFG reads it) for m rows and r groups of
// inputs in the last block: sums in 0 and 1, rows in 2 (last block: 5), weights in 3 and 4 (6 and 7).
var tileConfigs = func() (k [tileRows + 1][tileRows][64]byte) {
	for m := range k {
		for r := range k[m] {
			c := &k[m][r]
			c[0] = 1 // palette
			rows := [8]int{m, m, m, tileRows, tileRows, m, max(r, 1), max(r, 1)}
			for t, n := range rows {
				c[16+2*t], c[48+t] = 64, byte(n)
			}
			c[16+2*5] = byte(4 * max(r, 1))
		}
	}
	return k
}()

func dequant(dst []float32, acc, offset []int32, scale, bias []float32, row float32) {
	if !kernels.avx2 || len(dst)%8 != 0 || len(dst) == 0 {
		dequantGo(dst, acc, offset, scale, bias, row)
		return
	}
	n := len(dst)
	_, _, _, _ = acc[n-1], offset[n-1], scale[n-1], bias[n-1]
	kernel := dequantAVX2
	if kernels.vnni && n%16 == 0 {
		kernel = dequantAVX512
	}
	kernel(n, &dst[0], &acc[0], &offset[0], &scale[0], &bias[0], row)
}

func cell(acc, offset []int32, scale, x, c []float32, out []uint8) {
	if !kernels.avx2 {
		cellGo(acc, offset, scale, x, c, out)
		return
	}
	n := len(c)
	_, _, _, _, _ = acc[4*n-1], offset[4*n-1], scale[4*n-1], x[4*n-1], out[n-1]
	kernel := cellAVX2
	if kernels.vnni && n%16 == 0 {
		kernel = cellAVX512
	}
	kernel(n, &acc[0], &offset[0], &scale[0], &x[0], &c[0], &out[0], &consts)
}

func rectify(x []float32, slope float32) float32 {
	if !kernels.avx2 || len(x)%8 != 0 || len(x) == 0 {
		return rectifyGo(x, slope)
	}
	return rectifyAVX2(len(x), &x[0], slope)
}

func toBytes(dst []uint8, x []float32, f float32) {
	if !kernels.avx2 || len(x)%8 != 0 || len(x) == 0 {
		toBytesGo(dst, x, f)
		return
	}
	_ = dst[len(x)-1]
	toBytesAVX2(len(x), &dst[0], &x[0], f, shift)
}
