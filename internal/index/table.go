package index

import (
	"encoding/hex"
	"fmt"
	"sort"

	"github.com/openreadout/readout/internal/store"
)

// table holds the records of one kind. Those of a document stand together, in order of their index.
type table struct {
	chunks []*chunk
	rows   int
	dead   int // of rows, forgotten
	acts   acts
	states states

	starts []uint32       // first row of each run of one document's records
	docs   []uint32       // the document of each run
	runs   map[uint32]int // last run of each document, made when a first is forgotten
}

func newTable() *table { return &table{} }

// tail returns the chunk that grows.
func (t *table) tail() *chunk {
	if n := len(t.chunks); n > 0 && t.chunks[n-1].n < chunkRows {
		return t.chunks[n-1]
	}
	t.chunks = append(t.chunks, &chunk{})
	return t.chunks[len(t.chunks)-1]
}

// begin starts the run of a document's records.
func (t *table) begin(doc uint32) {
	t.starts, t.docs = append(t.starts, uint32(t.rows)), append(t.docs, doc)
	if t.runs != nil {
		t.runs[doc] = len(t.docs) - 1
	}
}

// put enters the next record of the document begun.
func (t *table) put(x *Index, r *store.Flat) {
	c := t.tail()
	a, b := split(r.Parties)
	code := func(i int) uint32 {
		if i < 0 {
			return none
		}
		return x.parties.code(&r.Parties[i])<<2 | uint32(r.Parties[i].Role)
	}
	for _, s := range []aspect{x.parties.aspect(partyA), x.parties.aspect(countryA), x.parties.aspect(actorA)} {
		c.put(s.a, s.of(code(a)))
		c.put(s.b, s.of(code(b)))
	}
	for i := range r.Parties {
		if i != a && i != b {
			c.extraRows, c.extraCodes = append(c.extraRows, uint16(c.n)), append(c.extraCodes, code(i))
		}
	}
	c.put(date, x.dates.code(r.From, r.To))
	c.put(act, t.acts.code(r.Type, r.Code, r.Quad))
	c.put(status, t.states.code(r.Factuality, r.Verdict))
	c.put(contexts, x.sets.set(r.Contexts))
	c.n++
	t.rows++
	if c.n == chunkRows {
		c.seal(&x.parties)
	}
}

// forget takes the records of a document out.
func (t *table) forget(doc uint32) {
	if t.runs == nil {
		t.runs = make(map[uint32]int, len(t.docs))
		for i, d := range t.docs {
			t.runs[d] = i
		}
	}
	i, ok := t.runs[doc]
	if !ok {
		return
	}
	from, to := int(t.starts[i]), t.end(i)
	for from < to {
		c := from / chunkRows
		upto := min(to, (c+1)*chunkRows)
		t.dead += t.chunks[c].forget(from-c*chunkRows, upto-c*chunkRows)
		from = upto
	}
}

// end returns the row after a run.
func (t *table) end(run int) int {
	if run+1 < len(t.starts) {
		return int(t.starts[run+1])
	}
	return t.rows
}

// run returns the run in which a row stands.
func (t *table) run(row int) int {
	return sort.Search(len(t.starts), func(i int) bool { return int(t.starts[i]) > row }) - 1
}

// eachRun calls do with the document of every run among some rows and its rows, counted from the first of them.
func (t *table) eachRun(base, end int, do func(doc uint32, from, to int)) {
	for i := t.run(base); i < len(t.starts) && int(t.starts[i]) < end; i++ {
		do(t.docs[i], max(int(t.starts[i]), base)-base, min(t.end(i), end)-base)
	}
}

// docName reads a document's id.
func docName(id string) ([]byte, error) {
	b, err := hex.DecodeString(id)
	if err != nil || len(b) != 16 {
		return nil, fmt.Errorf("document id %q: want 32 hexadecimal digits", id)
	}
	return b, nil
}
