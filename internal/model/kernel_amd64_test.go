package model

// kernelSets returns plain Go and every set of vector kernels that this processor can run.
func kernelSets() []features {
	sets := []features{{}}
	if kernels.avx2 {
		sets = append(sets, features{avx2: true})
	}
	if kernels.vnni {
		sets = append(sets, features{avx2: true, vnni: true})
	}
	if kernels.amx {
		sets = append(sets, features{avx2: true, vnni: true, amx: true})
	}
	return sets
}

func with(k features, f func() any) any {
	old := kernels
	defer func() { kernels = old }()
	kernels = k
	return f()
}
