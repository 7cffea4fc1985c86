package web

import (
	"cmp"
	"net/url"
	"regexp"
	"strings"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// party is somebody in a record, with the page that tells of him.
type party struct {
	Name, Code, Link string
	who              string // the same for the same person or body, whatever the office
	body             string // the same for all who act for one body: its actor code
}

// lineView is a record as the lists of pages show it: one form for all kinds, whose template is «record».
type lineView struct {
	Kind      store.Kind
	ID, Link  string // of the record; its place on the document's page
	Date      string // «2025-03-18», «2025-03 to 2025-05»; "" for none
	Who, Whom []party
	Title     string   // of a document
	Tags      []string // what kind of event, contact, act, status
	Class     string   // quad class of an event
	Fact      string
	Text      []passage // what the text says, what the record takes of it marked
	Claim     string    // «first since 2022-12»
	Sources   string    // who says so, where the text does not say it itself
	Publisher string
	Verdict   string
	Reports   []reportLink // further reports of the same occurrence
	Denied    string       // who says that it did not happen, where another report says that it did
}

// reportLink leads to a further report.
type reportLink struct {
	Publisher, Link string
	Copy            bool // of the text of another report
}

// reader reads rows, and looks entities up once a document.
type reader struct {
	entities map[*record.Document]map[string]*record.Entity
}

func newReader() *reader { return &reader{map[*record.Document]map[string]*record.Entity{}} }

func (x *reader) entity(d *record.Document, id string) *record.Entity {
	by := x.entities[d]
	if by == nil {
		by = make(map[string]*record.Entity, len(d.Entities))
		for i := range d.Entities {
			by[d.Entities[i].ID] = &d.Entities[i]
		}
		x.entities[d] = by
	}
	return by[id]
}

func (x *reader) parties(d *record.Document, ids []string) []party {
	var out []party
	for _, id := range ids {
		if e := x.entity(d, id); e != nil {
			who := cmp.Or(e.Ref, strings.ToLower(e.Name))
			out = append(out, party{e.Name, e.Actor, actorAddress(e.Ref, e.Actor, e.Name), who, cmp.Or(e.Actor, who)})
		}
	}
	return out
}

// code is an actor code: three or more capitals by threes.
var code = regexp.MustCompile(`^(?:[A-Z]{3})+$`)

// wikidata is an id of Wikidata.
var wikidata = regexp.MustCompile(`^Q[0-9]+$`)

// actorAddress is the page of an entity: by its Wikidata id, else its name, else its code. A state is known by its code.
func actorAddress(ref, actor, name string) string {
	id := ref
	switch {
	case ref != "":
	case len(actor) == 3:
		id = actor
	case name != "" && !code.MatchString(name) && !wikidata.MatchString(name):
		id = name
	default:
		id = actor
	}
	if id == "" {
		return ""
	}
	return "/actors/" + url.PathEscape(id)
}

// line reads the row of a kind.
func (x *reader) line(k store.Kind, r store.Row) lineView {
	d := r.Document
	v := lineView{Kind: k, ID: r.ID, Link: "/documents/" + r.DocID, Publisher: d.Source, Verdict: r.Verdict, Date: d.Published}
	if a := anchor(k, r); a != "" {
		v.Link += "#" + a
	}
	switch k {
	case store.Documents:
		v.Title = d.Title
	case store.Events:
		e := &d.Events[r.Index]
		v.dated(e.Date)
		v.Who, v.Whom = x.parties(d, e.Source), x.parties(d, e.Target)
		v.Text, v.Sources = passages(d, e.Evidence, e.Trigger), x.chains(d, e.Sources)
		v.Tags, v.Fact, v.Class = tags(strings.ToLower(e.Plover), e.Mode), e.Factuality, quadClass(e.Quad)
	case store.Statements:
		st := &d.Statements[r.Index]
		if st.Speaker != nil {
			v.Who = x.parties(d, []string{st.Speaker.Entity})
		}
		v.Tags, v.Text = tags(st.Act), said(d, st)
		for i := range d.Times {
			if t := &d.Times[i]; t.ID == st.Time && st.Time != "" {
				v.dated(&t.Interval)
			}
		}
		if len(st.Chain) > 1 {
			v.Sources = x.chains(d, []record.Chain{st.Chain})
		}
	case store.Contacts:
		c := &d.Contacts[r.Index]
		v.dated(c.Date)
		v.Who, v.Tags = x.parties(d, c.Participants), tags(c.Mode)
		v.Text, v.Sources = passages(d, c.Evidence), x.chains(d, c.Sources)
		if c.Mode == "" {
			v.Tags = []string{"contact"}
		}
		if c.Implied {
			v.Tags = append(v.Tags, "implied by a later one")
		}
		if f := c.FirstSince; f != nil {
			v.Claim = "first"
			if f.Date != nil {
				v.Claim = "first since " + strings.TrimPrefix(interval(f.Date), "until ")
			}
		}
	case store.Commitments:
		c := &d.Commitments[r.Index]
		v.Who, v.Whom = x.parties(d, c.Donor), x.parties(d, c.Recipient)
		v.Text, v.Sources = passages(d, c.Evidence), x.chains(d, c.Sources)
		v.Tags = tags(money(string(c.Value), c.Currency), c.Status, c.Type)
	case store.Positions:
		p := &d.Positions[r.Index]
		v.dated(p.Date)
		v.Who, v.Tags = x.parties(d, []string{p.Holder}), tags(p.Topic, strings.TrimPrefix(p.Continuity, "unknown"))
		for i := range d.Statements {
			if d.Statements[i].ID == p.Statement {
				v.Text = said(d, &d.Statements[i])
			}
		}
	case store.Entities:
		e := &d.Entities[r.Index]
		v.Who, v.Tags = x.parties(d, []string{e.ID}), tags(e.Kind, e.Role)
	}
	return v
}

func (v *lineView) dated(i *record.Interval) {
	if s := interval(i); s != "" {
		v.Date = s
	}
}

// interval writes an interval, what is the same once.
func interval(i *record.Interval) string {
	switch {
	case i == nil || i.From == "" && i.To == "":
		return ""
	case i.From == i.To || i.To == "":
		return i.From
	case i.From == "":
		return "until " + i.To
	case len(i.From) == 10 && len(i.To) == 10 && i.From[8:] == "01" && i.From[:7] == i.To[:7]:
		return i.From[:7]
	case strings.HasSuffix(i.From, "-01-01") && strings.HasSuffix(i.To, "-12-31"):
		if i.From[:4] == i.To[:4] {
			return i.From[:4]
		}
		return i.From[:4] + " to " + i.To[:4]
	}
	return i.From + " to " + i.To
}

func tags(words ...string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, strings.ReplaceAll(w, "_", " "))
		}
	}
	return out
}

// quadClass is the class that gives a quad class its colour.
func quadClass(quad int) string { return "quad-" + string(rune('0'+min(max(quad, 0), 4))) }
