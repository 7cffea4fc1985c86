// Package event finds who did what to whom: it reads the frame lexicon (data/lexicons/en/frames), looks up
// the predicate of every clause, checks what the frame asks of its arguments, and fills doc.Events with
// PLOVER and CAMEO codes. It stands after clause, actor, timex, amount and place; whether an event
// happened is another layer's business.
//
// Reading goes in three steps. Each clause is read by itself, complements first («agreed to withdraw» is
// one event of the two predicates). Then every reading that has the parties its frame needs becomes an
// event, unless a larger reading has taken it in. Last, later mentions of an event already told are put
// under it.
package event

import (
	"io/fs"
	"slices"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/ontology"
)

// Layer fills doc.Events. It is safe for concurrent use.
type Layer struct {
	lex *Lexicon
	ont *ontology.Ontology
}

// New reads the frame lexicon and the ontologies in k.
func New(k fs.FS) (*Layer, error) {
	o, err := ontology.Read(k)
	if err != nil {
		return nil, err
	}
	lex, err := ReadLexicon(k, o)
	if err != nil {
		return nil, err
	}
	return &Layer{lex, o}, nil
}

// Apply fills d.Events.
func (l *Layer) Apply(d *doc.Doc) {
	if len(d.Clauses) == 0 {
		return
	}
	x := newReader(d, l)
	for i := range d.Clauses {
		x.read(i)
	}
	x.pair()
	x.takeComplements()
	x.inherit()
	x.oblige()
	x.allege()
	x.sameMeeting()
	for _, p := range x.purposes {
		if r := x.readings[p.clause]; r != nil && x.complete(r) && x.purposeTells(r, p.of) {
			x.taken[p.of] = true
		}
	}
	for i := range d.Clauses {
		if r := x.readings[i]; r != nil && !x.taken[i] && !x.silent(&d.Clauses[i]) {
			x.emit(r)
		}
	}
	slices.SortStableFunc(d.Events, func(a, b doc.Event) int { return int(a.Trigger - b.Trigger) })
	x.merge()
	x.anchor()
	x.note()
}

// reader reads one document.
type reader struct {
	d        *doc.Doc
	lex      *Lexicon
	ont      *ontology.Ontology
	readings []*reading
	state    []readState // of each clause
	below    [][]int     // of each clause: those that depend on it
	taken    []bool      // clauses that a larger reading has taken in
	blocked  []string    // of each sentence: why nothing in it is political, "" where it may be
	why      []string    // of each sentence: the first reason why a predicate gave no event
	purposes []purpose
	told     map[int][]doc.Span // further mentions of the event of a clause
	money    []bool             // of each token: whether it belongs to a sum of money
	timed    []bool             // of each token: whether it belongs to a time expression
	when     when
}

// purpose is a clause whose actors are the target of the one above it.
type purpose struct{ clause, of int }

type readState uint8

const (
	unread readState = iota
	underway
	done
)

// reading is what a frame makes of a clause.
type reading struct {
	clause         int
	frame          *frame
	typ, mode      string
	cameo          string
	contexts       []string
	source, target []int
	symmetric      bool
	inner          *reading
	beside         *reading // what was said at the talks that r tells, whose date is theirs
	name           string   // of the rule
}

func newReader(d *doc.Doc, l *Layer) *reader {
	n := len(d.Clauses)
	x := &reader{d: d, lex: l.lex, ont: l.ont, readings: make([]*reading, n), state: make([]readState, n), taken: make([]bool, n),
		told: map[int][]doc.Span{}, blocked: make([]string, len(d.Sentences)), why: make([]string, len(d.Sentences))}
	for i := range d.Sentences {
		x.blocked[i] = x.domain(i)
	}
	x.below = make([][]int, n)
	for i := range d.Clauses {
		if up := d.Clauses[i].Up; up != doc.None {
			x.below[up] = append(x.below[up], i)
		}
	}
	x.when = newWhen(d)
	x.money, x.timed = make([]bool, len(d.Tokens)), make([]bool, len(d.Tokens))
	for i := range d.Amounts {
		if d.Amounts[i].Kind == "money" {
			mark(d, x.money, d.Amounts[i].Span)
		}
	}
	for i := range d.Times {
		mark(d, x.timed, d.Times[i].Span)
	}
	return x
}

func mark(d *doc.Doc, at []bool, s doc.Span) {
	for t, end := d.TokensIn(s); t < end; t++ {
		at[t] = true
	}
}

// read returns the reading of clause i, nil where no frame fits. A circle of complements reads as nothing.
func (x *reader) read(i int) *reading {
	if x.state[i] != unread {
		return x.readings[i]
	}
	x.state[i] = underway
	x.readings[i] = x.fit(i)
	x.state[i] = done
	return x.readings[i]
}
