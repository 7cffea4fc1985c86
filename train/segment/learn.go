package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/openreadout/readout/internal/nlp/segment"
)

const (
	seldom = 3   // features of fewer examples are dropped
	scale  = 512 // weights are kept as integers of so many to one
)

// setting is how one of the decisions is learnt.
type setting struct {
	size, passes, rounds int
	rate                 float64
	bias                 float64 // added at the end, for as many ends too many as too few
}

// learn fits a logistic regression and returns its weights rounded. They are the average over several rounds
// with other orders of the examples, and over the later passes of each.
func learn(examples []segment.Example, set setting) []int16 {
	prune(examples, set.size)
	sum := make([]float64, set.size)
	for round := range set.rounds {
		set.round(examples, sum, rand.New(rand.NewPCG(uint64(1+round), 2)))
	}
	sum[examples[0].Features[0]] += set.bias // the first feature stands in every example
	out := make([]int16, set.size)
	for i := range out {
		out[i] = int16(max(-32767, min(32767, math.Round(sum[i]*scale))))
	}
	return out
}

// round learns from nothing and adds its share of the average to sum.
func (set setting) round(examples []segment.Example, sum []float64, r *rand.Rand) {
	w, grad := make([]float64, set.size), make([]float64, set.size)
	share := 1 / float64((set.passes-set.passes/2)*set.rounds)
	for pass := range set.passes {
		r.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
		wrong := 0
		for _, x := range examples {
			if !step(x, w, grad, set.rate) {
				wrong++
			}
		}
		fmt.Printf("pass %d: wrong %d of %d\n", pass+1, wrong, len(examples))
		if pass >= set.passes/2 {
			for i := range w {
				sum[i] += w[i] * share
			}
		}
	}
}

// step learns from one example (AdaGrad) and reports whether it was right before.
func step(x segment.Example, w, grad []float64, rate float64) bool {
	s := 0.0
	for _, f := range x.Features {
		s += w[f]
	}
	g := -1 / (1 + math.Exp(-s))
	if x.Yes {
		g++
	}
	if math.Abs(g) > 0.002 {
		for _, f := range x.Features {
			grad[f] += g * g
			w[f] += rate * g / math.Sqrt(grad[f]+1e-3)
		}
	}
	return (s > 0) == x.Yes
}

// prune drops seldom features.
func prune(examples []segment.Example, size int) {
	count := make([]int, size)
	for _, x := range examples {
		for _, f := range x.Features {
			count[f]++
		}
	}
	for i := range examples {
		kept := examples[i].Features[:0]
		for _, f := range examples[i].Features {
			if count[f] >= seldom {
				kept = append(kept, f)
			}
		}
		examples[i].Features = kept
	}
}
