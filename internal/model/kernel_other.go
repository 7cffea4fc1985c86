//go:build !amd64 && !arm64

package model

func gemm(n, quads int, a []uint8, lda int, w []int8, _, c []int32, ldc, panels int) {
	gemmGo(n, quads, a, lda, w, c, ldc, panels)
}
