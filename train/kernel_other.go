//go:build !amd64

package train

// fast says that there are vector kernels; they exist for amd64 only.
const fast = false

func tiles(cfg *[64]byte, kblocks int, a *uint16, lda int, b *uint16, panel int, c *float32, ldc, cblocks int) {
}
func narrow16(blocks int, dst *uint16, src *float32)                             {}
func pairs16(blocks int, dst *uint16, step int, r0, r1 *float32)                 {}
func scatterPairs16(blocks int, dst *uint16, stride int, r0, r1 *float32)        {}
func scatterRow32(blocks int, dst *uint16, src *float32)                         {}
func cellForward16(n int, g, b, pc, c, tc, h *float32, k *[20]float32)           {}
func cellBackward16(n int, g, d, tc, dc, dh, pc, dpc *float32, k *[20]float32)   {}
func adam16(blocks int, w, m, v, g, e *float32, k *[8]float32)                   {}
func exp16(blocks int, dst, src *float32, shift float32, k *[20]float32) float32 { return 0 }
func add16(blocks int, dst, src *float32)                                        {}
func mul16(blocks int, dst, a, b *float32)                                       {}

func dot16(blocks int, a, b *float32) float32                 { return 0 }
func contrast16(blocks int, up, row, vec *float32, d float32) {}
