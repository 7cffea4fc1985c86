//go:build amd64

package model

import "syscall"

// allowTiles asks the system for the use of tile registers (arch_prctl, ARCH_REQ_XCOMP_PERM, XTILEDATA);
// an old one refuses.
func allowTiles() bool {
	const archPrctl, reqXcompPerm, xtiledata = 158, 0x1023, 18
	_, _, e := syscall.RawSyscall(archPrctl, reqXcompPerm, xtiledata, 0)
	return e == 0
}
