package train

import "math"

// param is a matrix of weights with its gradients, one a worker, and the state of the optimiser. Of a
// sparse one (a table) only the rows that were touched are moved.
type param struct {
	name   string
	r, c   int
	w      []float32
	m, v   []float32 // moments
	mean   []float32 // moving average of w: what is shipped
	g      [workers][]float32
	sparse bool
	rows   [workers][]int32 // rows touched
	seen   [workers][]bool
	last   []int32 // step of a row's last move
}

// workers is how many halves of a batch are worked on at once.
const workers = 2

// optimiser moves weights by Adam, with gradients clipped by their norm.
type optimiser struct {
	params []*param
	step   int
}

func (o *optimiser) add(name string, r, c int, sd float64, sparse bool, rand *rng) *param {
	n := r * c
	p := &param{name: name, r: r, c: c, sparse: sparse, w: make([]float32, n), m: make([]float32, n), v: make([]float32, n), mean: make([]float32, n)}
	for k := range p.g {
		p.g[k] = make([]float32, n)
		if sparse {
			p.seen[k] = make([]bool, r)
		}
	}
	if sparse {
		p.last = make([]int32, r)
	}
	for i := range p.w {
		p.w[i] = float32(rand.gauss() * sd)
	}
	o.params = append(o.params, p)
	return p
}

func (p *param) mat() mat              { return mat{p.w, p.r, p.c} }
func (p *param) grad(k int) mat        { return mat{p.g[k], p.r, p.c} }
func (p *param) row(i int32) []float32 { return p.w[int(i)*p.c : (int(i)+1)*p.c] }

// gradRow lends the gradient of row i to worker k.
func (p *param) gradRow(k int, i int32) []float32 {
	if !p.seen[k][i] {
		p.seen[k][i] = true
		p.rows[k] = append(p.rows[k], i)
	}
	return p.g[k][int(i)*p.c : (int(i)+1)*p.c]
}

// merge adds the gradients of all workers into the first and returns the sum of their squares.
func (p *param) merge() float64 {
	var norm float64
	if !p.sparse {
		for k := 1; k < workers; k++ {
			add(p.g[0], p.g[k])
			clear(p.g[k])
		}
		return squares(p.g[0])
	}
	for k := 1; k < workers; k++ {
		for _, i := range p.rows[k] {
			h := p.g[k][int(i)*p.c : (int(i)+1)*p.c]
			add(p.gradRow(0, i), h)
			clear(h)
			p.seen[k][i] = false
		}
		p.rows[k] = p.rows[k][:0]
	}
	for _, i := range p.rows[0] {
		norm += squares(p.g[0][int(i)*p.c : (int(i)+1)*p.c])
	}
	return norm
}

func squares(x []float32) float64 {
	var a, b, c, d float32
	for len(x) >= 4 {
		a, b, c, d = a+x[0]*x[0], b+x[1]*x[1], c+x[2]*x[2], d+x[3]*x[3]
		x = x[4:]
	}
	for _, v := range x {
		a += v * v
	}
	return float64(a) + float64(b) + float64(c) + float64(d)
}

// averaging is the share of the moving average that stays at each step.
const averaging = 0.999

// move makes one step of Adam with the gradients of the workers, which become zero.
func (o *optimiser) move(rate, clip float64) {
	const b1, b2 = 0.9, 0.98
	o.step++
	norms := make([]float64, len(o.params))
	parallel(len(o.params), func(i int) { norms[i] = o.params[i].merge() })
	var norm float64
	for _, n := range norms {
		norm += n
	}
	norm = math.Sqrt(norm)
	scale := 1.0
	if norm > clip {
		scale = clip / norm
	}
	c1, c2 := 1-math.Pow(b1, float64(o.step)), 1-math.Pow(b2, float64(o.step))
	share := 1 - o.keep()
	k := [8]float32{float32(scale), b1, 1 - b1, b2, 1 - b2, float32(rate / c1), float32(1 / c2), float32(share)}
	parallel(len(o.params), func(i int) { o.params[i].move(k, int32(o.step), o.keep()) })
}

// keep is the share of the average that stays at this step; early averages are short.
func (o *optimiser) keep() float64 { return min(averaging, float64(1+o.step)/float64(10+o.step)) }

func (p *param) move(k [8]float32, step int32, keep float64) {
	if !p.sparse {
		adam(p.w, p.m, p.v, p.g[0], p.mean, &k)
		return
	}
	for _, i := range p.rows[0] {
		lo, hi := int(i)*p.c, (int(i)+1)*p.c
		p.catchUp(i, step, keep)
		adam(p.w[lo:hi], p.m[lo:hi], p.v[lo:hi], p.g[0][lo:hi], p.mean[lo:hi], &k)
		p.seen[0][i] = false
	}
	p.rows[0] = p.rows[0][:0]
}

// catchUp brings the average of a row up to date: the row itself did not move since its last step.
func (p *param) catchUp(i, step int32, keep float64) {
	w, mean := p.w[int(i)*p.c:(int(i)+1)*p.c], p.mean[int(i)*p.c:(int(i)+1)*p.c]
	if gap := step - p.last[i]; gap > 1 {
		share := float32(1 - math.Pow(keep, float64(gap-1)))
		for j := range mean {
			mean[j] += share * (w[j] - mean[j])
		}
	}
	p.last[i] = step
}

// average brings every average up to date.
func (o *optimiser) average() {
	for _, p := range o.params {
		if p.sparse {
			for i := range int32(p.r) {
				p.catchUp(i, int32(o.step)+1, o.keep())
				p.last[i] = int32(o.step)
			}
		}
	}
}

// restart forgets the moments and begins the averages anew, for the next stage of training.
func (o *optimiser) restart() {
	o.step = 0
	for _, p := range o.params {
		clear(p.m)
		clear(p.v)
		clear(p.last)
		copy(p.mean, p.w)
	}
}

func adam(w, m, v, g, mean []float32, k *[8]float32) {
	n := 0
	if fast && len(w) >= 16 {
		n = len(w) / 16
		adam16(n, &w[0], &m[0], &v[0], &g[0], &mean[0], k)
		n *= 16
	}
	for i := n; i < len(w); i++ {
		x := g[i] * k[0]
		m[i] = k[1]*m[i] + k[2]*x
		v[i] = k[3]*v[i] + k[4]*x*x
		w[i] -= k[5] * m[i] / (float32(math.Sqrt(float64(v[i]*k[6]))) + 1e-8)
		mean[i] += k[7] * (w[i] - mean[i])
		g[i] = 0
	}
}
