package export

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/openreadout/readout/record"
)

// GDELT's rows are one for each date, pair of actors, code and place, with counts of the documents that report
// it: an event told by five papers is one row with five articles, and five mentions. Tone is not ours to
// tell: those columns are 0.

// gdeltRow is a row while its documents are counted.
type gdeltRow struct {
	id             uint64
	day            string
	a, b           actor
	code           string
	quad           int
	goldstein      string
	root           bool
	mentions, docs int
	place          *record.Entity
	url            string
	publishers     map[string]bool
}

type gdelt struct {
	x        *Exporter
	two      bool
	events   *file
	mentions *file
	rows     map[string]*gdeltRow
	order    []*gdeltRow
}

func newGDELT1(x *Exporter) (sink, error) { return newGDELT(x, false) }
func newGDELT2(x *Exporter) (sink, error) { return newGDELT(x, true) }

func newGDELT(x *Exporter, two bool) (sink, error) {
	g := &gdelt{x: x, two: two, rows: map[string]*gdeltRow{}}
	var err error
	if g.events, err = x.create("events.export.CSV", gdeltColumns(two)...); err != nil {
		return nil, err
	}
	if two {
		g.mentions, err = x.create("mentions.CSV", "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID", "Actor1CharOffset",
			"Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras")
	}
	return g, err
}

func gdeltColumns(two bool) []string {
	out := []string{"GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"}
	for _, a := range []string{"Actor1", "Actor2"} {
		for _, c := range []string{"Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code"} {
			out = append(out, a+c)
		}
	}
	out = append(out, "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone")
	for _, g := range []string{"Actor1Geo_", "Actor2Geo_", "ActionGeo_"} {
		for _, c := range []string{"Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"} {
			if c != "ADM2Code" || two {
				out = append(out, g+c)
			}
		}
	}
	return append(out, "DATEADDED", "SOURCEURL")
}

