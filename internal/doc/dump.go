package doc

import (
	"fmt"
	"strings"
)

// Layers names what Dump prints, in the order in which the layers fill it.
var Layers = []string{"tokens", "trees", "clauses", "mentions", "entities", "times", "amounts", "places", "actors",
	"statements", "events", "predicates", "contacts", "commitments", "positions"}

// Dump prints what one layer made, one annotation a line. `readout inspect` and the golden files of
// every layer's tests show exactly this. It returns "" for a name that is not in Layers.
func (d *Doc) Dump(layer string) string {
	w := &dumper{d: d}
	switch layer {
	case "tokens":
		w.tokens()
	case "trees":
		w.trees()
	case "clauses":
		w.clauses()
	case "mentions":
		w.mentions()
	case "entities":
		w.entities()
	case "times":
		w.times()
	case "amounts":
		w.amounts()
	case "places":
		w.places()
	case "actors":
		w.actors()
	case "statements":
		w.statements()
	case "events":
		w.events()
	case "predicates":
		w.predicates()
	case "contacts":
		w.contacts()
	case "commitments":
		w.commitments()
	case "positions":
		w.positions()
	}
	return w.b.String()
}

type dumper struct {
	d *Doc
	b strings.Builder
}

func (w *dumper) line(format string, args ...any) {
	fmt.Fprintf(&w.b, format, args...)
}

// field prints « key=value» unless the value is empty.
func (w *dumper) field(key, value string) {
	if value != "" {
		fmt.Fprintf(&w.b, " %s=%s", key, value)
	}
}

func (w *dumper) flag(key string, on bool) {
	if on {
		fmt.Fprintf(&w.b, " %s", key)
	}
}

func (w *dumper) quoted(key string, s Span) {
	if !s.Empty() {
		fmt.Fprintf(&w.b, " %s=%q", key, w.d.Str(s))
	}
}

func (w *dumper) end() { w.b.WriteByte('\n') }

func (w *dumper) tokens() {
	for i, s := range w.d.Sentences {
		w.line("sentence %d", i+1)
		w.flag("headline", s.Headline)
		for t := s.First; t < s.End; t++ {
			if w.d.Tokens[t].Joined {
				w.line("|%s", w.d.Form(t))
			} else {
				w.line(" %s", w.d.Form(t))
			}
		}
		w.end()
	}
}

func (w *dumper) trees() {
	for i, s := range w.d.Sentences {
		w.line("sentence %d\n", i+1)
		for t := s.First; t < s.End; t++ {
			k := &w.d.Tokens[t]
			head := 0
			if k.Head != None {
				head = int(k.Head-s.First) + 1
			}
			w.line("\t%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t%s\n", t-s.First+1, w.d.Form(t), k.Lemma, k.UPOS, k.XPOS, k.Feats, head, k.Rel, k.Label)
		}
	}
}

var (
	kindNames  = [...]string{"verb", "noun", "predicated"}
	roleNames  = [...]string{"subject", "object", "recipient", "oblique", "content"}
	tenseNames = [...]string{"", "past", "present", "future"}
	linkNames  = [...]string{"root", "complement", "adverbial", "relative", "coordinated", "parataxis", "argument"}
)

func (k ClauseKind) String() string { return kindNames[k] }
func (r Role) String() string       { return roleNames[r] }
func (t Tense) String() string      { return tenseNames[t] }
func (l Link) String() string       { return linkNames[l] }

func (w *dumper) clauses() {
	for i := range w.d.Clauses {
		c := &w.d.Clauses[i]
		w.line("c%d %s %q", i+1, c.Kind, c.Lemma)
		if c.Light != None {
			w.field("light", w.d.Form(c.Light))
		}
		w.field("tense", c.Tense.String())
		w.flag("passive", c.Passive)
		w.flag("progressive", c.Progressive)
		w.flag("perfect", c.Perfect)
		w.flag("imperative", c.Imperative)
		w.flag("question", c.Question)
		if c.Neg != None {
			w.field("neg", w.d.Form(c.Neg))
		}
		w.field("modal", c.Modal)
		w.field("link", c.Link.String())
		if c.Up != None {
			w.line(" up=c%d", c.Up+1)
		}
		w.field("mark", c.Mark)
		w.line(" rule=%s\n", c.Rule)
		for _, a := range c.Args {
			w.line("\t%s", a.Role)
			w.field("prep", a.Prep)
			w.line(" %q", w.d.Form(a.Tok))
			if a.Clause != None {
				w.line(" =c%d", a.Clause+1)
			}
			w.field("via", a.Via)
			w.end()
		}
	}
}

