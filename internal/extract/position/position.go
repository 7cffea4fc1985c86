// Package position finds where states and leaders stand: positions taken in statements, with who holds them
// and whether they are new; changes of position that a text asserts; and agreements, with who claims them.
// It stands after statements and contacts and fills doc.Positions, doc.Shifts and doc.Agreements.
//
// A statement is a position where its cue takes a side («insisted», «blamed», «reaffirmed») or its content
// says what should be. Whether a position is right, or two of them contradict each other, is never said:
// the record lists them with their dates.
package position

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
)

// Layer fills doc.Positions, doc.Shifts and doc.Agreements. It is safe for concurrent use.
type Layer struct {
	words words
	base  *actors.Base
}

// New reads the words of positions in k. The actors say which government publishes a text.
func New(k fs.FS, base *actors.Base) (*Layer, error) {
	w, err := readWords(k)
	if err != nil {
		return nil, err
	}
	return &Layer{w, base}, nil
}

// Apply fills d.Positions, d.Shifts and d.Agreements.
func (l *Layer) Apply(d *doc.Doc) {
	d.Positions, d.Shifts, d.Agreements = nil, nil, nil
	r := newReader(l, d)
	for i := range d.Statements {
		r.position(i)
		r.agreement(i)
	}
	for i := range d.Clauses {
		r.shift(i)
	}
}

// reader is the state of one document.
type reader struct {
	words
	d         *doc.Doc
	publisher string         // country of the government that publishes the text, "" for none
	contactOf map[int]int    // contact by its statements
	stateOf   map[string]int // state by its country
	within    map[int][]int  // statements by the statement in whose content they stand
	retold    map[int]bool   // statements whose position another statement tells
}

func newReader(l *Layer, d *doc.Doc) *reader {
	r := &reader{words: l.words, d: d, publisher: l.base.Publisher(d.Source), contactOf: map[int]int{}, stateOf: map[string]int{}, within: map[int][]int{}, retold: map[int]bool{}}
	for i, c := range d.Contacts {
		for _, s := range c.Statements {
			r.contactOf[s] = i
		}
	}
	for i, s := range d.Statements {
		if s.Within >= 0 {
			r.within[s.Within] = append(r.within[s.Within], i)
		}
	}
	for i, e := range d.Entities {
		if _, ok := r.stateOf[e.Country]; !ok && e.Kind == "state" {
			r.stateOf[e.Country] = i
		}
	}
	return r
}

// position makes a position of statement i, if it is one.
func (r *reader) position(i int) {
	s := &r.d.Statements[i]
	if s.Negated || len(s.Content) == 0 || r.retold[i] || !r.takesSide(i) {
		return
	}
	p := doc.Position{Statement: i, Holder: s.SpeakerEntity, Via: doc.None, Rule: "position/" + r.cueClass(s)}
	noun := r.positionNoun(s)
	r.held(s, &p, noun)
	r.retell(i, &p)
	if p.Holder < 0 || !r.public(p.Holder) {
		return
	}
	p.Topic = r.topic(s, p.Holder)
	if p.Topic == "" {
		return
	}
	p.Continuity, p.Since = r.continuity(s, noun)
	p.Date = r.date(i)
	r.d.Positions = append(r.d.Positions, p)
}

// retell lets a position noun that shares the content of statement i tell whose position it is: «Wang
// reiterated Beijing's position that …» is one position of Beijing, via Wang.
func (r *reader) retell(i int, p *doc.Position) {
	s := &r.d.Statements[i]
	for j := max(0, i-3); j < len(r.d.Statements) && j <= i+3; j++ {
		o := &r.d.Statements[j]
		if j == i || o.SpeakerEntity < 0 || o.CueHead < 0 || !slices.Equal(o.Content, s.Content) || s.CueHead < 0 || r.d.Tokens[s.CueHead].UPOS != "VERB" {
			continue
		}
		if r.d.Tokens[o.CueHead].UPOS == "NOUN" && r.is("noun", strings.ToLower(r.d.Tokens[o.CueHead].Lemma)) {
			r.retold[j] = true
			if o.SpeakerEntity != s.SpeakerEntity {
				p.Holder, p.Via = o.SpeakerEntity, s.SpeakerEntity
			}
		}
	}
}

// takesSide reports whether the statement says where its speaker stands on an issue: by a cue that takes a
// side, or by a plainer cue whose content says what should be. A bare report of facts takes none.
func (r *reader) takesSide(i int) bool {
	s := &r.d.Statements[i]
	switch s.Act {
	case "topic", "question", "report":
		return false
	}
	issue := slices.ContainsFunc(s.Topics, isIssue)
	switch r.cueClass(s) {
	case "stance":
		return issue || r.foreign(s) || len(s.Topics) == 0 && s.SpeakerEntity >= 0 && r.d.Entities[s.SpeakerEntity].Kind == "state"
	case "leaning":
		return (issue || r.cueIs(s, "maintained")) && (r.normative(s) || r.foreign(s) || s.Act == "position" || s.Act == "denial" || r.cueIs(s, "maintained"))
	}
	return issue && (s.Act == "position" || s.Act == "proposal" || s.Act == "agreement" || s.Act == "threat" || r.normative(s) && !r.reports(i))
}

// isIssue reports whether a context is one on which states take sides by itself; in others a side is taken
// where another state is named.
func isIssue(context string) bool {
	switch context {
	case "military", "intelligence", "diplomatic", "territory", "peacekeeping", "asylum", "migration", "cbrn", "cyber", "terrorism", "human_rights", "reparations":
		return true
	}
	return false
}