func (g *gdelt) document(it *item) error {
	for _, e := range it.events {
		day := it.day(e)
		if day == "" || e.CAMEO == "" {
			g.x.left++ // a row of GDELT has a day and a code
			continue
		}
		for _, p := range it.pairs(e) {
			r := g.row(it, e, day, p)
			r.docs++
			r.mentions += 1 + len(e.Mentions)
			r.publishers[it.d.Source] = true
			r.root = r.root || it.sentence(e.Trigger) == 1
			if err := g.mention(it, e, r, p); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *gdelt) row(it *item, e event, day string, p [2]*record.Entity) *gdeltRow {
	a, b := g.x.actor(p[0]), g.x.actor(p[1])
	place := it.site(e)
	key := strings.Join([]string{day, a.code(), a.name(), b.code(), b.name(), e.CAMEO, fmt.Sprint(place != nil && place.Place != nil, placeKey(place))}, "\x00")
	if r := g.rows[key]; r != nil {
		return r
	}
	sum := sha256.Sum256([]byte(key))
	r := &gdeltRow{id: binary.BigEndian.Uint64(sum[:8]) >> 11, day: day, a: a, b: b, code: e.CAMEO, quad: e.Quad, goldstein: g.x.goldstein(e), place: place, url: it.d.URL, publishers: map[string]bool{}}
	g.rows[key] = r
	g.order = append(g.order, r)
	return r
}

// goldstein is the value of the event, else that of its code.
func (x *Exporter) goldstein(e event) string {
	if c := x.ontology.Code(e.CAMEO); e.Goldstein == "" && c != nil {
		return c.Goldstein
	}
	return string(e.Goldstein)
}

func placeKey(e *record.Entity) int {
	if e == nil {
		return 0
	}
	return e.Place.GeonameID
}

// mention writes a row of the table of mentions: one a document.
func (g *gdelt) mention(it *item, e event, r *gdeltRow, p [2]*record.Entity) error {
	if !g.two {
		return nil
	}
	host := it.d.Source
	if u, err := url.Parse(it.d.URL); err == nil && u.Host != "" {
		host = strings.TrimPrefix(u.Host, "www.")
	}
	kind, identifier := "1", it.d.URL
	if identifier == "" {
		kind, identifier = "2", first(it.d.Title, it.d.ID)
	}
	stamp := compact(first(it.d.Published, r.day)) + "000000"
	return g.mentions.row(strconv.FormatUint(r.id, 10), compact(r.day)+"000000", stamp, kind, host, identifier, number(it.sentence(e.Trigger)), offset(p[0], e), offset(p[1], e), number(e.Trigger.Begin),
		"1", "100", number(len([]rune(it.d.Text))), "0", "", "")
}

// offset is where the mention of an entity stands that is nearest before the trigger, or its first; -1 for
// none.
func offset(e *record.Entity, at event) string {
	if e == nil || len(e.Mentions) == 0 {
		return "-1"
	}
	best := e.Mentions[0].Begin
	for _, m := range e.Mentions {
		if m.Begin <= at.Evidence.End && m.Begin >= at.Evidence.Begin {
			return number(m.Begin)
		}
	}
	return number(best)
}

func (g *gdelt) close() error {
	for _, r := range g.order {
		if err := g.events.row(g.cells(r)...); err != nil {
			return err
		}
	}
	return nil
}

func (g *gdelt) cells(r *gdeltRow) []string {
	root := "0"
	if r.root {
		root = "1"
	}
	d := compact(r.day)
	out := []string{strconv.FormatUint(r.id, 10), d, d[:6], d[:4], fraction(r.day)}
	for _, a := range []actor{r.a, r.b} {
		group := a.group
		if group != "" {
			group = nth(a.rest, 0)
		}
		out = append(out, a.code(), strings.ToUpper(a.name()), a.country, group, "", nth(a.religion, 0), nth(a.religion, 1), nth(a.sectors, 0), nth(a.sectors, 1), nth(a.sectors, 2))
	}
	out = append(out, root, r.code, r.code[:min(3, len(r.code))], r.code[:2], number(r.quad), r.goldstein, number(r.mentions), number(len(r.publishers)), number(r.docs), "0")
	for _, e := range []*record.Entity{r.a.Entity, r.b.Entity, r.place} {
		out = append(out, g.geo(e)...)
	}
	stamp := d
	if g.two {
		stamp += "000000"
	}
	return append(out, stamp, r.url)
}

// fraction is the year and a fraction of it as GDELT reckons: (month*30 + day) / 365.
func fraction(day string) string {
	m, err1 := strconv.Atoi(day[5:7])
	d, err2 := strconv.Atoi(day[8:10])
	if err1 != nil || err2 != nil {
		return day[:4]
	}
	return fmt.Sprintf("%s.%04d", day[:4], (m*30+d)*10000/365%10000)
}

// geo is the block of a place: type 1 country, 2 US state, 3 US city, 4 world city, 5 world state.
func (g *gdelt) geo(e *record.Entity) []string {
	out := make([]string, 7)
	if e != nil && e.Place != nil {
		p := e.Place
		c := g.x.country[p.Country]
		kind := map[string]string{"country": "1", "region": "5", "city": "4"}[p.Grain]
		if p.Country == "USA" && p.Grain != "country" {
			kind = map[string]string{"region": "2", "city": "3"}[p.Grain]
		}
		full := e.Name
		if c.name != "" && p.Grain != "country" {
			full += ", " + c.name
		}
		adm := c.fips
		if p.Admin1 != "" && p.Grain != "country" {
			adm += p.Admin1
		}
		id := ""
		if kind == "3" || kind == "4" {
			id = number(p.GeonameID)
		}
		out = []string{first(kind, "4"), full, c.fips, adm, degrees(p.Lat), degrees(p.Lon), id}
	}
	if g.two { // ADM2Code after ADM1Code
		out = append(out[:4:4], append([]string{""}, out[4:]...)...)
	}
	return out
}