func (w *dumper) mentions() {
	for _, m := range w.d.Mentions {
		w.line("%q %s", w.d.Str(m.Span), m.Form)
		w.field("kind", m.Kind)
		w.quoted("title", m.Title)
		w.field("reading", m.Reading)
		w.field("number", m.Number)
		w.field("gender", m.Gender)
		w.field("key", m.Key)
		w.field("role", m.Role)
		w.line(" rule=%s\n", m.Rule)
	}
}

func (w *dumper) ids(key, prefix string, ids []int) {
	if len(ids) == 0 {
		return
	}
	w.line(" %s=", key)
	for i, x := range ids {
		if i > 0 {
			w.b.WriteByte(',')
		}
		w.line("%s%d", prefix, x+1)
	}
}

func (w *dumper) id(key, prefix string, id int) {
	if id >= 0 {
		w.line(" %s=%s%d", key, prefix, id+1)
	}
}

// party prints who an entity is.
func (w *dumper) party(i int) {
	e := &w.d.Entities[i]
	w.line("e%d %q", i+1, e.Name)
	w.field("kind", e.Kind)
	w.field("actor", e.Actor)
	w.field("country", e.Country)
	if e.Role != "" {
		w.line(" role=%q", e.Role)
	}
	w.field("as_of", string(e.OfficeAsOf))
	w.field("ref", e.Ref)
}

func (w *dumper) entities() {
	for i, e := range w.d.Entities {
		w.party(i)
		w.ids("members", "e", e.Members)
		w.field("rule", e.Rule)
		w.end()
		for _, m := range e.Mentions {
			w.line("\t%q %s\n", w.d.Str(w.d.Mentions[m].Span), w.d.Mentions[m].Form)
		}
	}
}

func (w *dumper) interval(key string, v Interval) {
	if !v.Zero() {
		w.line(" %s=%s..%s", key, v.From, v.To)
	}
	w.field("grain", v.Grain)
}

func (w *dumper) times() {
	for i, t := range w.d.Times {
		w.line("t%d %q %s", i+1, w.d.Str(t.Span), t.Kind)
		w.interval("value", t.Interval)
		w.field("mod", t.Mod)
		w.field("duration", t.Duration)
		w.field("timex", t.Timex)
		w.id("anchor", "ev", t.Anchor)
		w.line(" rule=%s\n", t.Rule)
	}
}

func (w *dumper) amounts() {
	for i, a := range w.d.Amounts {
		w.line("a%d %q %s", i+1, w.d.Str(a.Span), a.Kind)
		w.field("value", a.Value)
		w.field("min", a.Min)
		w.field("max", a.Max)
		w.field("currency", a.Currency)
		w.field("unit", a.Unit)
		w.field("approx", a.Approx)
		w.flag("assumed", a.Assumed)
		w.id("same_as", "a", a.SameAs)
		if a.OffRate != 0 {
			w.field("off_rate", fmt.Sprint(a.OffRate))
		}
		w.line(" rule=%s\n", a.Rule)
	}
}

func (w *dumper) places() {
	for i, e := range w.d.Entities {
		if e.Place == nil {
			continue
		}
		w.line("e%d %q geonameid=%d country=%s admin1=%s %.4f,%.4f %s\n", i+1, e.Name, e.Place.GeonameID, e.Place.Country, e.Place.Admin1, e.Place.Lat, e.Place.Lon, e.Place.Grain)
	}
}

// actors prints what the actor layer says of each entity, on one line each.
func (w *dumper) actors() {
	for i := range w.d.Entities {
		w.party(i)
		w.end()
	}
}

func (w *dumper) chain(c Chain) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, x := range c {
		if i > 0 {
			b.WriteByte(' ')
		}
		switch {
		case x == Unnamed:
			b.WriteByte('?')
		case x >= 0 && x < len(w.d.Entities):
			fmt.Fprintf(&b, "%q", w.d.Entities[x].Name)
		}
	}
	b.WriteByte(']')
	return b.String()
}

func (w *dumper) chains(cs []Chain) {
	for _, c := range cs {
		w.field("source", w.chain(c))
	}
}

