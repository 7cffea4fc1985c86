package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// documentView is a document: its text cut where marks begin and end, and its records beside it.
type documentView struct {
	ID       string
	Document *record.Document
	CopyOf   string
	Pieces   [][]piece // by paragraph
	Groups   []group
}

// piece is a stretch of text under the same marks.
type piece struct {
	Text   string
	Class  string   // kinds of the marks, blanks between
	Anchor string   // id of the record that the piece leads to, "" for none
	Title  string   // what the marks say
	Begins []string // ids of the records that begin here
}

// group is the records of one kind.
type group struct {
	Kind  store.Kind
	Items []itemView
}

// itemView is one record as the panel shows it.
type itemView struct {
	Anchor, Says, Rule, Entry, Factuality string
}

func (s *Server) document(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	d, err := s.store.Document(r.Context(), id)
	if err != nil {
		s.problem(w, r, err)
		return
	}
	v := documentView{ID: id, Document: d, Pieces: pieces(d)}
	row := store.Row{DocID: id, Document: d}
	for _, f := range store.Flatten(d, id) {
		if f.Kind == store.Documents {
			continue
		}
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Kind != f.Kind {
			v.Groups = append(v.Groups, group{Kind: f.Kind})
		}
		row.Index = f.Index
		g := &v.Groups[len(v.Groups)-1]
		g.Items = append(g.Items, newItem(f, row))
	}
	slices.SortStableFunc(v.Groups, func(a, b group) int { return cmp.Compare(order[a.Kind], order[b.Kind]) })
	title := d.Title
	if title == "" {
		title = d.ID
	}
	s.show(w, r, http.StatusOK, "document", title, v)
}

// order is the order of the kinds beside a text.
var order = map[store.Kind]int{store.Contacts: 0, store.Events: 1, store.Statements: 2, store.Commitments: 3, store.Positions: 4, store.Entities: 5}

func newItem(f store.Flat, r store.Row) itemView {
	out := itemView{Anchor: anchor(f.Kind, r), Factuality: f.Factuality}
	var b strings.Builder
	if export.Line(&b, f.Kind, r) == nil {
		out.Says = strings.Join(strings.Fields(b.String()), " ")
	}
	for i, name := range export.Columns(f.Kind) {
		switch name {
		case "rule":
			out.Rule = export.Values(f.Kind, r)[i]
		case "entry":
			out.Entry = export.Values(f.Kind, r)[i]
		}
	}
	return out
}

// mark is one span of a record in the text.
type mark struct {
	record.Span
	class, anchor, title string
	rank                 int  // the mark with the highest leads
	first                bool // the place that the record's own address leads to
}

func marks(d *record.Document) []mark {
	var out []mark
	for _, e := range d.Entities {
		for i, m := range e.Mentions {
			out = append(out, mark{m.Span, "entity", e.ID, e.Name + " " + e.Actor, 1, i == 0})
		}
	}
	for _, t := range d.Times {
		out = append(out, mark{t.Span, "time", "", t.Timex, 1, false})
	}
	for _, a := range d.Amounts {
		out = append(out, mark{a.Span, "amount", "", string(a.Value) + " " + a.Currency + a.Unit, 1, false})
	}
	for _, s := range d.Statements {
		out = append(out, mark{s.Cue, "statement", s.ID, "statement: " + s.Act, 2, true})
		for _, c := range s.Content {
			out = append(out, mark{c, "content", "", "", 0, false})
		}
	}
	for _, e := range d.Events {
		out = append(out, mark{e.Trigger, "event " + e.Factuality, e.ID, strings.TrimSpace(e.Plover+" "+e.CAMEO) + ", " + e.Factuality, 3, true})
	}
	return out
}

// pieces cuts the text at every beginning and end of a mark and at line breaks.
func pieces(d *record.Document) [][]piece {
	runes := []rune(d.Text)
	ms := marks(d)
	cuts := []int{0, len(runes)}
	for _, m := range ms {
		cuts = append(cuts, m.Begin, m.End)
	}
	for i, r := range runes {
		if r == '\n' {
			cuts = append(cuts, i, i+1)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	slices.SortStableFunc(ms, func(a, b mark) int { return cmp.Compare(a.Begin, b.Begin) })
	out := [][]piece{nil}
	var open []mark
	next := 0
	for i := 0; i+1 < len(cuts); i++ {
		begin, end := cuts[i], cuts[i+1]
		open = slices.DeleteFunc(open, func(m mark) bool { return m.End <= begin })
		p := piece{Text: string(runes[begin:end])}
		for ; next < len(ms) && ms[next].Begin <= begin; next++ {
			if ms[next].End > begin {
				open = append(open, ms[next])
			}
			if ms[next].first && ms[next].Begin == begin {
				p.Begins = append(p.Begins, ms[next].anchor)
			}
		}
		if p.Text == "\n" {
			out = append(out, nil)
			continue
		}
		p.under(open)
		out[len(out)-1] = append(out[len(out)-1], p)
	}
	return slices.DeleteFunc(out, func(ps []piece) bool { return len(ps) == 0 })
}

// under gives a piece the classes and titles of the marks over it.
func (p *piece) under(open []mark) {
	best := -1
	var classes, titles []string
	for _, m := range open {
		classes = append(classes, m.class)
		if m.title != "" {
			titles = append(titles, strings.TrimSpace(m.title))
		}
		if m.anchor != "" && m.rank > best {
			best, p.Anchor = m.rank, m.anchor
		}
	}
	slices.Sort(classes)
	p.Class, p.Title = strings.Join(slices.Compact(classes), " "), strings.Join(titles, " · ")
}
