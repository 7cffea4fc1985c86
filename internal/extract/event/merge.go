package event

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// maxBack bounds how many events back a mention may belong to, so that no text takes more than linear time.
const maxBack = 200

// merge puts later mentions of an event under the first: the same happening between the same parties, at
// dates that do not contradict, told again by the same words or by a noun that points back.
func (x *reader) merge() {
	var out []doc.Event
	of := map[string][]int{} // events of a type
next:
	for _, e := range x.d.Events {
		same := of[e.Plover]
		for n := len(same) - 1; n >= max(0, len(same)-maxBack); n-- {
			if i := same[n]; x.sameEvent(&out[i], &e) {
				out[i].Mentions = append(append(out[i].Mentions, doc.EventMention{Span: e.TriggerSpan}), e.Mentions...)
				x.adopt(&out[i], &e)
				continue next
			}
		}
		of[e.Plover] = append(same, len(out))
		out = append(out, e)
	}
	x.d.Events = out
	x.anaphors()
}

// adopt fills what the first mention left open from a later one.
func (x *reader) adopt(a, b *doc.Event) {
	if a.Time == doc.None {
		a.Time, a.Date = b.Time, b.Date
	}
	if a.Place == doc.None {
		a.Place = b.Place
	}
	if x.headline(a) && x.standsIn(a, b) { // which may name persons by their office only
		a.Source, a.Target = b.Source, b.Target
	}
	if general(a.CAMEO) && !general(b.CAMEO) && a.CAMEO[:2] == b.CAMEO[:2] {
		a.CAMEO, a.Quad, a.Goldstein, a.Rule, a.Entry = b.CAMEO, b.Quad, b.Goldstein, b.Rule, b.Entry
	}
	if a.Mode == "" && b.Mode != "" {
		a.Mode, a.CAMEO = b.Mode, b.CAMEO
	}
	for _, m := range b.Amounts {
		if !slices.Contains(a.Amounts, m) {
			a.Amounts = append(a.Amounts, m)
		}
	}
}

// general reports whether a code is that of a whole root of CAMEO: «030» says less than «036».
func general(code string) bool { return len(code) == 3 && code[2] == '0' }

func (x *reader) sameEvent(a, b *doc.Event) bool {
	if a.Plover != b.Plover || a.Symmetric != b.Symmetric || !x.sameParties(a, b) || !compatible(a.Date, b.Date) {
		return false
	}
	if a.Mode != "" && b.Mode != "" && a.Mode != b.Mode {
		return false
	}
	if !x.sameStanding(a, b) || x.again(b.Trigger) && !x.again(a.Trigger) {
		return false
	}
	if a.Evidence == b.Evidence {
		return true
	}
	if x.headline(a) || x.headline(b) {
		return true
	}
	return a.Plover == "CONSULT" || a.CAMEO == b.CAMEO && x.lemma(a.Trigger) == x.lemma(b.Trigger)
}

// again reports whether an adverb tells that what the verb t says is another time: «would speak to him again», «last
// spoke in May».
func (x *reader) again(t doc.Tok) bool {
	return slices.ContainsFunc(x.d.Children(t), func(k doc.Tok) bool {
		return x.d.IsRel(k, "advmod", "amod") && x.lex.classes["@another-time"][x.lemma(k)] && x.d.Tokens[t].UPOS == "VERB"
	})
}

func (x *reader) headline(e *doc.Event) bool {
	return x.d.Sentences[x.d.SentenceOf(e.Trigger)].Headline
}

// sameStanding reports whether two mentions may be of one happening as their verb groups tell: one that is denied,
// possible or to come is not one that was. A noun without a verb of its own stands for either.
func (x *reader) sameStanding(a, b *doc.Event) bool {
	if a.Clause == doc.None || b.Clause == doc.None {
		return true
	}
	c, k := &x.d.Clauses[a.Clause], &x.d.Clauses[b.Clause]
	if (c.Neg == doc.None) != (k.Neg == doc.None) {
		return false
	}
	bare := func(c *doc.Clause) bool { return c.Kind == doc.Nominal && c.Light == doc.None }
	return bare(c) || bare(k) || (c.Modal == "") == (k.Modal == "") && (c.Tense == doc.Future) == (k.Tense == doc.Future)
}

func (x *reader) sameParties(a, b *doc.Event) bool {
	if x.headline(a) && (x.standsIn(a, b) || a.CAMEO == b.CAMEO && x.briefer(a.Source, b.Source) && x.briefer(a.Target, b.Target)) {
		return true
	}
	if a.Symmetric {
		return sameSet(x.members(append(slices.Clone(a.Source), a.Target...)), x.members(append(slices.Clone(b.Source), b.Target...)))
	}
	return sameSet(x.members(a.Source), x.members(b.Source)) && sameSet(x.members(a.Target), x.members(b.Target))
}

