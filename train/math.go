package train

import "math"

// Element-wise work, in vectors where the processor has them and all but the last few values of a slice.

// constants of the kernels: the rational tanh (see internal/model), one half, one, log2 e, ln 2.
var constants = [20]float32{7.90531110763549805, -7.90531110763549805,
	-2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-08, 1.48572235717979e-05, 6.37261928875436e-04, 4.89352455891786e-03,
	1.19825839466702e-06, 1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03, 0.5, 1, math.Log2E, math.Ln2}

func tanh(x float32) float32 {
	k := &constants
	x = max(min(x, k[0]), k[1])
	s := x * x
	p := x * (k[8] + s*(k[7]+s*(k[6]+s*(k[5]+s*(k[4]+s*(k[3]+s*k[2]))))))
	return p / (k[12] + s*(k[11]+s*(k[10]+s*k[9])))
}

func sigmoid(x float32) float32 { return 0.5 + 0.5*tanh(0.5*x) }

// add adds src to dst.
func add(dst, src []float32) {
	n := 0
	src = src[:len(dst)]
	if fast && len(dst) >= 16 {
		n = len(dst) / 16
		add16(n, &dst[0], &src[0])
		n *= 16
	}
	for i := n; i < len(dst); i++ {
		dst[i] += src[i]
	}
}

// product sets dst to a times b.
func product(dst, a, b []float32) {
	n := 0
	a, b = a[:len(dst)], b[:len(dst)]
	if fast && len(dst) >= 16 {
		n = len(dst) / 16
		mul16(n, &dst[0], &a[0], &b[0])
		n *= 16
	}
	for i := n; i < len(dst); i++ {
		dst[i] = a[i] * b[i]
	}
}

// dot returns the product of two rows.
func dot(a, b []float32) float32 {
	if fast && len(a)%16 == 0 && len(a) > 0 {
		_ = b[len(a)-1]
		return dot16(len(a)/16, &a[0], &b[0])
	}
	var s float32
	for i, v := range a {
		s += v * b[i]
	}
	return s
}

// contrastStep adds d times row to up and d times vec to row.
func contrastStep(up, row, vec []float32, d float32) {
	if fast && len(row)%16 == 0 && len(row) > 0 {
		_, _ = up[len(row)-1], vec[len(row)-1]
		contrast16(len(row)/16, &up[0], &row[0], &vec[0], d)
		return
	}
	for i, v := range row {
		up[i] += d * v
		row[i] += d * vec[i]
	}
}

// cellForward is one step of an LSTM: g holds the sums of the gates (input, forget, output, candidate) and
// becomes their values; pc is the cell before.
func cellForward(g, b, pc, c, tc, h []float32) {
	n := len(c)
	if fast && n%16 == 0 {
		_, _, _, _, _ = g[4*n-1], b[4*n-1], pc[n-1], tc[n-1], h[n-1]
		cellForward16(n, &g[0], &b[0], &pc[0], &c[0], &tc[0], &h[0], &constants)
		return
	}
	for j := range c {
		i, f := sigmoid(g[j]+b[j]), sigmoid(g[n+j]+b[n+j])
		o, z := sigmoid(g[2*n+j]+b[2*n+j]), tanh(g[3*n+j]+b[3*n+j])
		c[j] = i*z + f*pc[j]
		tc[j] = tanh(c[j])
		h[j] = o * tc[j]
		g[j], g[n+j], g[2*n+j], g[3*n+j] = i, f, o, z
	}
}

// cellBackward takes the gradient dh of the state and dc of the cell to the sums d of the gates, and adds
// what goes to the cell before to dpc.
func cellBackward(g, d, tc, dc, dh, pc, dpc []float32) {
	n := len(tc)
	if fast && n%16 == 0 {
		_, _, _, _, _, _ = g[4*n-1], d[4*n-1], dc[n-1], dh[n-1], pc[n-1], dpc[n-1]
		cellBackward16(n, &g[0], &d[0], &tc[0], &dc[0], &dh[0], &pc[0], &dpc[0], &constants)
		return
	}
	for j := range tc {
		i, f, o, z, t := g[j], g[n+j], g[2*n+j], g[3*n+j], tc[j]
		v := dc[j] + dh[j]*o*(1-t*t)
		d[j] = v * z * i * (1 - i)
		d[n+j] = v * pc[j] * f * (1 - f)
		d[2*n+j] = dh[j] * t * o * (1 - o)
		d[3*n+j] = v * i * (1 - z*z)
		dpc[j] += v * f
	}
}

// crossEntropy returns the loss of one row and writes scale times its gradient to d. A negative gold class
// counts for nothing.
func crossEntropy(row, d []float32, gold int, scale float32) float64 {
	if gold < 0 {
		clear(d)
		return 0
	}
	top := row[0]
	for _, v := range row {
		top = max(top, v)
	}
	n, sum := 0, 0.0
	if fast && len(row) >= 16 {
		n = len(row) / 16
		sum = float64(exp16(n, &d[0], &row[0], top, &constants))
		n *= 16
	}
	for i := n; i < len(row); i++ {
		e := math.Exp(float64(row[i] - top))
		d[i] = float32(e)
		sum += e
	}
	inv := scale / float32(sum)
	for i := range d {
		d[i] *= inv
	}
	d[gold] -= scale
	return math.Log(sum) - float64(row[gold]-top)
}

// rng is a small fast generator (splitmix64).
type rng struct{ s uint64 }

func (r *rng) next() uint64 {
	r.s += 0x9e3779b97f4a7c15
	z := r.s
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// stream returns the generator of that number. Its beginning is hashed: a generator moves by a constant, so
// beginnings that lie multiples of it apart would give the same numbers, shifted, and dropout that repeats
// itself is learned by heart.
func stream(seed, number uint64) *rng {
	r := &rng{s: seed}
	r.s = r.next() ^ number
	return &rng{s: r.next()}
}

// chance is true with probability p.
func (r *rng) chance(p float64) bool { return float64(r.next()>>11)/(1<<53) < p }

// intn returns a number below n.
func (r *rng) intn(n int) int { return int(r.next() % uint64(n)) }

// gauss returns a normal deviate, near enough.
func (r *rng) gauss() float64 {
	var s float64
	for range 12 {
		s += float64(r.next()>>11) / (1 << 53)
	}
	return s - 6
}

// dropout fills m with zeros, of probability drop, and what keeps the mean.
func (r *rng) dropout(m []float32, drop float64) {
	least, keep := uint64(drop*256), float32(1/(1-drop))
	var bits uint64
	for i := range m {
		if i%8 == 0 {
			bits = r.next()
		}
		m[i] = keep
		if bits&255 < least {
			m[i] = 0
		}
		bits >>= 8
	}
}

func shuffle[T any](r *rng, x []T) {
	for i := len(x) - 1; i > 0; i-- {
		j := r.intn(i + 1)
		x[i], x[j] = x[j], x[i]
	}
}
