//go:build amd64 && !linux

package model

// allowTiles says no: only Linux is asked for the use of tile registers.
func allowTiles() bool { return false }
