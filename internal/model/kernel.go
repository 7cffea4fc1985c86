package model

// The arithmetic of the network. Products are of integers (unsigned activations with an offset of 128,
// signed weights, 32-bit sums), so their order does not matter. What is left in floats is done one rounded
// operation at a time: float32(a*b)+c keeps the compiler from fusing, and the vector kernels use no fused
// instruction either. Every kernel therefore gives the same bytes on every machine.

const (
	zero    = 128 // the activation that stands for 0
	columns = 32  // width of a panel of packed weights
	tile    = 4   // rows that some kernels multiply at once
)

// gemmGo multiplies n rows of a (stride lda) by packed weights into c (stride ldc). A panel holds, for every
// four inputs, four weights of each of its columns. The vector kernels may read and write whole tiles of
// rows.
func gemmGo(n, quads int, a []uint8, lda int, w []int8, c []int32, ldc, panels int) {
	for p := range panels {
		panel := w[p*quads*4*columns:]
		for r := range n {
			var sum [columns]int32
			row := a[r*lda : r*lda+4*quads]
			for q := 0; q < len(row); q += 4 {
				a0, a1, a2, a3 := int32(row[q]), int32(row[q+1]), int32(row[q+2]), int32(row[q+3])
				pw := panel[q*columns : q*columns+4*columns]
				for j := range sum {
					x := pw[4*j : 4*j+4 : 4*j+4]
					sum[j] += a0*int32(x[0]) + a1*int32(x[1]) + a2*int32(x[2]) + a3*int32(x[3])
				}
			}
			copy(c[r*ldc+p*columns:], sum[:])
		}
	}
}

// dequantGo turns sums into values: dst = (acc-offset)*row*scale + bias.
func dequantGo(dst []float32, acc, offset []int32, scale, bias []float32, row float32) {
	for j := range dst {
		v := float32(float32(acc[j]-offset[j]) * row)
		dst[j] = float32(v*scale[j]) + bias[j]
	}
}

// cellGo is one step of an LSTM for one word. x holds what the input brings to the gates (input, forget,
// output, candidate), acc the products of the state before; c is the cell, out the new state in bytes.
func cellGo(acc, offset []int32, scale, x, c []float32, out []uint8) {
	n := len(c)
	gate := func(k, j int) float32 {
		i := k*n + j
		return x[i] + float32(float32(acc[i]-offset[i])*scale[i])
	}
	for j := range c {
		i, f, o := sigmoid(gate(0, j)), sigmoid(gate(1, j)), sigmoid(gate(2, j))
		g := tanh(gate(3, j))
		c[j] = float32(f*c[j]) + float32(i*g)
		out[j] = uint8(int32(round(float32(o*tanh(c[j]))*127)) + zero)
	}
}

// Coefficients of a rational approximation of tanh, exact to about 1e-7 between -limit and limit.
const (
	limit = 7.90531110763549805
	p1    = 4.89352455891786e-03
	p3    = 6.37261928875436e-04
	p5    = 1.48572235717979e-05
	p7    = 5.12229709037114e-08
	p9    = -8.60467152213735e-11
	p11   = 2.00018790482477e-13
	p13   = -2.76076847742355e-16
	q0    = 4.89352518554385e-03
	q2    = 2.26843463243900e-03
	q4    = 1.18534705686654e-04
	q6    = 1.19825839466702e-06
)

func tanh(x float32) float32 {
	x = max(min(x, limit), -limit)
	s := float32(x * x)
	p := float32(s*p13) + p11
	p = float32(s*p) + p9
	p = float32(s*p) + p7
	p = float32(s*p) + p5
	p = float32(s*p) + p3
	p = float32(s*p) + p1
	p = float32(x * p)
	q := float32(s*q6) + q4
	q = float32(s*q) + q2
	q = float32(s*q) + q0
	return p / q
}

func sigmoid(x float32) float32 { return float32(0.5*tanh(float32(0.5*x))) + 0.5 }

// shift is 1.5·2²³: adding and taking it away rounds a small float to a whole number, halves to even.
const shift = 12582912

func round(x float32) float32 { return float32(x+shift) - shift }

// slope is what the leaky rectifier of every hidden layer leaves of a negative value; straight is no
// rectifier at all.
const slope, straight = 0.1, 1

// quantiseRow rectifies a row, in place, turns it into bytes around zero and returns the scale that turns
// them back.
func quantiseRow(dst []uint8, x []float32, slope float32) float32 {
	top := rectify(x, slope)
	if top < 1e-20 {
		for i := range x {
			dst[i] = zero
		}
		return 0
	}
	toBytes(dst, x, 127/top)
	return top / 127
}

// rectifyGo keeps slope of negative values and returns the greatest size of what is left.
func rectifyGo(x []float32, slope float32) float32 {
	var top float32
	for i, v := range x {
		v = max(v, float32(v*slope))
		x[i] = v
		top = max(top, v, -v)
	}
	return top
}

func toBytesGo(dst []uint8, x []float32, f float32) {
	for i, v := range x {
		dst[i] = uint8(int32(round(float32(v*f))) + zero)
	}
}
