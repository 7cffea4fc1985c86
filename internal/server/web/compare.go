package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// compareView is two readouts side by side.
type compareView struct {
	A, B       sideView
	Comparison *ledger.Comparison // nil where the texts are of two contacts
	Other      string             // why they are
	Force      string             // address that compares them all the same
	Facts      []factRow
	Rows       []alignedRow
	Topics     []topicRow
	More       []counterparts
}

// sideView is one of the documents.
type sideView struct {
	Letter, ID, Headline, Source, Day, Country string
}

// factRow is what the texts tell of one thing of the contact.
type factRow struct {
	What, A, B string
	Differs    bool
}

// alignedRow is an item of A beside the item of B that tells of the same; one of them is nil where one text alone
// has it.
type alignedRow struct {
	A, B   *itemCell
	By     string // what they share
	Moved  bool   // B tells of it in another place of the order
	Differ []wordsRow
}

// itemCell is an item with the words that the other has not.
type itemCell struct {
	N      int // place in its text, from 1
	Pieces []diffPiece
}

// diffPiece is a run of words. In items that say nearly the same, what one alone has is marked; in others what both
// have: the fewer are marked.
type diffPiece struct {
	Text string
	Mark string // only, both, "" for none
}

// wordsRow is a sort of words in which two items differ.
type wordsRow struct{ What, A, B string }

// topicRow is a topic with its place and share in each text.
type topicRow struct {
	ledger.Topic
	Whose string
}

// counterparts is a section of passages with what the other text has in their place.
type counterparts struct {
	Title, Empty string
	Rows         []ledger.Counterpart
}

func (s *Server) compare(w http.ResponseWriter, r *http.Request) {
	a, b := r.PathValue("a"), r.PathValue("b")
	var v compareView
	for _, x := range []struct {
		letter, id string
		to         *sideView
	}{{"A", a, &v.A}, {"B", b, &v.B}} {
		d, err := s.store.Document(r.Context(), x.id)
		if err != nil {
			s.problem(w, r, err)
			return
		}
		*x.to = sideView{x.letter, x.id, headline(d), d.Source, d.Published, ""}
	}
	q := r.URL.Query()
	options := ledger.Options{SideA: strings.ToUpper(q.Get("side-a")), SideB: strings.ToUpper(q.Get("side-b")), Force: q.Get("force") != ""}
	for _, code := range []string{options.SideA, options.SideB} {
		if code != "" && (len(code) != 3 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
			s.problem(w, r, fmt.Errorf("%w: side %q; want a country, ISO 3166-1 alpha-3, such as RUS", store.ErrInvalid, code))
			return
		}
	}
	c, err := s.desk.Compare(r.Context(), a, b, options)
	switch {
	case errors.Is(err, ledger.ErrOther):
		q.Set("force", "1")
		v.Other, v.Force = strings.TrimPrefix(err.Error(), ledger.ErrOther.Error()+": "), (&url.URL{Path: r.URL.Path, RawQuery: q.Encode()}).String()
	case err != nil:
		s.problem(w, r, err)
		return
	default:
		v.fill(c)
	}
	s.show(w, r, http.StatusOK, "compare", "Compare: "+cmp.Or(v.A.Source, "A")+" and "+cmp.Or(v.B.Source, "B"), v)
}

