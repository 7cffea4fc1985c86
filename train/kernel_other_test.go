//go:build !amd64

package train

// plainly runs f without vector kernels; there are none here.
func plainly(f func()) { f() }
