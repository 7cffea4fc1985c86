package commitment

import (
	"slices"
	"sort"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// write makes a commitment of p.
func (r *reader) write(p *pledge) {
	k := doc.Commitment{Event: doc.None, Kind: p.thing.kind, Type: p.thing.typ, Amounts: p.amounts, Status: p.status, Evidence: r.evidence(p),
		Sources: r.sources(p), Condition: r.condition(p), Rule: "commitment/" + ruleNames[p.word.class]}
	if k.Kind == "" {
		k.Kind = "contact"
	}
	if k.Kind == "contact" {
		k.Type = ""
	}
	if p.status != "conditional" && p.status != "intended" && p.status != "pledged" && p.status != "proposed" {
		k.Condition = ""
	}
	e := r.event(p)
	k.Event = e
	k.Period = r.period(p)
	if k.Period.Zero() && e != doc.None && (p.status == "delivered" || p.status == "committed") {
		k.Period = r.d.Events[e].Date
	}
	if k.Condition != "" && (k.Status == "intended" || k.Status == "pledged") {
		k.Status = "conditional"
	}
	for _, a := range p.amounts {
		if x := &r.d.Amounts[a]; x.Kind == "money" && x.Value != "" {
			k.Value, k.Currency = x.Value, x.Currency
			break
		}
	}
	k.Donor = r.donor(p, e)
	k.Recipient = r.recipient(p, e, k.Donor)
	if len(k.Donor) == 0 || k.Kind == "contact" && len(k.Donor) < 2 && len(k.Recipient) == 0 && r.d.Entities[k.Donor[0]].Kind != "group" {
		return
	}
	if !slices.ContainsFunc(k.Donor, r.public) {
		return
	}
	if k.Kind == "contact" && len(k.Donor) > 1 {
		k.Recipient = nil
	}
	if k.Kind != "contact" && !r.abroad(&k) || k.Kind == "troops" && r.home(&k, p) {
		return
	}
	head := ""
	if p.object != doc.None {
		head = r.d.Tokens[p.object].Lemma
	}
	if r.retold(&k, head) {
		return
	}
	r.d.Commitments = append(r.d.Commitments, k)
	r.heads = append(r.heads, head)
}

// abroad reports whether what is given goes from one state or body to another: a city's grant to its school
// is no commitment of states. Arms and troops count without a recipient, sums do not.
func (r *reader) abroad(k *doc.Commitment) bool {
	for _, e := range k.Recipient {
		x := &r.d.Entities[e]
		if x.Country == "" && x.Actor == "" && x.Place == nil && k.Kind != "weapons" && k.Kind != "troops" {
			continue
		}
		if !slices.ContainsFunc(k.Donor, func(d int) bool { c := r.d.Entities[d].Country; return c != "" && c == x.Country }) {
			return true
		}
	}
	if len(k.Recipient) > 0 {
		return k.Kind == "weapons" || k.Kind == "troops"
	}
	return k.Kind == "weapons" || k.Kind == "troops" || slices.ContainsFunc(k.Donor, func(d int) bool {
		x := &r.d.Entities[d]
		return k.Kind == "aid" && (x.Kind == "state" || strings.HasPrefix(x.Actor, "IGO"))
	})
}

// home reports whether troops only move at home, or go to nobody who is told: «the army has sent 5,000 soldiers to the
// province» is no commitment of states.
func (r *reader) home(k *doc.Commitment, p *pledge) bool {
	own := func(country string) bool {
		return slices.ContainsFunc(k.Donor, func(d int) bool { return r.d.Entities[d].Country == country })
	}
	for _, e := range k.Recipient {
		if x := &r.d.Entities[e]; x.Kind == "organisation" || x.Country != "" && !own(x.Country) {
			return false
		}
	}
	if k.Status == "delivered" {
		return true
	}
	for _, t := range append(r.d.Clauses[p.clause].Obliques("to", "in", "into", "at", "along", "on"), r.deep(p.object)...) {
		if e := r.d.EntityOf(t); e >= 0 && r.d.Entities[e].Country != "" && own(r.d.Entities[e].Country) {
			return true
		}
	}
	return false
}

// recent is how many commitments back one may be told again.
const recent = 16

// retold reports whether k tells a commitment of the text again, a headline's in its lead: the same parties,
// kind and status, and no other sum or thing. What it tells beside goes to the first.
func (r *reader) retold(k *doc.Commitment, head string) bool {
	for i := len(r.d.Commitments) - 1; i >= max(0, len(r.d.Commitments)-recent); i-- {
		o := &r.d.Commitments[i]
		if o.Status != k.Status {
			continue
		}
		if r.sameSum(o, k) {
			if o.Kind == "money" {
				o.Kind, o.Type = k.Kind, k.Type
			}
		} else if o.Kind != k.Kind || !slices.Equal(o.Donor, k.Donor) || len(o.Recipient) > 0 && len(k.Recipient) > 0 && !slices.Equal(o.Recipient, k.Recipient) ||
			o.Value != "" && k.Value != "" && (o.Value != k.Value || o.Currency != k.Currency) || k.Kind != "contact" && head != r.heads[i] && (o.Value == "" || k.Value == "") {
			continue
		}
		if len(o.Recipient) == 0 {
			o.Recipient = k.Recipient
		}
		if len(o.Amounts) == 0 {
			o.Amounts, o.Value, o.Currency = k.Amounts, k.Value, k.Currency
		}
		if o.Period.Zero() {
			o.Period = k.Period
		}
		for _, s := range k.Sources {
			if !slices.ContainsFunc(o.Sources, func(c doc.Chain) bool { return slices.Equal(c, s) }) {
				o.Sources = append(o.Sources, s)
			}
		}
		return true
	}
	return false
}

// sameSum reports whether two commitments are of one sum to one recipient by donors of one country or body: «EU
// leaders» and «the leaders of the European Union», «aid» and «a package».
func (r *reader) sameSum(a, b *doc.Commitment) bool {
	kinds := map[string]bool{"money": true, "aid": true}
	if a.Value == "" || a.Value != b.Value || a.Currency != b.Currency || !slices.Equal(a.Recipient, b.Recipient) || a.Kind != b.Kind && !(kinds[a.Kind] && kinds[b.Kind]) {
		return false
	}
	x, y := &r.d.Entities[a.Donor[0]], &r.d.Entities[b.Donor[0]]
	return x == y || x.Country != "" && x.Country == y.Country || x.Actor != "" && y.Actor != "" && (strings.HasPrefix(x.Actor, y.Actor) || strings.HasPrefix(y.Actor, x.Actor))
}

var ruleNames = map[class]string{give: "give", keep: "contact", operator: "promise"}

// event returns the event of the giving, else of the promise, None for none.
func (r *reader) event(p *pledge) int {
	for _, i := range p.path {
		if e, ok := r.events[i]; ok {
			return e
		}
	}
	return doc.None
}

// donor returns who gives: the state for its leader, its troops or its capital.
func (r *reader) donor(p *pledge, e int) []int {
	said := false
	c := &r.d.Clauses[p.clause]
	if up := c.Up; up != doc.None && !c.Passive && r.sets["accuse"][r.d.Clauses[up].Lemma] { // «accused Sudan of having shipped arms»
		if es := r.parties(r.d.Clauses[up].All(doc.Object)); len(es) > 0 {
			return r.states(es)
		}
	}
	for _, i := range p.path {
		c := &r.d.Clauses[i]
		if i != p.clause && i > p.top && c.Kind == doc.Verbal && r.verbs[c.Lemma] != nil && r.verbs[c.Lemma].class == speak {
			continue
		}
		if es := r.doers(c); len(es) > 0 {
			return r.states(es)
		}
		said = said || len(c.All(doc.Subject)) > 0
	}
	if p.object != doc.None { // «French troops could be deployed»
		if owner := r.owner(p.object); owner != doc.None {
			return []int{owner}
		}
	}
	if ch := r.chain(p); !said && (c.Passive || c.Kind != doc.Verbal || p.top != p.clause) && len(ch) > 0 && ch[len(ch)-1] >= 0 {
		return r.states([]int{ch[len(ch)-1]})
	}
	if e != doc.None && len(r.d.Events[e].Source) > 0 {
		return r.states(r.d.Events[e].Source)
	}
	return nil
}

// doers returns the parties that do what c says. A subject that is itself predicated of somebody stands for
// whom it is said of: «France is a supporter of Ukraine, committing …».
func (r *reader) doers(c *doc.Clause) []int {
	var ts []doc.Tok
	for _, t := range c.All(doc.Subject) {
		if i := r.d.ClauseOf(t); i != doc.None && r.d.Clauses[i].Kind == doc.Predicated && i != r.d.ClauseOf(c.Pred) {
			ts = append(ts, r.d.Clauses[i].All(doc.Subject)...)
			continue
		}
		ts = append(ts, t)
	}
	return r.parties(ts)
}

// states names the state for a person in office or its forces, where the text has the state; a group by its
// members.
func (r *reader) states(es []int) []int {
	var out []int
	for _, e := range es {
		if m := r.d.Entities[e].Members; len(m) > 1 {
			out = append(out, m...)
			continue
		}
		out = append(out, r.state(e))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (r *reader) state(e int) int {
	x := &r.d.Entities[e]
	if x.Country == "" || x.Kind == "state" || x.Kind == "person" && x.Role == "" || x.Kind == "organisation" && !strings.HasPrefix(x.Actor, x.Country) {
		return e
	}
	if s, ok := r.stateOf[x.Country]; ok {
		return s
	}
	return e
}

// owner returns the state whose adjective or possessive stands before the noun at t, or None.
func (r *reader) owner(t doc.Tok) int {
	s := r.phrase(t)
	from := sort.Search(len(r.d.Mentions), func(i int) bool { return r.d.Mentions[i].Begin >= s.Begin })
	for i := from; i < len(r.d.Mentions) && r.d.Mentions[i].Begin < r.d.Tokens[t].End; i++ {
		if e := r.d.Mentions[i].Entity; e >= 0 && r.d.Entities[e].Kind == "state" {
			return e
		}
	}
	if e := r.d.EntityOf(t); e >= 0 && r.d.Entities[e].Country != "" {
		if s := r.state(e); s != e {
			return s
		}
	}
	return doc.None
}

// recipient returns to whom the pledge is made.
func (r *reader) recipient(p *pledge, e int, donor []int) []int {
	c := &r.d.Clauses[p.clause]
	if p.thing.kind == "contact" || p.object == doc.None {
		return without(r.parties(append(c.All(doc.Object), c.Obliques("with", "to")...)), donor)
	}
	var ts []doc.Tok
	ts = append(ts, c.All(doc.Recipient)...)
	if p.word.class == give && !slices.Contains(c.All(doc.Object), p.object) {
		ts = append(ts, c.All(doc.Object)...)
	}
	ts = append(ts, c.Obliques("to", "for", "in", "into", "with", "towards", "toward")...)
	if p.object != doc.None {
		ts = append(ts, r.deep(p.object)...)
	}
	if es := without(r.parties(ts), donor); len(es) > 0 {
		return es
	}
	if e != doc.None {
		if es := without(r.states(r.d.Events[e].Target), donor); len(es) > 0 {
			return es
		}
	}
	for _, i := range append(p.path[1:], c.Up) { // «a supporter of Ukraine, committing …»
		if i == doc.None {
			continue
		}
		up := &r.d.Clauses[i]
		if es := without(r.parties(append(append(up.All(doc.Object), up.All(doc.Recipient)...), up.Obliques("of", "to", "for")...)), donor); len(es) > 0 {
			return es
		}
	}
	return nil
}

// deep returns the dependents of t, and of the things it holds, that name who is to have it.
func (r *reader) deep(t doc.Tok) []doc.Tok {
	var out []doc.Tok
	for _, c := range r.d.Children(t) {
		switch r.d.Preposition(c) {
		case "to", "for", "towards", "toward", "into":
			out = append(out, c)
		case "in", "of", "worth", "with":
			out = append(out, c)
			out = append(out, r.under(c, "to", "for")...)
		}
	}
	return out
}

// parties returns the states, organisations, persons and peoples that the tokens head.
func (r *reader) parties(ts []doc.Tok) []int {
	var out []int
	for _, t := range ts {
		e := r.d.EntityOf(t)
		if e < 0 {
			continue
		}
		switch r.d.Entities[e].Kind {
		case "person", "organisation", "state", "people", "group":
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// public reports whether e is a state, an international body or holds an office.
func (r *reader) public(e int) bool {
	x := &r.d.Entities[e]
	return x.Kind == "state" || x.Actor != "" && (x.Role != "" || x.Kind != "person") || len(x.Members) > 0
}

func without(es, drop []int) []int {
	var out []int
	for _, e := range es {
		if !slices.Contains(drop, e) {
			out = append(out, e)
		}
	}
	return out
}
