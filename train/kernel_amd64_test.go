package train

// plainly runs f without vector kernels.
func plainly(f func()) {
	old := fast
	defer func() { fast = old }()
	fast = false
	f()
}
