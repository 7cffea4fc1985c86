package model

import "golang.org/x/sys/cpu"

// kernels says which vector kernels this processor has.
var kernels = features{dot: cpu.ARM64.HasASIMDDP}

type features struct{ dot bool }

//go:noescape
func gemmDot(blocks int, a *uint8, lda int, w *int8, offset, c *int32, ldc, panels int)

func gemm(n, quads int, a []uint8, lda int, w []int8, offset, c []int32, ldc, panels int) {
	if !kernels.dot || quads%4 != 0 {
		gemmGo(n, quads, a, lda, w, c, ldc, panels)
		return
	}
	_, _, _, _ = a[(n-1)*lda+4*quads-1], w[panels*quads*4*columns-1], offset[panels*columns-1], c[(n-1)*ldc+panels*columns-1]
	for r := 0; r < n; r += 2 {
		nextA, nextC := lda, ldc
		if r+1 == n { // the last row twice
			nextA, nextC = 0, 0
		}
		gemmDot(quads/4, &a[r*lda], nextA, &w[0], &offset[0], &c[r*ldc], nextC, panels)
	}
}
