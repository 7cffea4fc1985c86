package ledger

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/record"
)

// Wording is how two aligned items differ in their words.
type Wording struct {
	A Words `json:"a"`
	B Words `json:"b"`
}

// Words is what one item has and the other has not.
type Words struct {
	Speaker    string   `json:"speaker,omitempty"` // own, other, both: whose statement the item is
	Cue        string   `json:"cue,omitempty"`
	Verbs      []string `json:"verbs,omitempty"`
	Modals     []string `json:"modals,omitempty"`
	Qualifiers []string `json:"qualifiers,omitempty"`
	Names      []string `json:"names,omitempty"`
	Amounts    []string `json:"amounts,omitempty"`
	Dates      []string `json:"dates,omitempty"`
}

func wording(x, y *side, p, q *item) *Wording {
	w := &Wording{Words{Speaker: p.who, Cue: p.cue}, Words{Speaker: q.who, Cue: q.cue}}
	a, b := &w.A, &w.B
	a.Verbs, b.Verbs = differ(x.lemmas(p, "VERB"), y.lemmas(q, "VERB"))
	a.Modals, b.Modals = differ(x.modals(p), y.modals(q))
	a.Qualifiers, b.Qualifiers = differ(x.lemmas(p, "ADJ", "ADV"), y.lemmas(q, "ADJ", "ADV"))
	a.Names, b.Names = differ(p.names, q.names)
	a.Amounts, b.Amounts = differ(x.amounts(p), y.amounts(q))
	a.Dates, b.Dates = differ(x.dates(p), y.dates(q))
	return w
}

// differ returns what a has and b has not, and the reverse, each once, in order.
func differ(a, b []string) (onlyA, onlyB []string) {
	minus := func(a, b []string) []string {
		var out []string
		for _, x := range a {
			if !slices.Contains(b, x) && !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
		return out
	}
	return minus(a, b), minus(b, a)
}

func (s *side) lemmas(it *item, upos ...string) []string {
	var out []string
	for _, t := range s.d.Tokens {
		if inside(t.Span, it.span) && slices.Contains(upos, t.UPOS) {
			out = append(out, strings.ToLower(t.Lemma))
		}
	}
	return out
}

// modals lists the auxiliaries that tell how binding a thing is (Penn tag MD), and negations.
func (s *side) modals(it *item) []string {
	var out []string
	for _, t := range s.d.Tokens {
		if inside(t.Span, it.span) && (t.XPOS == "MD" || strings.Contains(t.Feats, "Polarity=Neg")) {
			out = append(out, strings.ToLower(t.Lemma))
		}
	}
	return out
}

func (s *side) amounts(it *item) []string {
	var out []string
	for _, a := range s.d.Amounts {
		if inside(a.Span, it.span) {
			out = append(out, s.text(a.Span))
		}
	}
	return out
}

func (s *side) dates(it *item) []string {
	var out []string
	for _, t := range s.d.Times {
		if inside(t.Span, it.span) {
			out = append(out, s.text(t.Span))
		}
	}
	return out
}

func (s *side) text(sp record.Span) string { return s.quote(sp).Text }
