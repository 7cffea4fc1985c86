package train

import "syscall"

// fast says that this processor has 512-bit vectors and bfloat16 tiles, and that the system lets us use
// them. Training without them is right but slow.
var fast = askTiles()

func cpuid(leaf, sub uint32) (a, b, c, d uint32)

// askTiles asks Linux for the use of tile registers (arch_prctl, ARCH_REQ_XCOMP_PERM, XTILEDATA).
func askTiles() bool {
	const tile, bf16, avx512f, avx512bw = 1 << 24, 1 << 22, 1 << 16, 1 << 30
	if top, _, _, _ := cpuid(0, 0); top < 7 {
		return false
	}
	if _, b, _, d := cpuid(7, 0); d&tile == 0 || d&bf16 == 0 || b&avx512f == 0 || b&avx512bw == 0 {
		return false
	}
	const archPrctl, reqXcompPerm, xtiledata = 158, 0x1023, 18
	_, _, e := syscall.RawSyscall(archPrctl, reqXcompPerm, xtiledata, 0)
	return e == 0
}

// tiles adds 32 rows of a (bfloat16, lda bytes apart) times columns of b (panels of 16 columns, panel bytes
// each) to c, 32 columns at a time.
//
//go:noescape
func tiles(cfg *[64]byte, kblocks int, a *uint16, lda int, b *uint16, panel int, c *float32, ldc, cblocks int)

//go:noescape
func narrow16(blocks int, dst *uint16, src *float32)

//go:noescape
func pairs16(blocks int, dst *uint16, step int, r0, r1 *float32)

//go:noescape
func scatterPairs16(blocks int, dst *uint16, stride int, r0, r1 *float32)

//go:noescape
func scatterRow32(blocks int, dst *uint16, src *float32)

//go:noescape
func cellForward16(n int, gates, b, pc, c, tc, h *float32, k *[20]float32)

//go:noescape
func cellBackward16(n int, gates, d, tc, dc, dh, pc, dpc *float32, k *[20]float32)

//go:noescape
func adam16(blocks int, w, m, v, grad, e *float32, k *[8]float32)

//go:noescape
func exp16(blocks int, dst, src *float32, shift float32, k *[20]float32) float32

//go:noescape
func add16(blocks int, dst, src *float32)

//go:noescape
func mul16(blocks int, dst, a, b *float32)

//go:noescape
func dot16(blocks int, a, b *float32) float32

//go:noescape
func contrast16(blocks int, up, row, vec *float32, d float32)
