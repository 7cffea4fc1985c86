package contact

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// put adds a note to the contact it tells of, or makes one of it.
func (r *reader) put(n *note) {
	if len(n.sides) > 0 {
		for _, s := range n.sides {
			one := *n
			one.parties, one.sides, one.split = s, nil, true
			r.put(&one)
		}
		return
	}
	if c := r.find(n); c != nil {
		r.join(c, n)
		return
	}
	if len(n.parties) < 2 || n.word.follow && n.clause == doc.None || !r.public(n.parties) || n.word.weak && (n.event == doc.None || !n.sided || r.told(n.parties)) {
		return
	}
	c := &call{begins: doc.None, place: doc.None, event: doc.None, parties: slices.Clone(n.parties), span: r.d.Sentences[r.d.SentenceOf(n.tok)].Span, rule: "contact/" + rule(n)}
	r.calls = append(r.calls, c)
	r.join(c, n)
}

func rule(n *note) string {
	if n.word.weak {
		return "exchange"
	}
	if n.mode == "" {
		return "talk"
	}
	return n.mode
}

// find returns the contact that n tells of, the latest first, nil for none.
func (r *reader) find(n *note) *call {
	recent := r.calls[max(0, len(r.calls)-32):]
	for _, c := range slices.Backward(recent) {
		if n.event != doc.None && c.event == n.event && !n.split {
			return c
		}
	}
	for _, c := range slices.Backward(recent) {
		if r.same(c, n) {
			return c
		}
	}
	return nil
}

// same reports whether n tells of c: no other parties, no other mode, no other day.
func (r *reader) same(c *call, n *note) bool {
	if !modesAgree(c, n) || !datesAgree(c.date, n.date) {
		return false
	}
	switch {
	case len(n.parties) < 2:
		return !n.own && (n.back || !n.plural) && (len(n.parties) == 0 || r.within(n.parties, c.parties))
	case n.own && n.date.Zero():
		return false
	}
	return r.within(n.parties, c.parties) || !n.word.weak && r.within(c.parties, n.parties)
}

// within reports whether every one of a is in b, or has its country there: «the two countries» for their
// leaders.
func (r *reader) within(a, b []int) bool {
	for _, x := range a {
		if !slices.Contains(b, x) && !slices.ContainsFunc(b, func(y int) bool { return r.standsFor(x, y) }) {
			return false
		}
	}
	return true
}

// standsFor reports whether one of x and y is the state or the government of the other, or an office without a
// name that the other may hold: «the President» of a title.
func (r *reader) standsFor(x, y int) bool {
	a, b := &r.d.Entities[x], &r.d.Entities[y]
	if a.Kind == "person" && b.Kind == "person" {
		return r.office(x) && r.mayHold(a, b) || r.office(y) && r.mayHold(b, a) || (a.Ref == "" || b.Ref == "") && r.mayHold(a, b) && namesakes(a.Name, b.Name)
	}
	return a.Country != "" && a.Country == b.Country
}

// office reports whether the text names e by an office only.
func (r *reader) office(e int) bool {
	ms := r.d.Entities[e].Mentions
	return r.d.Entities[e].Ref == "" && !slices.ContainsFunc(ms[:min(len(ms), 8)], func(m int) bool { return r.d.Mentions[m].Form == "name" })
}

// mayHold reports whether the person b may hold the office a.
func (r *reader) mayHold(a, b *doc.Entity) bool {
	return (a.Country == "" || b.Country == "" || a.Country == b.Country) && (a.Role == "" || b.Role == "" || a.Role == b.Role)
}

// namesakes reports whether two names share a word of more than three letters: «Kishida Fumio» and «Fumio
// Kishida», «Kishida».
func namesakes(a, b string) bool {
	for _, w := range strings.Fields(a) {
		if len(w) > 3 && slices.Contains(strings.Fields(b), w) {
			return true
		}
	}
	return false
}

// told reports whether the parties have a contact already.
func (r *reader) told(parties []int) bool {
	return slices.ContainsFunc(r.calls, func(c *call) bool { return r.within(parties, c.parties) })
}

func modesAgree(c *call, n *note) bool {
	if c.mode == "" || n.mode == "" || c.mode == n.mode || kin(c.mode, n.mode) {
		return true
	}
	return !c.sure && (len(n.parties) > 1 || n.during) || !n.sure
}

