//go:build !amd64 && !arm64

package model

type features struct{}

func kernelSets() []features { return []features{{}} }

func with(_ features, f func() any) any { return f() }
