package train

import "testing"

// TestStreamsDiffer wants no number of one stream among those of others.
func TestStreamsDiffer(t *testing.T) {
	seen := map[uint64]uint64{}
	for number := range uint64(50) {
		r := stream(1, number)
		for range 1000 {
			v := r.next()
			if n, ok := seen[v]; ok {
				t.Fatalf("streams %d and %d share %x", n, number, v)
			}
			seen[v] = number
		}
	}
}
