package model

// kernelSets returns plain Go and the vector kernels where this processor has them.
func kernelSets() []features {
	sets := []features{{}}
	if kernels.dot {
		sets = append(sets, features{dot: true})
	}
	return sets
}

func with(k features, f func() any) any {
	old := kernels
	defer func() { kernels = old }()
	kernels = k
	return f()
}
