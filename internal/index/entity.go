package index

import (
	"sync"

	"github.com/openreadout/readout/internal/store"
)

// entities numbers parties by the entity they are, whatever name and office a record gives it. It is made when it
// is first asked for.
type entities struct {
	mu     sync.Mutex
	of     []uint32 // by party
	labels []string // keys; the first is ""
	number map[string]uint32
	party  []uint32 // the first party of each
}

// entityNumbers returns the number of every party's entity, and the keys of entities.
func (x *Index) entityNumbers() (of []uint32, labels []string) {
	e := &x.entities
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.number == nil {
		e.number, e.labels, e.party = map[string]uint32{}, []string{""}, []uint32{0}
	}
	for k := len(e.of); k < len(x.parties.ends); k++ {
		key := x.parties.party(uint32(k)).Key
		n, ok := e.number[key]
		if !ok {
			n = uint32(len(e.labels))
			e.number[key] = n
			e.labels, e.party = append(e.labels, key), append(e.party, uint32(k))
		}
		e.of = append(e.of, n)
	}
	return e.of, e.labels
}

// Entity returns the entity with a key of the field "entity", as the first record that has it names it.
func (x *Index) Entity(key string) (store.Party, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	x.entityNumbers()
	n, ok := x.entities.number[key]
	if !ok {
		return store.Party{}, false
	}
	return x.parties.party(x.entities.party[n]), true
}
