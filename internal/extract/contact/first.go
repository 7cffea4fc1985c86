package contact

import (
	"slices"
	"sort"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// reach is how many words after «first» the claim's date may stand.
const reach = 16

// firsts finds the claims that a contact was the first since a day or in a stretch of time, and the contact
// before that they imply.
func (r *reader) firsts() {
	for i := range r.d.Tokens {
		t := doc.Tok(i)
		l := strings.ToLower(r.d.Form(t))
		switch {
		case r.is("first", l):
			r.first(t)
		case r.is("last", l) && r.d.IsRel(t, "advmod"):
			r.last(t)
		case l == "since" && r.d.IsRel(t, "case", "mark"):
			r.notSince(t)
		}
	}
}

// first reads one «first».
func (r *reader) first(t doc.Tok) {
	c, top := r.ofFirst(t)
	if c == nil || c.implied {
		return
	}
	since, span := r.sinceAfter(t)
	stretch := r.stretchAfter(t)
	if stretch != nil && span.Empty() {
		span = stretch.Span
	}
	if span.Empty() {
		return
	}
	evidence := doc.Span{Begin: r.phraseBegin(t, top), End: span.End}
	f := &doc.FirstSince{Evidence: evidence, Sources: []doc.Chain{r.chainOf(evidence)}}
	if since != nil {
		f.Date = since.Interval
	} else if stretch != nil {
		f.Date = before(c.date, stretch.Duration, r.approx(stretch))
	}
	if stretch != nil {
		c.gapText, c.gap, c.nearly = r.d.Str(stretch.Span), days(stretch.Duration), r.approx(stretch)
	}
	r.claim(c, f, since != nil, r.modeOf(top, c))
}

// claim records the claim f about c; one that names a day counts more than one that names a stretch.
func (r *reader) claim(c *call, f *doc.FirstSince, dated bool, mode string) {
	if c.first != nil {
		for _, s := range c.first.Sources {
			f.Sources = addChain(f.Sources, s)
		}
		if !dated {
			c.first.Sources = f.Sources
			return
		}
	}
	c.first = f
	if dated {
		r.imply(c, f, mode)
	}
}

// imply links c to the contact before it: one that the text tells of, else one that the claim implies.
func (r *reader) imply(c *call, f *doc.FirstSince, mode string) {
	for _, p := range r.calls {
		if p != c && !p.date.Zero() && datesAgree(p.date, f.Date) && r.within(c.parties, p.parties) {
			c.prev = p
			return
		}
	}
	c.prev = &call{parties: c.parties, mode: mode, date: f.Date, implied: true, sources: f.Sources, span: f.Evidence,
		begins: doc.None, place: doc.None, event: doc.None, rule: "contact/first-since"}
	r.calls = append(r.calls, c.prev)
}

// ofFirst returns the contact that the word «first» at t is said of, and the noun it modifies (or t).
func (r *reader) ofFirst(t doc.Tok) (*call, doc.Tok) {
	h := r.d.Tokens[t].Head
	if h == doc.None || !r.d.IsRel(t, "amod", "nummod", "advmod", "compound") {
		for _, s := range r.d.Children(t) { // «the call was the first since»
			if r.d.IsRel(s, "nsubj") {
				return r.noted(s), t
			}
		}
		if h != doc.None && r.d.IsRel(t, "appos", "acl") {
			return r.noted(h), t
		}
		if r.d.IsRel(t, "obj", "conj", "xcomp") && h != doc.None { // «marking the first since»
			return r.governing(h), t
		}
		return nil, t
	}
	if c := r.noted(h); c != nil {
		return c, h
	}
	if r.nounWord(h) != nil { // «it was their first conversation since»: told of the latest
		return r.latest(t), h
	}
	if r.is("occasion", strings.ToLower(r.d.Tokens[h].Lemma)) {
		for _, x := range r.d.Children(h) {
			if r.d.IsRel(x, "acl") && r.verbs[r.lemma(x)] != nil {
				if c := r.noted(x); c != nil {
					return c, h
				}
				return r.latest(t), h
			}
		}
		return r.governing(h), h
	}
	return nil, t
}

// noted returns the contact of which the word at t is a note, nil for none.
func (r *reader) noted(t doc.Tok) *call { return r.noteAt[t] }

// governing returns the contact of the nearest word above t that is a note.
func (r *reader) governing(t doc.Tok) *call {
	for ; t != doc.None; t = r.d.Tokens[t].Head {
		if c := r.noted(t); c != nil {
			return c
		}
	}
	return nil
}

// latest returns the contact last told of up to t.
func (r *reader) latest(t doc.Tok) *call {
	i, found := slices.BinarySearch(r.order, t)
	if !found {
		i--
	}
	if i < 0 {
		return nil
	}
	return r.noteAt[r.order[i]]
}

// sinceAfter returns the date that «since» after t names, with the span from «since» to its end.
func (r *reader) sinceAfter(t doc.Tok) (*doc.Time, doc.Span) {
	end := min(r.d.Sentences[r.d.SentenceOf(t)].End, t+reach)
	for s := t + 1; s < end; s++ {
		if !strings.EqualFold(r.d.Form(s), "since") {
			continue
		}
		limit := min(r.d.Sentences[r.d.SentenceOf(t)].End, s+12)
		for i := r.timeFrom(r.d.Tokens[s].Begin); i < len(r.d.Times); i++ {
			x := &r.d.Times[i]
			if x.Begin >= r.d.Tokens[limit-1].End {
				break
			}
			if !x.Zero() && (x.Kind == "date" || x.Kind == "time" || x.Kind == "ref") {
				v := *x
				if v.Mod == "since" && v.Grain != "day" && v.Grain != "month" && v.Grain != "year" && v.From != "" {
					v.Interval = doc.Interval{From: v.From, To: v.From, Grain: "vague"}
				}
				return &v, doc.Span{Begin: r.d.Tokens[s].Begin, End: x.End}
			}
		}
		return nil, doc.Span{Begin: r.d.Tokens[s].Begin, End: r.d.Tokens[limit-1].End}
	}
	return nil, doc.Span{}
}

// stretchAfter returns the duration of «first in three years», nil for none.
func (r *reader) stretchAfter(t doc.Tok) *doc.Time {
	end := min(r.d.Sentences[r.d.SentenceOf(t)].End, t+reach)
	for i := r.timeFrom(r.d.Tokens[t].End); i < len(r.d.Times) && r.d.Times[i].Begin < r.d.Tokens[end-1].End; i++ {
		x := &r.d.Times[i]
		if x.Kind != "duration" || days(x.Duration) == 0 {
			continue
		}
		for p := t + 1; p < end && r.d.Tokens[p].Begin <= x.Begin; p++ {
			if l := strings.ToLower(r.d.Form(p)); (l == "in" || l == "for") && r.d.Tokens[p].End+18 >= x.Begin && r.d.Tokens[p].Begin < x.Begin+4 {
				return x
			}
		}
	}
	return nil
}

// last reads «they last spoke in September»: that contact comes before the one told of.
func (r *reader) last(t doc.Tok) {
	p := r.noted(r.d.Tokens[t].Head)
	if p == nil || p.date.Zero() {
		return
	}
	for i := len(r.calls) - 1; i >= 0; i-- {
		c := r.calls[i]
		if c != p && !c.implied && c.prev == nil && r.within(p.parties, c.parties) && (c.date.Zero() || c.date.From > p.date.To) {
			c.prev = p
			return
		}
	}
}

// notSince reads «they had not spoken since September 2022».
func (r *reader) notSince(t doc.Tok) {
	v := r.d.Tokens[t].Head
	for v != doc.None && r.d.Tokens[v].UPOS != "VERB" {
		v = r.d.Tokens[v].Head
	}
	if v == doc.None || r.verbs[r.lemma(v)] == nil || r.verbs[r.lemma(v)].weak {
		return
	}
	i := r.d.ClauseOf(v)
	if i == doc.None || r.d.Clauses[i].Neg == doc.None {
		return
	}
	since, span := r.sinceAfter(t - 1)
	c := r.latest(doc.Tok(len(r.d.Tokens)))
	if since == nil || c == nil || c.implied || c.prev != nil {
		return
	}
	evidence := doc.Span{Begin: r.d.Tokens[r.d.Clauses[i].Neg].Begin, End: span.End}
	f := &doc.FirstSince{Date: since.Interval, Evidence: evidence, Sources: []doc.Chain{r.chainOf(evidence)}}
	r.claim(c, f, true, r.verbs[r.lemma(v)].mode)
}

// phraseBegin returns where the phrase of «first» at t under the noun top begins: at its determiner.
func (r *reader) phraseBegin(t, top doc.Tok) int {
	b := r.d.Tokens[t].Begin
	for _, c := range r.d.Children(top) {
		if r.d.IsRel(c, "det", "nmod:poss") && c < t {
			b = min(b, r.d.Tokens[c].Begin)
		}
	}
	return b
}

// modeOf returns the mode of the contact that a claim about top implies.
func (r *reader) modeOf(top doc.Tok, c *call) string {
	if w := r.nounWord(top); w != nil && w.mode != "" {
		return w.mode
	}
	return c.mode
}

// nearby is how many statements around a span may hold it.
const nearby = 32

// chainOf returns who claims what stands in s: the chain of the innermost statement around it.
func (r *reader) chainOf(s doc.Span) doc.Chain {
	best, size := doc.Chain{}, len(r.d.Text)+1
	at := sort.Search(len(r.d.Statements), func(i int) bool { return r.d.Statements[i].Cue.Begin >= s.Begin })
	for i := max(0, at-nearby); i < len(r.d.Statements) && i < at+nearby; i++ {
		x := &r.d.Statements[i]
		n := 0
		in := false
		for _, c := range x.Content {
			n += c.End - c.Begin
			in = in || c.Contains(s)
		}
		if in && n < size {
			best, size = slices.Clone(x.Chain), n
		}
	}
	return best
}
