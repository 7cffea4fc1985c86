package train

import "math"

// mat is a matrix in rows.
type mat struct {
	d    []float32
	r, c int
}

func (m mat) row(i int) []float32 { return m.d[i*m.c : (i+1)*m.c] }

// arena lends memory until reset.
type arena struct {
	floats [][]float32
	at     int
	a      []uint16 // packed left side
	b      packed   // packed right side of mul
	right  packed   // packed weights of a recurrence
	edge   []float32
}

func (ar *arena) reset() { ar.at = 0 }

// get lends a slice of zeros.
func (ar *arena) get(n int) []float32 {
	p := ar.raw(n)
	clear(p)
	return p
}

// raw lends a slice of whatever.
func (ar *arena) raw(n int) []float32 {
	if ar.at == len(ar.floats) {
		ar.floats = append(ar.floats, nil)
	}
	if cap(ar.floats[ar.at]) < n {
		ar.floats[ar.at] = make([]float32, n+n/4)
	}
	p := ar.floats[ar.at][:n]
	ar.at++
	return p
}

func (ar *arena) mat(r, c int) mat { return mat{ar.get(r * c), r, c} }

const block = 32 // rows, columns and depth of what one call of the tiles handles

func blocks(n int) int { return (n + block - 1) / block }

// packed is the right side of a product, in bfloat16 pairs and panels of 16 columns (or in floats without
// tiles).
type packed struct {
	k, n  int
	pairs []uint16
	plain []float32
}

// pack makes the right side op(b), k by n, in the memory of buf where that is large enough.
func pack(buf *packed, b []float32, ldb int, transposed bool, k, n int) *packed {
	buf.k, buf.n = k, n
	if !fast {
		packPlain(buf, b, ldb, transposed)
		return buf
	}
	kp, np := blocks(k)*block, blocks(n)*block
	if cap(buf.pairs) < kp*np {
		buf.pairs = make([]uint16, kp*np)
	}
	buf.pairs = buf.pairs[:kp*np]
	if kp != k || np != n {
		clear(buf.pairs)
	}
	panel := kp * 16
	if transposed {
		for j := range n {
			at := j/16*panel + j%16*2
			src := b[j*ldb : j*ldb+k]
			if k >= 32 {
				scatterRow32(k/32, &buf.pairs[at], &src[0])
			}
			for i := k / 32 * 32; i < k; i++ {
				buf.pairs[at+i/2*32+i%2] = bf16(src[i])
			}
		}
		return buf
	}
	for i := 0; i < k; i += 2 {
		r0, r1 := twoRows(b, ldb, i, k, n)
		at := i / 2 * 32
		if n >= 16 {
			pairs16(n/16, &buf.pairs[at], panel*2, &r0[0], &r1[0])
		}
		for j := n / 16 * 16; j < n; j++ {
			buf.pairs[j/16*panel+at+j%16*2], buf.pairs[j/16*panel+at+j%16*2+1] = bf16(r0[j]), bf16(r1[j])
		}
	}
	return buf
}

// twoRows returns the first n of rows i and i+1 of k, zeros where there is no second.
func twoRows(x []float32, ld, i, k, n int) (r0, r1 []float32) {
	r0 = x[i*ld : i*ld+n]
	if i+1 < k {
		return r0, x[(i+1)*ld : (i+1)*ld+n]
	}
	return r0, make([]float32, n)
}

func packPlain(buf *packed, b []float32, ldb int, transposed bool) {
	if cap(buf.plain) < buf.k*buf.n {
		buf.plain = make([]float32, buf.k*buf.n)
	}
	buf.plain = buf.plain[:buf.k*buf.n]
	for i := range buf.k {
		for j := range buf.n {
			if transposed {
				buf.plain[i*buf.n+j] = b[j*ldb+i]
			} else {
				buf.plain[i*buf.n+j] = b[i*ldb+j]
			}
		}
	}
}

func bf16(x float32) uint16 { return uint16((math.Float32bits(x) + 0x8000) >> 16) }

// packLeft makes the left side op(a), m by k, in rows of bfloat16.
func (ar *arena) packLeft(a []float32, lda int, transposed bool, m, k int) []uint16 {
	kp, mp := blocks(k)*block, blocks(m)*block
	if cap(ar.a) < kp*mp {
		ar.a = make([]uint16, kp*mp*5/4)
	}
	dst := ar.a[:kp*mp]
	if kp != k || mp != m {
		clear(dst)
	}
	if !transposed {
		for i := range m {
			src := a[i*lda : i*lda+k]
			if k >= 16 {
				narrow16(k/16, &dst[i*kp], &src[0])
			}
			for j := k / 16 * 16; j < k; j++ {
				dst[i*kp+j] = bf16(src[j])
			}
		}
		return dst
	}
	for i := 0; i < k; i += 2 {
		r0, r1 := twoRows(a, lda, i, k, m)
		if m >= 16 {
			scatterPairs16(m/16, &dst[i], kp*2, &r0[0], &r1[0])
		}
		for j := m / 16 * 16; j < m; j++ {
			dst[j*kp+i], dst[j*kp+i+1] = bf16(r0[j]), bf16(r1[j])
		}
	}
	return dst
}

var tileConfig = func() (c [64]byte) {
	c[0] = 1
	for i := range 8 {
		c[16+2*i], c[48+i] = 64, 16
	}
	return c
}()

// mulPacked adds op(a) times b to c, m rows.
func (ar *arena) mulPacked(m int, a []float32, lda int, transposed bool, b *packed, c []float32, ldc int) {
	if m == 0 || b.n == 0 || b.k == 0 {
		return
	}
	if !fast {
		mulPlain(m, a, lda, transposed, b, c, ldc)
		return
	}
	left := ar.packLeft(a, lda, transposed, m, b.k)
	kb, nb := blocks(b.k), blocks(b.n)
	kp, np := kb*block, nb*block
	for i := 0; i < m; i += block {
		if i+block <= m && np == b.n {
			tiles(&tileConfig, kb, &left[i*kp], kp*2, &b.pairs[0], kp*32, &c[i*ldc], ldc*4, nb)
			continue
		}
		if cap(ar.edge) < block*np {
			ar.edge = make([]float32, block*np)
		}
		edge := ar.edge[:block*np]
		clear(edge)
		tiles(&tileConfig, kb, &left[i*kp], kp*2, &b.pairs[0], kp*32, &edge[0], np*4, nb)
		for r := range min(block, m-i) {
			add(c[(i+r)*ldc:(i+r)*ldc+b.n], edge[r*np:r*np+b.n])
		}
	}
}

func mulPlain(m int, a []float32, lda int, transposed bool, b *packed, c []float32, ldc int) {
	for i := range m {
		out := c[i*ldc : i*ldc+b.n]
		for k := range b.k {
			at := i*lda + k
			if transposed {
				at = k*lda + i
			}
			v := a[at]
			for j, w := range b.plain[k*b.n : (k+1)*b.n] {
				out[j] += v * w
			}
		}
	}
}

// mul adds op(a) times op(b) to c.
func (ar *arena) mul(ta, tb bool, a, b, c mat) {
	k := a.c
	if ta {
		k = a.r
	}
	if k == 0 {
		return
	}
	pack(&ar.b, b.d, b.c, tb, k, c.c)
	ar.mulPacked(c.r, a.d, a.c, ta, &ar.b, c.d, c.c)
}