// kin reports whether two modes may be those of one contact: a meeting on a visit, a video call.
func kin(a, b string) bool {
	group := func(m string) int {
		switch m {
		case "phone", "video":
			return 1
		case "meeting", "visit", "host", "third-place":
			return 2
		}
		return 3
	}
	return group(a) == group(b) || a == "video" && b == "meeting" || a == "meeting" && b == "video"
}

func datesAgree(a, b doc.Interval) bool {
	if a.Zero() || b.Zero() {
		return true
	}
	return (a.To == "" || b.From == "" || b.From <= a.To) && (b.To == "" || a.From == "" || a.From <= b.To)
}

// join adds what n tells to c.
func (r *reader) join(c *call, n *note) {
	c.notes = append(c.notes, n)
	if r.noteAt[n.tok] == nil {
		r.noteAt[n.tok] = c
		r.order = append(r.order, n.tok)
	}
	if len(n.parties) >= 2 && !n.word.weak {
		for _, p := range n.parties {
			i := slices.IndexFunc(c.parties, func(y int) bool { return y == p || r.standsFor(p, y) })
			switch {
			case i < 0:
				c.parties = append(c.parties, p)
			case r.d.Entities[p].Kind == "person" && (r.d.Entities[c.parties[i]].Kind != "person" || r.office(c.parties[i])):
				c.parties[i] = p // the leader for the state, the name for the office
			}
		}
	}
	if n.mode != "" && (c.mode == "" || n.sure && !c.sure && (kin(c.mode, n.mode) || n.during) || c.mode == "meeting" && n.mode == "video") {
		c.mode, c.sure = n.mode, n.sure
	}
	if c.date.Zero() {
		c.date = n.date
		if c.date.Zero() && len(c.notes) == 1 {
			c.date = r.today(c, n)
		}
	}
	if c.place == doc.None {
		c.place = n.place
	}
	if c.begins == doc.None {
		c.begins = r.initiator(c, n)
	}
	if c.length == "" {
		c.length = r.length(n)
	}
	if c.event == doc.None {
		c.event = n.event
	}
	if n.event != doc.None {
		for _, s := range r.d.Events[n.event].Sources {
			c.sources = addChain(c.sources, s)
		}
	}
}

// today dates an official text's own contact by the day of publication, where the text does not date it.
func (r *reader) today(c *call, n *note) doc.Interval {
	if r.publisher == "" || len(r.calls) > 1 && !n.split || n.own || r.d.Published == "" {
		return doc.Interval{}
	}
	first := r.d.Sentences[r.d.SentenceOf(n.tok)].Paragraph == 0
	if !first && !slices.ContainsFunc(c.parties, func(p int) bool { k := r.d.Entities[p].Country; return k == r.publisher || k == "" }) {
		return doc.Interval{}
	}
	return doc.Interval{From: r.d.Published, To: r.d.Published, Grain: "day"}
}

// public reports whether the parties make a contact of states: two of them at least are states, international
// bodies or hold offices; one is enough where a government tells of its own contact.
func (r *reader) public(parties []int) bool {
	n := 0
	for _, p := range parties {
		e := &r.d.Entities[p]
		switch {
		case e.Kind == "state", strings.HasPrefix(e.Actor, "IGO"), political(e.Actor), e.Kind == "person" && r.titledPerson(p):
			n++
		}
	}
	return n > 1 || n == 1 && r.publisher != ""
}

// political reports whether an actor code is that of a government, a parliament, an army, a party, or an armed
// group.
func political(code string) bool {
	if len(code) < 6 {
		return false
	}
	switch code[3:6] {
	case "GOV", "MIL", "LEG", "OPP", "REB", "PTY", "SEP", "INS", "SPY", "ELI":
		return true
	}
	return false
}

// titledPerson reports whether the text gives the person a title of office.
func (r *reader) titledPerson(e int) bool {
	ms := r.d.Entities[e].Mentions
	return slices.ContainsFunc(ms[:min(len(ms), 8)], func(m int) bool {
		x := &r.d.Mentions[m]
		return r.is("office", x.Role) && (!x.Title.Empty() || x.Form == "nominal")
	})
}

func addChain(cs []doc.Chain, c doc.Chain) []doc.Chain {
	if slices.ContainsFunc(cs, func(x doc.Chain) bool { return slices.Equal(x, c) }) {
		return cs
	}
	return append(cs, c)
}
