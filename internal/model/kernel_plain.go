//go:build !amd64

package model

func dequant(dst []float32, acc, offset []int32, scale, bias []float32, row float32) {
	dequantGo(dst, acc, offset, scale, bias, row)
}

func cell(acc, offset []int32, scale, x, c []float32, out []uint8) {
	cellGo(acc, offset, scale, x, c, out)
}

func rectify(x []float32, slope float32) float32 { return rectifyGo(x, slope) }

func toBytes(dst []uint8, x []float32, f float32) { toBytesGo(dst, x, f) }
