// Package contact finds the contacts between leaders and governments: calls, video calls, meetings, visits,
// letters; who took part, how, when, where, at whose initiative, and how long since the contact before. It
// stands after events, statements and factuality, and fills doc.Contacts.
//
// Every word of a contact (data/lexicons/en/contact.txt) is first read by itself, with the parties that its
// own clause names. Then they are put together in order of the text: a word that points back («the call»,
// «the two leaders discussed») goes to the contact told of, one with other parties or another day makes a
// contact of its own. Plans, wishes and contacts that did not come about make none.
package contact

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
)

// Layer fills doc.Contacts. It is safe for concurrent use.
type Layer struct {
	words *words
	base  *actors.Base
}

// New reads the words of contacts in k. The actors say which government publishes a text.
func New(k fs.FS, base *actors.Base) (*Layer, error) {
	w, err := readWords(k)
	if err != nil {
		return nil, err
	}
	return &Layer{w, base}, nil
}

// Apply fills d.Contacts.
func (l *Layer) Apply(d *doc.Doc) {
	d.Contacts = nil
	if len(d.Sentences) == 0 || len(d.Entities) == 0 {
		return
	}
	r := newReader(l, d)
	r.hosts(l.base)
	for t := range d.Tokens {
		if n := r.note(doc.Tok(t)); n != nil {
			r.put(n)
		}
	}
	r.undated()
	r.titles()
	r.firsts()
	r.counts()
	r.write()
}

// reader is the state of one document.
type reader struct {
	*words
	d         *doc.Doc
	publisher string          // country of the government that publishes the text, "" for none
	titled    map[doc.Tok]int // mention by the tokens of its title
	eventAt   map[doc.Tok]int // event by its trigger
	calls     []*call
	elsewhere map[int]bool   // sentences of sport, markets or films, by where they begin
	alias     map[int]int    // an office without a name: who holds it, told by name elsewhere
	stateOf   map[string]int // state by its country
	noteAt    map[doc.Tok]*call
	order     []doc.Tok // the tokens of noteAt, in order
}

// note is one word of a contact in the text.
type note struct {
	tok     doc.Tok
	clause  int // of the word, or of the verb that carries it; None
	word    *word
	parties []int   // entities, members for groups, in order
	sides   [][]int // several contacts: the parties of each
	split   bool    // one of them
	back    bool    // points to a contact told of
	own     bool    // «previous», «another»: never the one told of
	sided   bool    // the other side is named beside the word
	during  bool    // «during the meeting»: the frame of what is told
	plural  bool
	mode    string
	sure    bool // the mode is in the words, not a default
	date    doc.Interval
	place   int
	begins  int     // initiator, None
	by      doc.Tok // «via videoconference», hung on a verb that is no contact; None
	event   int
}

// call is a contact while it is put together.
type call struct {
	notes   []*note
	parties []int
	mode    string
	sure    bool
	date    doc.Interval
	place   int
	begins  int
	event   int
	length  string
	first   *doc.FirstSince
	counted *doc.Counted
	gapText string
	gap     int // months that the text tells, 0 for none
	nearly  string
	prev    *call
	implied bool
	sources []doc.Chain
	span    doc.Span
	rule    string
}

func newReader(l *Layer, d *doc.Doc) *reader {
	r := &reader{words: l.words, d: d, publisher: l.base.Publisher(d.Source), titled: map[doc.Tok]int{}, eventAt: map[doc.Tok]int{}, noteAt: map[doc.Tok]*call{}, stateOf: map[string]int{}, alias: map[int]int{}, elsewhere: map[int]bool{}}
	for i, m := range d.Mentions {
		if m.Title.Empty() {
			continue
		}
		for t := m.Head - 1; t >= d.Sentences[d.SentenceOf(m.Head)].First && d.Tokens[t].Begin >= m.Title.Begin; t-- {
			if d.Tokens[t].End <= m.Title.End && d.Tokens[t].UPOS != "VERB" && (d.MentionOf(t) == doc.None || d.Mentions[d.MentionOf(t)].Form != "name") {
				r.titled[t] = i
			}
		}
	}
	for i, e := range d.Entities {
		if _, ok := r.stateOf[e.Country]; !ok && e.Kind == "state" {
			r.stateOf[e.Country] = i
		}
	}
	for _, n := range d.Notes {
		if n.Layer == "event" && strings.HasPrefix(n.Text, "sentence about ") && n.Text != "sentence about weather" {
			r.elsewhere[n.Begin] = true
		}
	}
	for i, e := range d.Events {
		if e.Plover != "CONSULT" {
			continue
		}
		r.eventAt[e.Trigger] = i
		for _, m := range e.Mentions {
			if t := r.tokenAt(m.Begin); t != doc.None {
				r.eventAt[t] = i
			}
		}
	}
	return r
}

// write turns the calls into doc.Contacts in order of the text.
func (r *reader) write() {
	slices.SortStableFunc(r.calls, func(a, b *call) int { return a.span.Begin - b.span.Begin })
	at := map[*call]int{}
	for i, c := range r.calls {
		at[c] = i
	}
	for _, c := range r.calls {
		x := doc.Contact{Event: c.event, Mode: r.thirdPlace(c), Participants: c.parties, Date: c.date, Place: c.place, Initiator: c.begins, Duration: c.length,
			FirstSince: c.first, Counted: c.counted, Previous: doc.None, Implied: c.implied, Sources: c.sources, Evidence: c.span, Rule: c.rule}
		if c.mode == "phone" || c.mode == "video" || c.mode == "letter" || c.mode == "message" {
			x.Place = doc.None
		}
		if c.prev != nil {
			x.Previous = at[c.prev]
			x.Gap = gap(c)
		}
		if !c.implied {
			x.Statements = r.statements(c)
			x.Topics = r.topics(c, x.Statements)
		}
		r.d.Contacts = append(r.d.Contacts, x)
	}
}
