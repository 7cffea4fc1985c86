// Package factuality is the layer that says of every predicate whether it happened, and who says so: it
// fills doc.Predicates, one for each clause, and the Factuality and Sources of doc.Events. It stands after
// statement and event.
//
// A predicate is worth what its verb group makes of it (tense, modals, negation), under what its governor
// says of it: «managed to leave», «refused to leave», «plans to leave», «denied leaving». Governors work by
// implication signatures (Nairn, Condoravdi and Karttunen 2006), which are knowledge: data/lexicons/en/
// factuality.txt. Values are read from the top of a sentence down, so that «did not manage to stop planning»
// comes out of its parts. What stands in the content of a statement is only reported, by the statement's chain.
package factuality

import (
	"io/fs"

	"github.com/openreadout/readout/internal/doc"
)

// Layer finds factuality and sources. It is safe for concurrent use.
type Layer struct{ lex *signatures }

// New reads the signatures from the knowledge k.
func New(k fs.FS) (*Layer, error) {
	lex, err := readLexicon(k)
	if err != nil {
		return nil, err
	}
	return &Layer{lex}, nil
}

// Apply fills d.Predicates and the factuality and sources of d.Events.
func (l *Layer) Apply(d *doc.Doc) {
	if len(d.Clauses) == 0 {
		return
	}
	r := newReading(d, l.lex)
	for i := range d.Clauses {
		r.read(i)
	}
	r.laterMentions()
	r.laterDenials()
	r.sources()
	d.Predicates = r.predicates()
	r.events()
}

// reading is the state of one document.
type reading struct {
	d        *doc.Doc
	lex      *signatures
	context  []value // of each clause: what its governor makes of it
	values   []value // of each clause
	state    []state
	ifs      []bool  // clauses that a condition hangs on
	deniedBy []int   // of each clause: the later clause that takes it back, else None
	ahead    []bool  // clauses with a time after the day of publication
	said     []int32 // of each token: the innermost statement in whose content it stands, else None
}

type state uint8

const (
	unread state = iota
	begun
	done
)

func newReading(d *doc.Doc, lex *signatures) *reading {
	n := len(d.Clauses)
	r := &reading{d: d, lex: lex, context: make([]value, n), values: make([]value, n), state: make([]state, n), ifs: make([]bool, n), deniedBy: make([]int, n)}
	for i := range d.Clauses {
		r.deniedBy[i] = doc.None
		if c := &d.Clauses[i]; c.Up != doc.None && c.Link == doc.Adverbial && conditionMark(c.Mark) {
			r.ifs[c.Up] = true
		}
	}
	r.ahead = timesAhead(d)
	r.said = paint(d)
	return r
}

// read fills the value of clause i after those above it. It goes up first, so that a chain of a hundred
// thousand clauses needs no deep recursion.
func (r *reading) read(i int) {
	var path []int
	for j := i; j != doc.None && r.state[j] == unread; j = r.d.Clauses[j].Up {
		r.state[j] = begun
		path = append(path, j)
	}
	for n := len(path) - 1; n >= 0; n-- {
		j := path[n]
		r.context[j] = r.contextOf(j)
		r.values[j] = r.own(j, r.context[j])
		r.state[j] = done
	}
}

// predicates turns values into annotations.
func (r *reading) predicates() []doc.Predicate {
	out := make([]doc.Predicate, len(r.values))
	for i, v := range r.values {
		out[i] = doc.Predicate{Factuality: v.label(), Score: v.score(), Rule: "factuality/" + v.rule, Entry: v.entry}
		teller := i
		if r.deniedBy[i] != doc.None {
			teller = r.deniedBy[i]
		}
		if s := r.statementOf(r.d.Clauses[teller].Pred); s != doc.None {
			out[i].Sources = r.chain(s)
		} else if v.hearsay {
			out[i].Sources = doc.Chain{doc.Unnamed}
		} else if v.reported && teller == i {
			out[i].Sources = r.speaker(i)
		}
	}
	return out
}