func (v *compareView) fill(c *ledger.Comparison) {
	v.Comparison, v.A.Country, v.B.Country = c, c.A.Side, c.B.Side
	fact := func(what, a, b string) {
		if a != "" || b != "" {
			v.Facts = append(v.Facts, factRow{what, a, b, a != b})
		}
	}
	fact("Side", c.A.Side, c.B.Side)
	fact("Leader", c.A.Leader, c.B.Leader)
	fact("Date", day(c.A.Date), day(c.B.Date))
	fact("Mode", c.A.Mode, c.B.Mode)
	fact("Participants", strings.Join(c.A.Parties, ", "), strings.Join(c.B.Parties, ", "))
	fact("Initiator", c.A.Initiator, c.B.Initiator)
	fact("Length", c.A.Duration, c.B.Duration)
	fact("First topic", c.A.First, c.B.First)
	fact("Items", fmt.Sprint(c.A.Items), fmt.Sprint(c.B.Items))
	v.Rows = align(c)
	for _, t := range c.Topics {
		whose := "both"
		switch {
		case t.RankB == 0:
			whose = "A alone"
		case t.RankA == 0:
			whose = "B alone"
		}
		v.Topics = append(v.Topics, topicRow{t, whose})
	}
	whose := []string{"both", "A alone", "B alone"}
	slices.SortStableFunc(v.Topics, func(a, b topicRow) int {
		return cmp.Compare(slices.Index(whose, a.Whose), slices.Index(whose, b.Whose))
	})
	v.More = []counterparts{
		{"Agreements", "Neither text claims that the sides agreed on anything.", c.Agreements},
		{"What a text has the other side’s leader say", "Neither text has the other side’s leader say anything.", c.Attributed},
		{"Next steps", "Neither text tells of further contact.", c.NextSteps},
		{"Commitments", "Neither text tells of a pledge.", c.Commitments},
	}
}

// align lays the items out in the order of A, what B alone has after the item of B before it.
func align(c *ledger.Comparison) []alignedRow {
	type at struct {
		row    alignedRow
		begins [2]int
	}
	var rows []at
	var orderA, orderB []int
	for _, p := range c.Pairs {
		a, b := diff(p.A.Text, p.B.Text)
		rows = append(rows, at{alignedRow{A: &itemCell{Pieces: a}, B: &itemCell{Pieces: b}, By: shared(p.Shared), Differ: differing(p.Words)}, [2]int{p.A.Begin, p.B.Begin}})
	}
	for _, q := range c.OnlyA {
		rows = append(rows, at{alignedRow{A: &itemCell{Pieces: []diffPiece{{q.Text, ""}}}}, [2]int{q.Begin, -1}})
	}
	slices.SortStableFunc(rows, func(x, y at) int { return cmp.Compare(x.begins[0], y.begins[0]) })
	for _, q := range c.OnlyB {
		place := 0
		for i, r := range rows {
			if r.begins[1] >= 0 && r.begins[1] < q.Begin {
				place = i + 1
			}
		}
		rows = slices.Insert(rows, place, at{alignedRow{B: &itemCell{Pieces: []diffPiece{{q.Text, ""}}}}, [2]int{-1, q.Begin}})
	}
	for _, r := range rows {
		if r.begins[0] >= 0 {
			orderA = append(orderA, r.begins[0])
		}
		if r.begins[1] >= 0 {
			orderB = append(orderB, r.begins[1])
		}
	}
	slices.Sort(orderA)
	slices.Sort(orderB)
	out := make([]alignedRow, len(rows))
	last := -1
	for i, r := range rows {
		if r.row.A != nil {
			r.row.A.N = slices.Index(orderA, r.begins[0]) + 1
		}
		if r.row.B != nil {
			r.row.B.N = slices.Index(orderB, r.begins[1]) + 1
		}
		if r.row.A != nil && r.row.B != nil {
			r.row.Moved = r.row.B.N < last
			last = max(last, r.row.B.N)
		}
		out[i] = r.row
	}
	return out
}

// mostWords is how long items may be for their words to be compared one by one.
const mostWords = 400

