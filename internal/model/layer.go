package model

import "fmt"

// linear is a layer of packed weights: y = x·W·scale + bias.
type linear struct {
	in, out, wide int // wide is out rounded up to whole panels
	w             []int8
	offset        []int32 // what the offset of the activations adds to each sum
	scale, bias   []float32
}

func roundUp(n, to int) int { return (n + to - 1) / to * to }

// newLinear packs in rows by out columns of weights.
func newLinear(in, out int, w []int8, scale, bias []float32) *linear {
	l := &linear{in: in, out: out, wide: roundUp(out, columns)}
	l.w = make([]int8, l.wide*roundUp(in, 4))
	l.offset = make([]int32, l.wide)
	l.scale, l.bias = make([]float32, l.wide), make([]float32, l.wide)
	copy(l.scale, scale)
	copy(l.bias, bias)
	for i := range in {
		row := w[i*out : (i+1)*out]
		for j := 0; j < out; j += columns {
			panel := l.w[l.place(i, j):]
			for k, x := range row[j:min(j+columns, out)] {
				panel[4*k] = x
				l.offset[j+k] += zero * int32(x)
			}
		}
	}
	return l
}

// place is where the weight of input i for output j stands.
func (l *linear) place(i, j int) int {
	quads := roundUp(l.in, 4) / 4
	return ((j/columns*quads+i/4)*columns+j%columns)*4 + i%4
}

// sums multiplies n rows of bytes, stride apart, into acc. Both hold rows up to the next whole tile.
func (l *linear) sums(n int, a []uint8, stride int, acc []int32) {
	gemm(n, roundUp(l.in, 4)/4, a, stride, l.w, l.offset, acc, l.wide, l.wide/columns)
}

// forward computes n rows of values, l.wide apart. scales holds the scale of each row.
func (l *linear) forward(s *scratch, n int, a []uint8, stride int, scales []float32) []float32 {
	acc := s.ints.get(roundUp(n, tile) * l.wide)
	l.sums(n, a, stride, acc)
	y := s.floats.get(n * l.wide)
	for r := range n {
		dequant(y[r*l.wide:(r+1)*l.wide], acc[r*l.wide:(r+1)*l.wide], l.offset, l.scale, l.bias, scales[r])
	}
	s.ints.at--
	return y
}

// pool lends slices of one type; at is how many are lent.
type pool[T any] struct {
	buf [][]T
	at  int
}

// get lends a slice of n values, whatever they are.
func (p *pool[T]) get(n int) []T {
	if p.at == len(p.buf) {
		p.buf = append(p.buf, nil)
	}
	if cap(p.buf[p.at]) < n {
		p.buf[p.at] = make([]T, n+n/4)
	}
	b := p.buf[p.at][:n]
	p.at++
	return b
}

// matrix is n rows of bytes with a scale each.
type matrix struct {
	n, stride int
	b         []uint8
	scale     []float32
}

func (s *scratch) matrix(n, width int) matrix {
	stride := roundUp(width, 4)
	return matrix{n, stride, s.bytes.get(roundUp(n, tile) * stride), s.floats.get(n)}
}

// quantise rectifies the first width values of rows of floats and makes bytes of them.
func (s *scratch) quantise(x []float32, n, width, stride int, slope float32) matrix {
	m := s.matrix(n, width)
	for r := range n {
		m.scale[r] = quantiseRow(m.b[r*m.stride:r*m.stride+width], x[r*stride:r*stride+width], slope)
	}
	return m
}

// hidden is a layer with the leaky rectifier, its values made bytes again.
func (l *linear) hidden(s *scratch, x matrix) matrix {
	y := l.forward(s, x.n, x.b, x.stride, x.scale)
	return s.quantise(y, x.n, l.out, l.wide, slope)
}

// output is a layer without one.
func (l *linear) output(s *scratch, x matrix) []float32 {
	return l.forward(s, x.n, x.b, x.stride, x.scale)
}

// table is rows of signed bytes with a scale each.
type table struct {
	width int
	scale []float32
	b     []int8
}

// add adds row i to x.
func (t *table) add(x []float32, i int32) {
	k := t.scale[i]
	row := t.b[int(i)*t.width : (int(i)+1)*t.width]
	x = x[:len(row)]
	for j, v := range row {
		x[j] += float32(float32(v) * k)
	}
}

// weights hands out the tensors of a file by name.
type weights struct {
	by  map[string]*Tensor
	err error
}

func (w *weights) find(name string, rows, cols int, quantised bool) *Tensor {
	t := w.by[name]
	if t == nil || t.Rows != rows || t.Cols != cols || t.Quantised != quantised {
		if w.err == nil {
			w.err = fmt.Errorf("model: weight file lacks %s of %d by %d", name, rows, cols)
		}
		return &Tensor{Rows: rows, Cols: cols, Scale: make([]float32, max(rows, cols)), Int8: make([]int8, rows*cols), Float: make([]float32, rows*cols)}
	}
	return t
}

func (w *weights) table(name string, rows, cols int) *table {
	t := w.find(name, rows, cols, true)
	return &table{cols, t.Scale, t.Int8}
}

func (w *weights) linear(name string, in, out int) *linear {
	t := w.find(name+".w", in, out, true)
	return newLinear(in, out, t.Int8, t.Scale, w.find(name+".b", 1, out, false).Float)
}
