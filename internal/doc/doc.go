// Package doc holds the annotated document: one text and every layer read into it.
//
// Layers do not call one another. Each reads the fields below it and fills its own, in the order of
// the table in internal/pipeline. All offsets are bytes, half open and on rune boundaries; they become
// code points in one place, pipeline.Publish.
package doc

import (
	"slices"
	"strings"
)

// Span is a half-open range of bytes in Doc.Text, always on rune boundaries.
type Span struct{ Begin, End int }

// Empty reports whether s covers nothing; the zero Span stands for an absent span.
func (s Span) Empty() bool { return s.End <= s.Begin }

// Contains reports whether o lies inside s.
func (s Span) Contains(o Span) bool { return s.Begin <= o.Begin && o.End <= s.End }

// Overlaps reports whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Begin < o.End && o.Begin < s.End }

// Cover returns the smallest span that contains s and o; an empty span adds nothing.
func (s Span) Cover(o Span) Span {
	if s.Empty() {
		return o
	}
	if o.Empty() {
		return s
	}
	return Span{min(s.Begin, o.Begin), max(s.End, o.End)}
}

// Tok is the index of a token in Doc.Tokens.
type Tok int32

// None marks the absence of a token, such as the head of a root, and of any other index.
const None = -1

// Token is one word or mark, as Universal Dependencies English has them: contractions are split
// («do» «n't»), and the later words of a contraction are Joined.
type Token struct {
	Span          // segment
	Joined bool   // segment: no white space and no token boundary of its own before it
	Lemma  string // parse
	UPOS   string // parse: universal part of speech
	XPOS   string // parse: Penn Treebank tag
	Feats  string // parse: UD features, sorted, «|» between them, "" for none
	Head   Tok    // parse: index of the head, None for a root; heads stay inside the sentence
	Rel    string // parse: UD relation with its subtype, "root" for a root
	Label  string // parse: entity label of the model in BIO form («B-PER», «I-PER»), "" for outside
}

// Sentence is a run of tokens.
type Sentence struct {
	Span
	First, End Tok  // tokens First..End-1
	Paragraph  int  // number of the paragraph, from 0
	Headline   bool // a title or heading: no final punctuation, a paragraph of its own
}

// Date is a calendar day «2025-07-01», "" where the interval is open or unknown.
type Date string

// Interval is a stretch of days, both inclusive.
type Interval struct {
	From, To Date
	Grain    string // day, week, month, quarter, season, year, decade, century, vague; "" for no interval
}

// Zero reports whether i says nothing.
func (i Interval) Zero() bool { return i.From == "" && i.To == "" }

// Doc is a text with its annotations, in the order in which they are made.
type Doc struct {
	ID, Title, Source, URL, Lang string
	Published                    Date // "" where not told
	Text                         string
	Refused                      string // why the text is not coded («not English: …»), "" for a text that is

	Tokens    []Token    // segment; parse fills the rest of each
	Sentences []Sentence // segment, in order, covering every token
	Clauses   []Clause   // clause, in order of their predicates
	Mentions  []Mention  // mention, in order of their begin, longer first
	Entities  []Entity   // coref, in order of their first mention; actor and place fill the rest of each
	Times     []Time     // timex, in order
	Amounts   []Amount   // amount, in order

	Statements  []Statement  // statement, in order of their cues
	Events      []Event      // event, in order of their triggers; factuality fills the rest of each
	Predicates  []Predicate  // factuality: one for each of Clauses
	Contacts    []Contact    // contact
	Commitments []Commitment // commitment
	Positions   []Position   // position
	Shifts      []Shift      // position
	Agreements  []Agreement  // position

	Notes []Note // any layer: why something was not coded

	kids      [][]Tok
	sentOf    []int32
	mentionOf []int32
}

// Note says why a layer left something out, for `explain` and for records without an event.
type Note struct {
	Span
	Layer, Text string
}

// Str returns the text of s.
func (d *Doc) Str(s Span) string { return d.Text[s.Begin:s.End] }

// Form returns the text of token t.
func (d *Doc) Form(t Tok) string { return d.Str(d.Tokens[t].Span) }

// SetTrees indexes the trees. The parse layer calls it once after it has set every Head.
func (d *Doc) SetTrees() {
	n := len(d.Tokens)
	count := make([]int32, n)
	for i := range d.Tokens {
		if h := d.Tokens[i].Head; h != None {
			count[h]++
		}
	}
	all := make([]Tok, n)
	d.kids = make([][]Tok, n)
	at := 0
	for i, c := range count {
		d.kids[i] = all[at : at : at+int(c)]
		at += int(c)
	}
	for i := range d.Tokens {
		if h := d.Tokens[i].Head; h != None {
			d.kids[h] = append(d.kids[h], Tok(i))
		}
	}
	d.sentOf = make([]int32, n)
	for i, s := range d.Sentences {
		for t := s.First; t < s.End; t++ {
			d.sentOf[t] = int32(i)
		}
	}
}