// diff marks the words in which two items differ or agree, by a longest common subsequence (Wagner and Fischer 1974)
// of their words, without case and marks.
func diff(a, b string) (x, y []diffPiece) {
	p, q := strings.Fields(a), strings.Fields(b)
	if len(p) == 0 || len(q) == 0 || len(p) > mostWords || len(q) > mostWords {
		return []diffPiece{{a, ""}}, []diffPiece{{b, ""}}
	}
	plainP, plainQ := plain(p), plain(q)
	length := make([][]int, len(p)+1)
	for i := range length {
		length[i] = make([]int, len(q)+1)
	}
	for i := len(p) - 1; i >= 0; i-- {
		for j := len(q) - 1; j >= 0; j-- {
			if plainP[i] == plainQ[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	inP, inQ := make([]bool, len(p)), make([]bool, len(q))
	for i, j := 0, 0; i < len(p) && j < len(q); {
		switch {
		case plainP[i] == plainQ[j]:
			inP[i], inQ[j] = true, true
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	if 2*length[0][0] >= min(len(p), len(q)) {
		return runs(p, inP, false, "only"), runs(q, inQ, false, "only")
	}
	for i, w := range plainP { // few words in common: the order is no guide
		inP[i] = telling(w) && slices.Contains(plainQ, w)
	}
	for j, w := range plainQ {
		inQ[j] = telling(w) && slices.Contains(plainP, w)
	}
	return runs(p, inP, true, "both"), runs(q, inQ, true, "both")
}

func plain(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.TrimSpace(store.Plain(w))
	}
	return out
}

// telling reports whether a word in common says anything: small words are in every sentence.
func telling(w string) bool { return len(w) > 4 || strings.ContainsAny(w, "0123456789") }

// runs joins words that are marked or not alike.
func runs(words []string, in []bool, marked bool, mark string) []diffPiece {
	var out []diffPiece
	for i, w := range words {
		m := ""
		if in[i] == marked {
			m = mark
		}
		if n := len(out); n > 0 && out[n-1].Mark == m {
			out[n-1].Text += " " + w
			continue
		}
		out = append(out, diffPiece{w, m})
	}
	return out
}

// shared joins what aligned two items, each word once whatever its case.
func shared(terms []string) string {
	var out []string
	for _, t := range terms {
		if !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, t) }) {
			out = append(out, t)
		}
	}
	return strings.Join(out, ", ")
}

// differing lists the sorts of words in which two items differ.
func differing(w *ledger.Wording) []wordsRow {
	if w == nil {
		return nil
	}
	var out []wordsRow
	add := func(what string, a, b []string) {
		if len(a)+len(b) > 0 {
			out = append(out, wordsRow{what, cmp.Or(strings.Join(a, ", "), "—"), cmp.Or(strings.Join(b, ", "), "—")})
		}
	}
	if w.A.Speaker != w.B.Speaker {
		out = append(out, wordsRow{"speaker", speaks(w.A.Speaker), speaks(w.B.Speaker)})
	}
	add("verbs", w.A.Verbs, w.B.Verbs)
	add("modals", w.A.Modals, w.B.Modals)
	add("qualifiers", w.A.Qualifiers, w.B.Qualifiers)
	add("names", w.A.Names, w.B.Names)
	add("sums", w.A.Amounts, w.B.Amounts)
	add("dates", w.A.Dates, w.B.Dates)
	return out
}

// speaks says whose words an item is.
func speaks(who string) string {
	switch who {
	case "own":
		return "its own leader"
	case "other":
		return "the other’s leader"
	case "both":
		return "both"
	}
	return "nobody named"
}

// chooserView is the page on which two documents are chosen.
type chooserView struct {
	A       *sideView // chosen already
	B       string
	Others  []sideView // that tell of the same contact as A
	Pairs   []pairView // contacts of which two publishers tell
	Problem string
}

// pairView is a contact that several documents tell of.
type pairView struct {
	Day, Who, Mode string
	Docs           []sideView
}

// choose is the page on which two documents are chosen; with both it leads to their comparison.
func (s *Server) choose(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	a, b := documentOf(q.Get("a")), documentOf(q.Get("b"))
	if a != "" && b != "" {
		http.Redirect(w, r, "/compare/"+url.PathEscape(a)+"/"+url.PathEscape(b), http.StatusSeeOther)
		return
	}
	var v chooserView
	v.B = b
	contacts, _, err := s.store.List(r.Context(), store.Contacts, store.Filter{}, "", mostContacts)
	if err != nil {
		s.problem(w, r, err)
		return
	}
	if a != "" {
		d, err := s.store.Document(r.Context(), a)
		if err != nil {
			s.problem(w, r, err)
			return
		}
		v.A = &sideView{"A", a, headline(d), d.Source, d.Published, ""}
		if v.Others, err = s.others(r.Context(), a, d); err != nil {
			s.problem(w, r, err)
			return
		}
	}
	v.Pairs = pairs(contacts)
	s.show(w, r, http.StatusOK, "choose", "Compare two readouts", v)
}

// mostContacts is how many of the newest contacts are looked through for pairs.
const mostContacts = 300

// documentOf takes the id of a document out of what people paste: the id, or an address of its page.
func documentOf(s string) string {
	s = strings.TrimSpace(s)
	if at := strings.Index(s, "/documents/"); at >= 0 {
		s = s[at+len("/documents/"):]
	}
	if at := strings.IndexAny(s, "/?#-"); at >= 0 {
		s = s[:at]
	}
	return s
}

// others lists documents that tell of a contact that d tells of: the same countries, on days that may be one.
func (s *Server) others(ctx context.Context, id string, d *record.Document) ([]sideView, error) {
	var out []sideView
	n := newNamer(d)
	for _, c := range d.Contacts {
		in := n.countries(c.Participants)
		if c.Implied || len(in) < 2 {
			continue
		}
		f := store.Filter{Terms: []store.Term{{Key: "dyad", Values: []string{in[0] + "-" + in[1]}}}}
		f.From, f.To = ledger.Days(&c, d.Published)
		rows, _, err := s.store.List(ctx, store.Contacts, f, "", 50)
		if err != nil {
			return nil, err
		}
		for _, x := range rows {
			if x.DocID != id && ledger.Near(&c, d.Published, &x.Document.Contacts[x.Index], x.Document.Published) && !slices.ContainsFunc(out, func(o sideView) bool { return o.ID == x.DocID }) {
				out = append(out, sideView{"B", x.DocID, headline(x.Document), x.Document.Source, x.Document.Published, ""})
			}
		}
	}
	return out, nil
}

// countries lists the countries of entities, each once, in alphabetical order.
func (n *namer) countries(ids []string) []string {
	var out []string
	for _, id := range ids {
		if e := n.by[id]; e != nil && e.Country != "" && !slices.Contains(out, e.Country) {
			out = append(out, e.Country)
		}
	}
	slices.Sort(out)
	return out
}

// pairs lists the contacts between countries that more than one document tells of, copies aside.
func pairs(rows []store.Row) []pairView {
	rows = slices.DeleteFunc(rows, func(x store.Row) bool {
		c := &x.Document.Contacts[x.Index]
		return c.Implied || x.CopyOf != "" || len(newNamer(x.Document).countries(c.Participants)) < 2
	})
	var out []pairView
	for i, n := range desk.Together(rows) {
		x := &rows[i]
		c := &x.Document.Contacts[x.Index]
		if n == len(out) {
			out = append(out, pairView{Who: newNamer(x.Document).names(c.Participants...), Mode: c.Mode})
		}
		p := &out[n]
		if c.Date != nil {
			p.Day = cmp.Or(p.Day, c.Date.From) // one may not tell the day
		}
		if !slices.ContainsFunc(p.Docs, func(d sideView) bool { return d.ID == x.DocID }) {
			p.Docs = append(p.Docs, sideView{"", x.DocID, headline(x.Document), x.Document.Source, x.Document.Published, ""})
		}
	}
	return slices.DeleteFunc(out, func(p pairView) bool { return len(p.Docs) < 2 })
}