func (w *dumper) statements() {
	for i, s := range w.d.Statements {
		w.line("st%d %s", i+1, s.Kind)
		w.quoted("speaker", s.Speaker)
		w.quoted("cue", s.Cue)
		for _, c := range s.Content {
			w.quoted("content", c)
		}
		for _, q := range s.Quotes {
			w.quoted("quote", q)
		}
		w.field("act", s.Act)
		if len(s.Chain) > 0 {
			w.field("chain", w.chain(s.Chain))
		}
		w.id("within", "st", s.Within)
		w.field("hedge", s.Hedge)
		w.flag("negated", s.Negated)
		w.field("topics", strings.Join(s.Topics, ","))
		w.when(s.When)
		w.line(" rule=%s\n", s.Rule)
	}
}

func (w *dumper) when(x When) {
	if x.By != "" {
		w.interval("when", x.Interval)
		w.field("by", x.By)
	}
}

func (w *dumper) names(key string, ids []int) {
	if len(ids) == 0 {
		return
	}
	w.field(key, w.chain(ids))
}

func (w *dumper) events() {
	for i, e := range w.d.Events {
		w.line("ev%d %q", i+1, w.d.Str(e.TriggerSpan))
		w.names("source", e.Source)
		w.names("target", e.Target)
		w.flag("symmetric", e.Symmetric)
		w.field("plover", e.Plover)
		w.field("mode", e.Mode)
		w.field("contexts", strings.Join(e.Contexts, ","))
		w.field("cameo", e.CAMEO)
		w.interval("date", e.Date)
		w.when(e.When)
		w.id("place", "e", e.Place)
		w.ids("amounts", "a", e.Amounts)
		w.field("factuality", e.Factuality)
		w.chains(e.Sources)
		w.line(" rule=%s\n", e.Rule)
		for _, m := range e.Mentions {
			w.line("\tmention %q\n", w.d.Str(m.Span))
		}
	}
}

func (w *dumper) predicates() {
	for i, p := range w.d.Predicates {
		w.line("%q %s", w.d.Form(w.d.Clauses[i].Pred), p.Factuality)
		if len(p.Sources) > 0 {
			w.field("source", w.chain(p.Sources))
		}
		w.line(" rule=%s\n", p.Rule)
	}
}

func (w *dumper) contacts() {
	for i, c := range w.d.Contacts {
		w.line("c%d", i+1)
		w.id("event", "ev", c.Event)
		w.field("mode", c.Mode)
		w.names("participants", c.Participants)
		w.interval("date", c.Date)
		if c.Initiator >= 0 {
			w.names("initiator", []int{c.Initiator})
		}
		w.field("duration", c.Duration)
		w.field("topics", strings.Join(c.Topics, ","))
		if k := c.Counted; k != nil {
			w.line(" counted=%d", k.N)
			w.interval("counted_since", k.Since)
		}
		if c.FirstSince != nil {
			w.interval("first_since", c.FirstSince.Date)
		}
		if c.Gap != nil {
			w.line(" gap=%d-%d", c.Gap.Months[0], c.Gap.Months[1])
		}
		w.id("previous", "c", c.Previous)
		w.flag("implied", c.Implied)
		w.line(" rule=%s\n", c.Rule)
	}
}

func (w *dumper) commitments() {
	for i, c := range w.d.Commitments {
		w.line("k%d %s", i+1, c.Kind)
		w.field("type", c.Type)
		w.names("donor", c.Donor)
		w.names("recipient", c.Recipient)
		w.ids("amounts", "a", c.Amounts)
		w.field("value", c.Value)
		w.field("currency", c.Currency)
		w.field("status", c.Status)
		w.interval("period", c.Period)
		w.chains(c.Sources)
		w.line(" rule=%s\n", c.Rule)
	}
}

func (w *dumper) positions() {
	for i, p := range w.d.Positions {
		w.line("p%d", i+1)
		w.names("holder", []int{p.Holder})
		w.line(" topic=%q", p.Topic)
		w.id("statement", "st", p.Statement)
		w.field("continuity", p.Continuity)
		w.field("since", p.Since)
		w.line(" rule=%s\n", p.Rule)
	}
	for i, s := range w.d.Shifts {
		w.line("s%d", i+1)
		w.names("holder", []int{s.Holder})
		w.line(" topic=%q", s.Topic)
		w.ids("from", "p", s.From)
		w.ids("to", "p", s.To)
		w.line(" rule=%s\n", s.Rule)
	}
	for _, a := range w.d.Agreements {
		w.line("agreement st%d", a.Statement+1)
		w.names("parties", a.Parties)
		w.names("claimed_by", a.ClaimedBy)
		w.flag("one_sided", a.OneSided)
		w.line(" rule=%s\n", a.Rule)
	}
}
