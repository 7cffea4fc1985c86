package contact

import (
	"slices"
	"sort"
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/doc"
)

// when fills the day of a contact, unless it lies after publication: what has been is no plan.
func (r *reader) when(n *note) {
	n.date = r.dateOf(n)
	if r.d.Published != "" && n.date.From > r.d.Published {
		n.date = doc.Interval{}
	}
}

// dateOf returns the day of the contact's event, else a date in its own clause.
func (r *reader) dateOf(n *note) doc.Interval {
	s := r.window(n.tok)
	if n.event != doc.None {
		e := &r.d.Events[n.event]
		if !e.Date.Zero() && (e.Time == doc.None || (s.Span.Contains(r.d.Times[e.Time].Span) || e.Trigger == n.tok && r.d.Times[e.Time].Begin < s.Begin) && !r.bounding(&r.d.Times[e.Time])) {
			return e.Date
		}
	}
	for i := r.timeFrom(s.Begin); i < len(r.d.Times) && r.d.Times[i].Begin < s.Span.End; i++ {
		x := &r.d.Times[i]
		if x.Kind != "date" && x.Kind != "time" || x.Zero() || r.bounding(x) {
			continue
		}
		if t := r.headOf(x.Span); t != doc.None && r.d.IsRel(t, "obl", "nmod", "advmod", "dep", "appos") && r.governs(n, t) {
			return x.Interval
		}
	}
	return doc.Interval{}
}

// near is how many words on either side of a contact its circumstances are looked for: a sentence of any
// length is read in linear time.
const near = 80

// window returns the part of t's sentence that lies near t.
func (r *reader) window(t doc.Tok) doc.Sentence {
	s := r.d.Sentences[r.d.SentenceOf(t)]
	s.First, s.End = max(s.First, t-near), min(s.End, t+near)
	s.Span = r.d.Tokens[s.First].Span.Cover(r.d.Tokens[s.End-1].Span)
	return s
}

// timeFrom returns the index of the first time that ends after byte b.
func (r *reader) timeFrom(b int) int {
	return sort.Search(len(r.d.Times), func(i int) bool { return r.d.Times[i].End > b })
}

// bounding reports whether x is no day of a contact but a bound of it: «since November».
func (r *reader) bounding(x *doc.Time) bool {
	switch x.Mod {
	case "since", "until", "before", "after":
		return true
	}
	t := r.headOf(x.Span)
	return t != doc.None && slices.Contains([]string{"since", "until", "till", "before", "after", "ahead"}, r.d.Preposition(t))
}

// tokenAt returns the token that begins at byte b, None for none.
func (r *reader) tokenAt(b int) doc.Tok {
	i := sort.Search(len(r.d.Tokens), func(i int) bool { return r.d.Tokens[i].Begin >= b })
	if i < len(r.d.Tokens) && r.d.Tokens[i].Begin == b {
		return doc.Tok(i)
	}
	return doc.None
}

// headOf returns the token of s whose head lies outside s, None for none.
func (r *reader) headOf(s doc.Span) doc.Tok {
	i := sort.Search(len(r.d.Tokens), func(i int) bool { return r.d.Tokens[i].End > s.Begin })
	for ; i < len(r.d.Tokens) && r.d.Tokens[i].Begin < s.End; i++ {
		h := r.d.Tokens[i].Head
		if h == doc.None || !s.Overlaps(r.d.Tokens[h].Span) {
			return doc.Tok(i)
		}
	}
	return doc.None
}

// governs reports whether the next predicate above t is the contact of n or the verb that carries it.
func (r *reader) governs(n *note, t doc.Tok) bool {
	light := r.light(n.tok)
	for h := r.d.Tokens[t].Head; h != doc.None; h = r.d.Tokens[h].Head {
		if h == n.tok || h == light || h == n.by {
			return true
		}
		if r.d.Tokens[h].UPOS == "VERB" && !r.carries(h, n.tok) {
			return false
		}
	}
	return false
}

// carries reports whether the verb v only says that the contact at t was: «held», «initiated», «took place»,
// as its participle or its predicate.
func (r *reader) carries(v, t doc.Tok) bool {
	l := strings.ToLower(r.d.Tokens[v].Lemma)
	if !r.is("carry", l) && !r.is("initiate", l) {
		return false
	}
	return r.d.Tokens[v].Head == t || r.d.Tokens[t].Head == v
}

// length returns how long the contact was, as ISO 8601, "" where the text does not say.
func (r *reader) length(n *note) string {
	s := r.window(n.tok)
	for i := r.timeFrom(s.Begin); i < len(r.d.Times) && r.d.Times[i].Begin < s.Span.End; i++ {
		x := &r.d.Times[i]
		if x.Kind != "duration" || x.Duration == "" || !strings.HasPrefix(x.Duration, "PT") {
			continue
		}
		t := r.headOf(x.Span)
		if t == doc.None {
			continue
		}
		h := r.d.Tokens[t].Head
		switch {
		case h == n.tok: // «a two-hour call», «spoke for two hours»
			return x.Duration
		case h != doc.None && r.d.Tokens[n.tok].Head == h && r.d.IsRel(n.tok, "nsubj") && r.is("lasting", strings.ToLower(r.d.Tokens[h].Lemma)):
			return x.Duration
		case h != doc.None && h == r.light(n.tok) && r.d.Preposition(t) == "for":
			return x.Duration
		}
	}
	return ""
}

// lead is how many sentences at the beginning of a report frame it: their contacts are its news.
const lead = 4

// undated dates the contacts of a report's lead that no word dates: by the latest day that the lead names, at
// most a week before publication, else by having been before it.
func (r *reader) undated() {
	if r.publisher != "" || r.d.Published == "" {
		return
	}
	for _, c := range r.calls {
		n := c.notes[0]
		s := r.d.SentenceOf(n.tok)
		if !c.date.Zero() || s >= lead || n.own || n.clause == doc.None || r.pluperfect(r.d.Clauses[n.clause].Pred) {
			continue
		}
		c.date = r.frameDay()
		if c.date.Zero() {
			c.date = doc.Interval{To: r.d.Published, Grain: "vague"}
		}
	}
}

// frameDay returns the first day that the lead of the report names within a week before publication.
func (r *reader) frameDay() doc.Interval {
	end := r.d.Sentences[min(lead, len(r.d.Sentences))-1].Span.End
	pub, ok := calendar.Parse(string(r.d.Published))
	for i := 0; ok && i < len(r.d.Times) && r.d.Times[i].Begin < end; i++ {
		x := &r.d.Times[i]
		day, valid := calendar.Parse(string(x.From))
		if valid && x.Kind == "date" && x.Grain == "day" && x.From == x.To && day <= pub && pub-day <= 7 && !r.bounding(x) && (pub-day <= 1 || !r.dates(x)) {
			return x.Interval
		}
	}
	return doc.Interval{}
}

// dates reports whether x is the day of a contact, which is no frame of another one told in the same breath.
func (r *reader) dates(x *doc.Time) bool {
	return slices.ContainsFunc(r.calls, func(c *call) bool {
		return slices.ContainsFunc(c.notes, func(n *note) bool { return n.date == x.Interval && r.window(n.tok).Contains(x.Span) })
	})
}
