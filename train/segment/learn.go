package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/openreadout/readout/internal/nlp/segment"
)

const (
	rate  = 0.15
	scale = 512 // weights are kept as integers of so many to one
)

// learn fits a logistic regression and returns its weights rounded.
func learn(examples []segment.Example, size, epochs int) []int16 {
	w, sum, grad := make([]float64, size), make([]float64, size), make([]float64, size)
	r := rand.New(rand.NewPCG(1, 2))
	for e := range epochs {
		r.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
		loss, wrong := 0.0, 0
		for _, x := range examples {
			s := 0.0
			for _, f := range x.Features {
				s += w[f]
			}
			p := 1 / (1 + math.Exp(-s))
			y := 0.0
			if x.Yes {
				y = 1
			}
			if (p > 0.5) != x.Yes {
				wrong++
			}
			loss -= math.Log(max(1e-9, 1-math.Abs(y-p)))
			g := y - p
			if math.Abs(g) < 0.002 {
				continue
			}
			for _, f := range x.Features {
				grad[f] += g * g
				w[f] += rate * g / math.Sqrt(grad[f]+1e-3)
			}
		}
		if e >= epochs/2 {
			for i := range w {
				sum[i] += w[i]
			}
		}
		fmt.Printf("pass %d: loss %.5f, wrong %d of %d\n", e+1, loss/float64(len(examples)), wrong, len(examples))
	}
	out := make([]int16, size)
	for i := range out {
		out[i] = int16(max(-32767, min(32767, math.Round(sum[i]/float64(epochs-epochs/2)*scale))))
	}
	return out
}
