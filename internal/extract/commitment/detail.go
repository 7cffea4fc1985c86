package commitment

import (
	"slices"
	"sort"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// amounts returns the amounts in what is given, in order; of two renderings of one sum the first counts
// first.
func (r *reader) amounts(p *pledge) []int {
	s := r.phrase(p.object)
	pred := r.d.Tokens[r.d.Clauses[p.clause].Pred]
	if s.Begin < pred.End && s.End > pred.End && r.d.Clauses[p.clause].Kind == doc.Verbal {
		s.Begin = pred.End
	}
	var out []int
	for i := r.amountFrom(s.Begin); i < len(r.d.Amounts) && r.d.Amounts[i].Begin < s.End; i++ {
		if r.d.Amounts[i].Kind != "percent" && s.Overlaps(r.d.Amounts[i].Span) {
			out = append(out, i)
		}
	}
	for _, i := range out { // the other rendering may have been hung elsewhere
		if o := r.d.Amounts[i].SameAs; o >= 0 && !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	if len(out) == 0 { // «aid worth €5m», «aid totalling €5m»
		c := &r.d.Clauses[p.clause]
		for _, t := range c.Obliques("with", "of", "worth", "totalling", "totaling") {
			if a := r.amountAt(t); a != doc.None {
				out = append(out, a)
			}
		}
	}
	return out
}

func (r *reader) amountFrom(b int) int {
	return sort.Search(len(r.d.Amounts), func(i int) bool { return r.d.Amounts[i].End > b })
}

// amountAt returns the amount that covers token t, None for none.
func (r *reader) amountAt(t doc.Tok) int {
	s := r.d.Tokens[t].Span
	if i := r.amountFrom(s.Begin); i < len(r.d.Amounts) && r.d.Amounts[i].Overlaps(s) {
		return i
	}
	return doc.None
}

// evidence returns the words of the pledge: from its operator to the end of what is given.
func (r *reader) evidence(p *pledge) doc.Span {
	s := r.d.Tokens[r.d.Clauses[p.clause].Pred].Span
	if p.object != doc.None {
		s = s.Cover(r.phrase(p.object, "acl", "parataxis", "advcl"))
	}
	for _, a := range p.amounts {
		s = s.Cover(r.d.Amounts[a].Span)
	}
	if p.top != p.clause {
		s = s.Cover(r.d.Tokens[r.d.Clauses[p.top].Pred].Span)
	}
	return s
}

// sources returns who claims the pledge: the chains of its event, else of its predicate.
func (r *reader) sources(p *pledge) []doc.Chain {
	if e := r.event(p); e != doc.None && len(r.d.Events[e].Sources) > 0 {
		return slices.Clone(r.d.Events[e].Sources)
	}
	return []doc.Chain{r.chain(p)}
}

func (r *reader) chain(p *pledge) doc.Chain {
	if p.clause < len(r.d.Predicates) {
		return append(doc.Chain{}, r.d.Predicates[p.clause].Sources...)
	}
	return doc.Chain{}
}

// period returns the time in the pledge's own clause, or in the clause that it explains.
func (r *reader) period(p *pledge) doc.Interval {
	s := r.d.Sentences[r.d.SentenceOf(r.d.Clauses[p.clause].Pred)]
	var clauses []int
	for _, i := range p.path {
		if w := r.word(&r.d.Clauses[i]); i == p.clause || w != nil && w.class == operator {
			clauses = append(clauses, i)
		}
	}
	if c := &r.d.Clauses[p.clause]; c.Up != doc.None && (c.Link == doc.Adverbial || c.Link == doc.Relative) {
		clauses = append(clauses, c.Up)
	}
	for i := sort.Search(len(r.d.Times), func(i int) bool { return r.d.Times[i].End > s.Begin }); i < len(r.d.Times) && r.d.Times[i].Begin < s.Span.End; i++ {
		x := &r.d.Times[i]
		if x.Zero() || x.Kind != "date" && x.Kind != "time" && x.Kind != "ref" {
			continue
		}
		if c := r.clauseAt(x.Span); c != doc.None && slices.Contains(clauses, c) {
			return x.Interval
		}
	}
	return doc.Interval{}
}

// clauseAt returns the clause in which s stands: that of the first predicate above its first token.
func (r *reader) clauseAt(s doc.Span) int {
	t := sort.Search(len(r.d.Tokens), func(i int) bool { return r.d.Tokens[i].End > s.Begin })
	for h := doc.Tok(t); h != doc.None && int(h) < len(r.d.Tokens); h = r.d.Tokens[h].Head {
		if c := r.d.ClauseOf(h); c != doc.None {
			return c
		}
	}
	return doc.None
}

// condition returns the words of the condition: a clause of «if», «once», «provided that», or «after the
// war», «post-conflict».
func (r *reader) condition(p *pledge) string {
	for _, i := range p.path {
		pred := r.d.Clauses[i].Pred
		for _, t := range r.d.Children(pred) {
			low := strings.ToLower(r.d.Form(t))
			switch {
			case r.d.IsRel(t, "advmod", "amod", "obl") && r.sets["afterwards"][low]:
				return r.d.Form(t)
			case r.d.IsRel(t, "advcl"):
				text := strings.TrimLeft(r.d.Str(r.phrase(t)), ",;:–— ")
				if first, _, _ := strings.Cut(text, " "); r.sets["condition"][strings.ToLower(first)] {
					return text
				}
			case r.d.IsRel(t, "obl"):
				if c := r.d.Preposition(t); c != "in" && r.sets["condition"][c] && c != "following" && c != "without" {
					return r.d.Str(r.phrase(t))
				}
			}
		}
	}
	return ""
}

// longest is how many words of a phrase are looked at: a text of any shape is read in linear time.
const longest = 120

// phrase returns the span of t and what stands under it, without the branches on the relations.
func (r *reader) phrase(t doc.Tok, without ...string) doc.Span {
	s := r.d.Tokens[t].Span
	queue := []doc.Tok{t}
	for i := 0; i < len(queue) && i < longest; i++ {
		for _, c := range r.d.Children(queue[i]) {
			if !r.d.IsRel(c, without...) && !(len(without) > 0 && r.d.Tokens[c].UPOS == "PUNCT" && c > t) {
				queue = append(queue, c)
				s = s.Cover(r.d.Tokens[c].Span)
			}
		}
	}
	return s
}
