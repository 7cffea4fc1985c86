package ledger

import (
	"cmp"
	"slices"
	"strings"

	"github.com/openreadout/readout/record"
)

// Stance is what a holder said on a topic over time: a list of dated statements, in order of time. That a position
// changed it says only where a text asserts it.
type Stance struct {
	Holder     Party     `json:"holder"`
	Topic      string    `json:"topic"`
	Statements []Stated  `json:"statements"`
	Shifts     []Shifted `json:"shifts,omitempty"`
}

// Stated is one statement of a position.
type Stated struct {
	Report
	Said       string   `json:"day,omitempty"` // day on which it was said, of publication where the text does not tell
	Via        string   `json:"via,omitempty"` // who said it for the holder
	Text       string   `json:"text"`
	Continuity string   `json:"continuity,omitempty"`
	Chain      []string `json:"chain,omitempty"` // names of who tells of it, outermost first
}

// Shifted is a change of position that a text asserts.
type Shifted struct {
	Report
	AssertedBy []string `json:"asserted_by,omitempty"` // none: the text itself
	Text       string   `json:"text"`
}

// Stances lists the positions of docs by holder and topic, in order of holders' names and topics; copies say nothing
// new.
func Stances(docs []Document) []Stance {
	byKey := map[[2]string]*Stance{}
	var order [][2]string
	at := func(holder Party, topic string) *Stance {
		k := [2]string{holder.Key, topic}
		if byKey[k] == nil {
			byKey[k] = &Stance{Holder: holder, Topic: topic}
			order = append(order, k)
		}
		return byKey[k]
	}
	for _, d := range docs {
		if d.CopyOf != "" {
			continue
		}
		r := read(d)
		for i := range d.Positions {
			p := &d.Positions[i]
			if e := r.entities[p.Holder]; e != nil {
				s := at(party(e), p.Topic)
				s.Statements = append(s.Statements, r.stated(p))
			}
		}
		for i := range d.Shifts {
			x := &d.Shifts[i]
			if e := r.entities[x.Holder]; e != nil && len(x.AssertedBy) > 0 {
				s := at(party(e), x.Topic)
				s.Shifts = append(s.Shifts, Shifted{r.report(x.ID), r.names(x.AssertedBy), r.text(x.Evidence)})
			}
		}
	}
	var out []Stance
	for _, k := range order {
		s := byKey[k]
		slices.SortStableFunc(s.Statements, func(a, b Stated) int { return strings.Compare(a.Said, b.Said) })
		slices.SortStableFunc(s.Shifts, func(a, b Shifted) int { return strings.Compare(a.Day, b.Day) })
		out = append(out, *s)
	}
	slices.SortStableFunc(out, func(a, b Stance) int {
		return cmp.Or(strings.Compare(a.Holder.Name, b.Holder.Name), strings.Compare(a.Topic, b.Topic))
	})
	return out
}

func (r *reader) stated(p *record.Position) Stated {
	s := Stated{Report: r.report(p.ID), Said: r.Published, Continuity: p.Continuity}
	if p.Date != nil && p.Date.From != "" {
		s.Said = p.Date.From
	}
	if e := r.entities[p.Via]; e != nil {
		s.Via = e.Name
	}
	for i := range r.Statements {
		if st := &r.Statements[i]; st.ID == p.Statement {
			s.Text, s.Chain = r.said(st), r.names(st.Chain)
		}
	}
	return s
}

// said returns the words of a statement.
func (r *reader) said(st *record.Statement) string {
	var parts []string
	for _, c := range st.Content {
		parts = append(parts, r.text(c))
	}
	return strings.Join(parts, " … ")
}

// names returns the names of entities; an unnamed source stays "?".
func (r *reader) names(ids []string) []string {
	var out []string
	for _, id := range ids {
		if e := r.entities[id]; e != nil {
			id = e.Name
		}
		out = append(out, id)
	}
	return out
}
