package train

import (
	"math"
	"testing"
)

func TestProducts(t *testing.T) {
	r := &rng{s: 1}
	ar := &arena{}
	for _, size := range [][3]int{{32, 32, 32}, {7, 40, 51}, {100, 64, 96}, {33, 1, 7}, {64, 225, 17}} {
		m, k, n := size[0], size[1], size[2]
		for _, ta := range []bool{false, true} {
			for _, tb := range []bool{false, true} {
				a, b, c := mat{make([]float32, m*k), m, k}, mat{make([]float32, k*n), k, n}, mat{make([]float32, m*n), m, n}
				if ta {
					a.r, a.c = k, m
				}
				if tb {
					b.r, b.c = n, k
				}
				for i := range a.d {
					a.d[i] = float32(r.intn(17) - 8) // exact in bfloat16
				}
				for i := range b.d {
					b.d[i] = float32(r.intn(17) - 8)
				}
				ar.mul(ta, tb, a, b, c)
				for i := range m {
					for j := range n {
						var want float32
						for x := range k {
							p, q := at(a, ta, i, x), at(b, tb, x, j)
							want += p * q
						}
						if c.d[i*n+j] != want {
							t.Fatalf("%v %v %v: [%d][%d] = %v, want %v", size, ta, tb, i, j, c.d[i*n+j], want)
						}
					}
				}
			}
		}
	}
}

func TestCrossEntropy(t *testing.T) {
	r := &rng{s: 2}
	row, d := make([]float32, 37), make([]float32, 37)
	for i := range row {
		row[i] = float32(r.gauss() * 3)
	}
	var sum float64
	for _, v := range row {
		sum += math.Exp(float64(v))
	}
	if got, want := crossEntropy(row, d, 5, 1), math.Log(sum)-float64(row[5]); math.Abs(got-want) > 1e-4 {
		t.Errorf("loss %v, want %v", got, want)
	}
	for i, v := range row {
		want := math.Exp(float64(v)) / sum
		if i == 5 {
			want--
		}
		if math.Abs(float64(d[i])-want) > 1e-5 {
			t.Errorf("gradient %d is %v, want %v", i, d[i], want)
		}
	}
}

func at(m mat, transposed bool, i, j int) float32 {
	if transposed {
		i, j = j, i
	}
	return m.d[i*m.c+j]
}