// Children returns the dependents of t in order of the text. The caller must not change it.
func (d *Doc) Children(t Tok) []Tok { return d.kids[t] }

// Child returns the first dependent of t with one of the relations, or None. A relation without a
// subtype matches any subtype of it.
func (d *Doc) Child(t Tok, rels ...string) Tok {
	for _, c := range d.kids[t] {
		if d.IsRel(c, rels...) {
			return c
		}
	}
	return None
}

// IsRel reports whether t hangs on its head by one of the relations. A relation without a subtype
// matches any subtype of it.
func (d *Doc) IsRel(t Tok, rels ...string) bool {
	r := d.Tokens[t].Rel
	for _, x := range rels {
		if r == x || len(r) > len(x) && r[:len(x)] == x && r[len(x)] == ':' {
			return true
		}
	}
	return false
}

// Preposition returns the case words of t in lower case, with what is fixed to them: «with», «because of», "" for
// none.
func (d *Doc) Preposition(t Tok) string {
	p := d.Child(t, "case")
	if p == None {
		return ""
	}
	s := strings.ToLower(d.Form(p))
	for _, k := range d.Children(p) {
		if d.IsRel(k, "fixed") {
			s += " " + strings.ToLower(d.Form(k))
		}
	}
	return s
}

// SentenceOf returns the index of the sentence of t.
func (d *Doc) SentenceOf(t Tok) int { return int(d.sentOf[t]) }

// Subtree returns the tokens of t and everything under it, in order of the text.
func (d *Doc) Subtree(t Tok) []Tok { return d.SubtreeWithout(t, nil) }

// SubtreeWithout is Subtree but leaves out every branch whose top token drop accepts (t itself is
// always kept).
func (d *Doc) SubtreeWithout(t Tok, drop func(Tok) bool) []Tok {
	out := []Tok{t}
	for i := 0; i < len(out); i++ {
		for _, c := range d.kids[out[i]] {
			if drop == nil || !drop(c) {
				out = append(out, c)
			}
		}
	}
	slices.Sort(out)
	return out
}

// SubtreeSpan returns the span from the first to the last token under t.
func (d *Doc) SubtreeSpan(t Tok) Span {
	s := d.Tokens[t].Span
	for _, x := range d.Subtree(t) {
		s = s.Cover(d.Tokens[x].Span)
	}
	return s
}

// Spans joins tokens, in order of the text, into the fewest spans: neighbours in the token list become
// one span.
func (d *Doc) Spans(toks []Tok) []Span {
	var out []Span
	last := Tok(-2)
	for _, t := range toks {
		if t == last+1 {
			out[len(out)-1].End = d.Tokens[t].End
		} else {
			out = append(out, d.Tokens[t].Span)
		}
		last = t
	}
	return out
}

// Under reports whether t is top or stands somewhere under it.
func (d *Doc) Under(t, top Tok) bool {
	for ; t != None; t = d.Tokens[t].Head {
		if t == top {
			return true
		}
	}
	return false
}

// Feat returns the value of a UD feature of t («Past» for Tense), or "".
func (d *Doc) Feat(t Tok, name string) string {
	f := d.Tokens[t].Feats
	for f != "" {
		var one string
		if i := indexByte(f, '|'); i >= 0 {
			one, f = f[:i], f[i+1:]
		} else {
			one, f = f, ""
		}
		if len(one) > len(name) && one[len(name)] == '=' && one[:len(name)] == name {
			return one[len(name)+1:]
		}
	}
	return ""
}

func indexByte(s string, c byte) int {
	for i := range len(s) {
		if s[i] == c {
			return i
		}
	}
	return -1
}

// TokensIn returns the first token that begins at or after s.Begin and the end of the tokens that
// begin before s.End, for loops «for t := first; t < end; t++».
func (d *Doc) TokensIn(s Span) (first, end Tok) {
	i, _ := slices.BinarySearchFunc(d.Tokens, s.Begin, func(t Token, at int) int { return t.Begin - at })
	j, _ := slices.BinarySearchFunc(d.Tokens, s.End, func(t Token, at int) int { return t.Begin - at })
	return Tok(i), Tok(j)
}

// Conjuncts returns t and the tokens coordinated with it (t must be the first conjunct, as in UD), in
// order.
func (d *Doc) Conjuncts(t Tok) []Tok {
	out := []Tok{t}
	for _, c := range d.kids[t] {
		if d.IsRel(c, "conj") {
			out = append(out, d.Conjuncts(c)...)
		}
	}
	slices.Sort(out)
	return out
}
