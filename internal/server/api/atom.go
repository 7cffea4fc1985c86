package api

import (
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
)

// entriesOfFeed is how many records an Atom feed has.
const entriesOfFeed = 50

// atomFeed is a feed as RFC 4287 has it.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string   `xml:"id"`
	Title     string   `xml:"title"`
	Updated   string   `xml:"updated"`
	Published string   `xml:"published,omitempty"`
	Link      atomLink `xml:"link"`
	Source    string   `xml:"author>name,omitempty"`
	Content   struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	} `xml:"content"`
}

// atom answers with what an alert found. A record that is gone, as its text was coded anew, is left out.
func (s *Server) atom(w http.ResponseWriter, r *http.Request, _ query) error {
	name, ok := strings.CutSuffix(r.PathValue("name"), ".atom")
	as, err := s.Store.Alerts(r.Context())
	if err != nil {
		return err
	}
	i := slices.IndexFunc(as, func(a store.Alert) bool { return ok && a.Name == name })
	if i < 0 {
		return fmt.Errorf("alert %q: %w", name, store.ErrNotFound)
	}
	found, err := s.Store.Found(r.Context(), name, entriesOfFeed)
	if err != nil {
		return err
	}
	base := s.Base
	switch {
	case base != "":
	case r.TLS != nil:
		base = "https://" + r.Host
	default:
		base = "http://" + r.Host
	}
	a := as[i]
	f := atomFeed{ID: "urn:readout:alert:" + a.Name, Title: strings.TrimSpace("Readout: " + a.Name + ", " + string(a.Kind) + " " + a.Filter), Updated: a.Made.UTC().Format(time.RFC3339), Author: "Readout",
		Links: []atomLink{{"self", "application/atom+xml", base + r.URL.Path}, {"alternate", "text/html", base + "/" + string(a.Kind)}}}
	for _, x := range found {
		e, err := s.entry(r, a.Kind, x, base)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if len(f.Entries) == 0 {
			f.Updated = e.Updated
		}
		f.Entries = append(f.Entries, e)
	}
	b, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return err
	}
	return sendBytes(w, http.StatusOK, "application/atom+xml; charset=utf-8", append([]byte(xml.Header), append(b, '\n')...))
}

func (s *Server) entry(r *http.Request, k store.Kind, x store.Found, base string) (atomEntry, error) {
	_, row, err := desk.Find(r.Context(), s.Store, x.Record)
	if err != nil {
		return atomEntry{}, err
	}
	c := export.Cite(k, row)
	e := atomEntry{ID: "urn:readout:" + c.ID, Title: plainText(c.Says), Updated: x.At.UTC().Format(time.RFC3339), Link: atomLink{"alternate", "text/html", base + "/documents/" + c.Document}, Source: plainText(c.Publisher)}
	if c.Published != "" {
		e.Published = c.Published + "T00:00:00Z"
	}
	e.Content.Type, e.Content.Text = "text", plainText(strings.Join([]string{c.Says, "", c.Title + " · " + c.Publisher + " · " + c.Published, "Rule " + c.Rule + ", knowledge " + c.Knowledge}, "\n"))
	return e, nil
}

// plainText leaves out what XML cannot hold.
func plainText(s string) string {
	return strings.Map(func(c rune) rune {
		if c == '\t' || c == '\n' || c >= ' ' && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000 {
			return c
		}
		return -1
	}, s)
}