// briefer reports whether all of a are among b: a headline names fewer.
func (x *reader) briefer(a, b []int) bool {
	b = x.members(b)
	return len(a) > 0 == (len(b) > 0) && !slices.ContainsFunc(x.members(a), func(e int) bool { return !slices.Contains(b, e) })
}

// standsIn reports whether the headline's event a has the parties of b, persons told by their office included.
func (x *reader) standsIn(a, b *doc.Event) bool {
	if a.Symmetric {
		return x.standIn(x.members(append(slices.Clone(a.Source), a.Target...)), x.members(append(slices.Clone(b.Source), b.Target...)))
	}
	return x.standIn(x.members(a.Source), x.members(b.Source)) && x.standIn(x.members(a.Target), x.members(b.Target))
}

// standIn reports whether two lists of parties are of the same but for persons whom one of them names by the office
// only: «the President» of a title.
func (x *reader) standIn(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for _, e := range a {
		if !slices.ContainsFunc(b, func(k int) bool { return k == e || x.office(e, k) }) {
			return false
		}
	}
	return true
}

// office reports whether entity a is a person told by an office only that b, who is named, may hold.
func (x *reader) office(a, b int) bool {
	p, q := &x.d.Entities[a], &x.d.Entities[b]
	if p.Kind != "person" || q.Kind != "person" || p.Role == "" || p.Role != q.Role || p.Country != "" && q.Country != "" && p.Country != q.Country {
		return false
	}
	return !slices.ContainsFunc(p.Mentions, func(m int) bool { return x.d.Mentions[m].Form == "name" })
}

func sameSet(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for _, e := range a {
		if !slices.Contains(b, e) {
			return false
		}
	}
	return true
}

// compatible reports whether two dates may be of one day: one is unknown, or they meet.
func compatible(a, b doc.Interval) bool {
	if a.Zero() || b.Zero() {
		return true
	}
	return (a.To == "" || b.From == "" || b.From <= a.To) && (b.To == "" || a.From == "" || a.From <= b.To)
}

// anaphors puts event nouns that point back («the call», «the talks») and have no parties of their own
// under the last event of their type.
func (x *reader) anaphors() {
	coded := map[int]bool{}
	for _, e := range x.d.Events {
		coded[e.Clause] = true
	}
	for i := range x.d.Clauses {
		r := x.readings[i]
		if r == nil || coded[i] || x.taken[i] || x.complete(r) || x.d.Clauses[i].Kind != doc.Nominal || !x.definite(x.d.Clauses[i].Pred) {
			continue
		}
		if j := x.antecedent(r); j >= 0 {
			e := &x.d.Events[j]
			e.Mentions = append(e.Mentions, doc.EventMention{Span: x.d.Tokens[x.d.Clauses[i].Pred].Span})
		}
	}
	for i := range x.d.Events {
		slices.SortFunc(x.d.Events[i].Mentions, func(a, b doc.EventMention) int { return a.Begin - b.Begin })
	}
}

// antecedent returns the last event before r of its type whose parties do not contradict those of r.
func (x *reader) antecedent(r *reading) int {
	at := x.d.Clauses[r.clause].Pred
	have := append(slices.Clone(r.source), r.target...)
	last, _ := slices.BinarySearchFunc(x.d.Events, at, func(e doc.Event, at doc.Tok) int { return int(e.Trigger - at) })
	for j := last - 1; j >= max(0, last-maxBack); j-- {
		e := &x.d.Events[j]
		if e.Plover != r.typ || !x.sameKind(e, r) || r.mode != "" && e.Mode != "" && r.mode != e.Mode {
			continue
		}
		all := x.members(append(slices.Clone(e.Source), e.Target...))
		if !slices.ContainsFunc(x.members(have), func(p int) bool { return !slices.Contains(all, p) }) {
			return j
		}
	}
	return doc.None
}

// sameKind reports whether a noun may point back to e as their codes tell: «the truce» is no lifting of sanctions.
func (x *reader) sameKind(e *doc.Event, r *reading) bool {
	n := min(3, len(e.CAMEO), len(r.cameo))
	return r.typ == "CONSULT" || r.typ == "ASSAULT" || e.CAMEO[:n] == r.cameo[:n]
}

// definite reports whether a noun points back: «the call», «this attack», «their first meeting».
func (x *reader) definite(t doc.Tok) bool {
	for _, k := range x.d.Children(t) {
		if x.d.IsRel(k, "det") {
			switch x.lemma(k) {
			case "the", "this", "that", "these", "those":
				return true
			}
		}
		if x.d.IsRel(k, "nmod:poss") && x.d.Tokens[k].UPOS == "PRON" {
			return true
		}
	}
	return false
}
