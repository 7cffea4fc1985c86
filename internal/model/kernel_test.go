package model

import (
	"math/rand"
	"slices"
	"testing"
)

// every runs f once for each set of kernels that this machine has, the plain Go ones first.
func every(t *testing.T, f func() any, equal func(a, b any) bool) {
	t.Helper()
	sets := kernelSets()
	want := with(sets[0], f)
	for _, k := range sets[1:] {
		if got := with(k, f); !equal(got, want) {
			t.Errorf("kernels %+v differ from plain Go", k)
		}
	}
}

func TestGemmKernelsAgree(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	for _, size := range [][3]int{{4, 4, 32}, {4, 8, 64}, {1, 192, 768}, {16, 256, 96}, {37, 100, 32}, {32, 224, 64}, {7, 60, 32}} {
		n, in, out := size[0], size[1], size[2]
		a, w := make([]uint8, roundUp(n, tile)*in), make([]int8, in*out)
		for i := range a {
			a[i] = uint8(rng.Intn(256))
		}
		for i := range w {
			w[i] = int8(rng.Intn(255) - 127)
		}
		l := newLinear(in, out, w, nil, nil)
		every(t, func() any {
			c := make([]int32, roundUp(n, tile)*l.wide)
			gemm(n, in/4, a, in, l.w, l.offset, c, l.wide, l.wide/columns)
			return c[:n*l.wide]
		}, func(a, b any) bool { return slices.Equal(a.([]int32), b.([]int32)) })
		c := make([]int32, roundUp(n, tile)*l.wide)
		l.sums(n, a, in, c)
		for r := range n {
			for j := range out {
				sum := int32(0)
				for i := range in {
					sum += int32(a[r*in+i]) * int32(w[i*out+j])
				}
				if c[r*l.wide+j] != sum {
					t.Fatalf("%v: row %d column %d: got %d, want %d", size, r, j, c[r*l.wide+j], sum)
				}
			}
		}
	}
}

func TestElementKernelsAgree(t *testing.T) {
	rng := rand.New(rand.NewSource(2))
	const n = 192
	acc, offset := make([]int32, 4*n), make([]int32, 4*n)
	scale, x := make([]float32, 4*n), make([]float32, 4*n)
	for i := range acc {
		acc[i], offset[i] = rng.Int31n(1<<20)-1<<19, rng.Int31n(1<<16)
		scale[i], x[i] = rng.Float32()*1e-4, float32(rng.NormFloat64()*4)
	}
	every(t, func() any {
		c, out := make([]float32, n), make([]uint8, n)
		for range 5 {
			cell(acc, offset, scale, x, c, out)
		}
		return [2]any{c, out}
	}, func(a, b any) bool {
		p, q := a.([2]any), b.([2]any)
		return slices.Equal(p[0].([]float32), q[0].([]float32)) && slices.Equal(p[1].([]uint8), q[1].([]uint8))
	})
	every(t, func() any {
		dst := make([]float32, n)
		dequant(dst, acc, offset, scale, x, 0.37)
		return dst
	}, func(a, b any) bool { return slices.Equal(a.([]float32), b.([]float32)) })
}

func TestRowKernelsAgree(t *testing.T) {
	rng := rand.New(rand.NewSource(3))
	for _, n := range []int{8, 192, 256} {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(rng.NormFloat64())
		}
		for _, by := range []float32{slope, straight} {
			every(t, func() any {
				y, dst := slices.Clone(x), make([]uint8, n)
				k := quantiseRow(dst, y, by)
				return [3]any{y, dst, k}
			}, func(a, b any) bool {
				p, q := a.([3]any), b.([3]any)
				return slices.Equal(p[0].([]float32), q[0].([]float32)) && slices.Equal(p[1].([]uint8), q[1].([]uint8)) && p[2] == q[2]
			})
		}
	}
}

func TestTanh(t *testing.T) {
	for _, c := range []struct{ x, want float32 }{{0, 0}, {0.5, 0.46211716}, {-0.5, -0.46211716}, {2, 0.9640276}, {9, 1}, {-9, -1}} {
		if got := tanh(c.x); got-c.want > 1e-5 || c.want-got > 1e-5 {
			t.Errorf("tanh(%v) = %v, want %v", c.x, got, c.want)
		}
	}
}