// foreign reports whether the content names a state, an international body or a people other than the
// speaker's own.
func (r *reader) foreign(s *doc.Statement) bool {
	own := ""
	if s.SpeakerEntity >= 0 {
		own = r.d.Entities[s.SpeakerEntity].Country
	}
	for _, t := range r.content(s) {
		e := r.d.EntityOf(t)
		if e < 0 || e == s.SpeakerEntity {
			continue
		}
		x := &r.d.Entities[e]
		if (x.Kind == "state" || x.Kind == "people" || strings.HasPrefix(x.Actor, "IGO")) && (own == "" || x.Country != own) {
			return true
		}
	}
	return false
}

// reports reports whether what the statement says is above all what others state: «the Kremlin said that both
// agreed …». The position is theirs.
func (r *reader) reports(i int) bool {
	for _, j := range r.within[i] {
		if 3*size(r.d.Statements[j].Content) > size(r.d.Statements[i].Content) {
			return true
		}
	}
	return false
}

func size(ss []doc.Span) int {
	n := 0
	for _, s := range ss {
		n += s.End - s.Begin
	}
	return n
}

// cueClass returns stance for a cue that takes a side, leaning for one that may, else statement.
func (r *reader) cueClass(s *doc.Statement) string {
	for _, class := range []string{"stance", "leaning"} {
		if r.cueIs(s, class) {
			return class
		}
	}
	return "statement"
}

// cueWords returns the cue's lemma, with its particle or its noun, and its parts.
func (r *reader) cueWords(s *doc.Statement) []string {
	if s.CueHead < 0 {
		return nil
	}
	out := []string{strings.ToLower(r.d.Tokens[s.CueHead].Lemma)}
	if c := r.d.ClauseOf(s.CueHead); c != doc.None {
		x := &r.d.Clauses[c]
		out = append(out, x.Lemma)
		if x.Light != doc.None {
			out = append(out, strings.ToLower(r.d.Tokens[x.Light].Lemma)+" "+x.Lemma)
		}
	}
	if low := strings.ToLower(r.d.Str(s.Cue)); !slices.Contains(out, low) {
		out = append(out, low)
	}
	return out
}

// normative reports whether the content says what should be, or where the speaker stands.
func (r *reader) normative(s *doc.Statement) bool {
	for _, t := range r.content(s) {
		low := strings.ToLower(r.d.Tokens[t].Lemma)
		switch {
		case !r.is("modal", low) || r.d.Tokens[t].UPOS == "PROPN":
		case r.d.Tokens[t].UPOS != "ADP" || r.predicative(t):
			return true
		}
		if i := r.d.ClauseOf(t); i != doc.None && r.is("modal", r.d.Clauses[i].Modal) {
			return true
		}
	}
	return false
}

// predicative reports whether the preposition t says where somebody stands, «we are against the war», and not what a
// noun is about, «a case against him».
func (r *reader) predicative(t doc.Tok) bool {
	h := r.d.Tokens[t].Head
	return h != doc.None && r.d.Child(h, "cop") != doc.None
}

// longest is how many words of a content are looked at.
const longest = 120

// content returns the first tokens of the statement's content.
func (r *reader) content(s *doc.Statement) []doc.Tok {
	var out []doc.Tok
	for _, c := range s.Content {
		t, _ := slices.BinarySearchFunc(r.d.Tokens, c.Begin, func(t doc.Token, b int) int { return t.Begin - b })
		for ; t < len(r.d.Tokens) && r.d.Tokens[t].End <= c.End && len(out) < longest; t++ {
			out = append(out, doc.Tok(t))
		}
	}
	return out
}

// public reports whether e is a state or its government, an international body, or a person in office.
func (r *reader) public(e int) bool {
	x := &r.d.Entities[e]
	if len(x.Members) > 0 {
		return slices.ContainsFunc(x.Members, func(m int) bool { return r.d.Entities[m].Kind != "" && r.public1(m) })
	}
	return r.public1(e)
}

func (r *reader) public1(e int) bool {
	x := &r.d.Entities[e]
	switch x.Kind {
	case "state":
		return true
	case "person":
		return x.Role != "" && political(x.Actor)
	case "organisation":
		return x.Country != "" && political(x.Actor) || strings.HasPrefix(x.Actor, "IGO")
	case "group", "people":
		named := slices.ContainsFunc(x.Mentions[:min(len(x.Mentions), 8)], func(m int) bool { return r.d.Mentions[m].Form == "name" })
		return x.Actor != "" && (named || political(x.Actor) && x.Country != "" && !strings.HasSuffix(x.Actor, "JUD"))
	}
	return false
}

// political reports whether an actor code is that of a government, a parliament, an army, a party or an armed
// group, or of a state or alliance as a whole.
func political(code string) bool {
	if len(code) < 6 {
		return len(code) == 3
	}
	switch code[3:6] {
	case "GOV", "MIL", "LEG", "OPP", "REB", "PTY", "SEP", "INS", "SPY", "ELI", "WST":
		return true
	}
	return strings.HasPrefix(code, "IGO")
}

// date returns the day of statement i: its own time, else that of the contact in which it was made.
func (r *reader) date(i int) doc.Interval {
	s := &r.d.Statements[i]
	if s.Time != doc.None {
		return r.d.Times[s.Time].Interval
	}
	if c, ok := r.contactOf[i]; ok {
		return r.d.Contacts[c].Date
	}
	return doc.Interval{}
}
