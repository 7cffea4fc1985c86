package export

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/openreadout/readout/record"
)

// The formats of other coders that have a row for each pair of parties of an event.

// table is a sink that writes such rows.
type table struct {
	x    *Exporter
	file *file
	row  func(it *item, e event, a, b actor) []string
}

func newTable(x *Exporter, name string, head bool, columns []string, row func(*item, event, actor, actor) []string) (sink, error) {
	f, err := x.create(name, columns...)
	if err != nil {
		return nil, err
	}
	if head {
		f.WriteString(strings.Join(columns, "\t") + "\n")
	}
	return &table{x, f, row}, nil
}

func (t *table) document(it *item) error {
	for _, e := range it.events {
		for i, p := range it.pairs(e) {
			cells := t.row(it, e, t.x.actor(p[0]), t.x.actor(p[1]))
			if cells == nil {
				if i == 0 {
					t.x.left++
				}
				continue
			}
			if err := t.file.row(cells...); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *table) close() error { return nil }

func newICEWS(x *Exporter) (sink, error) {
	n := 0
	row := func(it *item, e event, a, b actor) []string {
		code := x.ontology.Code(e.CAMEO)
		if code == nil {
			return nil
		}
		n++
		city, province, land, lat, lon := "", "", "", "", ""
		if s := it.site(e); s != nil {
			land, lat, lon = x.country[s.Place.Country].name, degrees(s.Place.Lat), degrees(s.Place.Lon)
			switch s.Place.Grain {
			case "city":
				city, province = s.Name, s.Place.Admin1
			case "region":
				province = s.Name
			}
		}
		return []string{number(n), it.day(e), x.icewsName(a), sectorList(a, ","), x.country[a.country].name, code.Name, e.CAMEO, code.Intensity, x.icewsName(b), sectorList(b, ","), x.country[b.country].name,
			it.row.DocID, number(it.sentence(e.Trigger)), it.d.Source, city, "", province, land, lat, lon}
	}
	return newTable(x, "events.tab", true, []string{"Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name", "Target Sectors",
		"Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude"}, row)
}

// icewsName is the name of an actor; one that is known by country and sector only is «Military (Vietnam)».
func (x *Exporter) icewsName(a actor) string {
	land := x.country[a.country].name
	if a.Entity == nil {
		return ""
	}
	if a.Kind == "group" && land != "" && len(a.sectors) > 0 {
		if name := sectorNames[a.sectors[0]]; name != "" {
			return name + " (" + land + ")"
		}
	}
	return a.Name
}

var sectorNames = map[string]string{"GOV": "Government", "MIL": "Military", "COP": "Police", "REB": "Rebel Group", "OPP": "Opposition", "LEG": "Legislature", "JUD": "Judiciary", "MED": "Media", "BUS": "Business",
	"CVL": "Citizen", "EDU": "Education", "LAB": "Labor Union", "REF": "Refugee", "REL": "Religious Group", "SPY": "Intelligence", "UAF": "Armed Gang", "CRM": "Criminal", "HLH": "Medical Personnel", "AGR": "Farm Worker"}

func sectorList(a actor, sep string) string {
	var out []string
	for _, s := range a.sectors {
		out = append(out, first(sectorNames[s], s))
	}
	return strings.Join(out, sep)
}

func newPhoenix(x *Exporter) (sink, error) {
	n := 0
	row := func(it *item, e event, a, b actor) []string {
		code := x.ontology.Code(e.CAMEO)
		day := it.day(e)
		if code == nil || day == "" {
			return nil
		}
		n++
		lat, lon, name, state, land := "", "", "", "", ""
		if s := it.site(e); s != nil {
			lat, lon, name, state, land = degrees(s.Place.Lat), degrees(s.Place.Lon), s.Name, s.Place.Admin1, s.Place.Country
		}
		out := []string{number(n) + "_readout", compact(day), day[:4], day[5:7], day[8:10]}
		for _, p := range []actor{a, b} {
			out = append(out, p.code(), first(p.country, p.group), nth(p.sectors, 0), strings.Join(append(append([]string{}, p.sectors[min(1, len(p.sectors)):]...), append(p.religion, p.rest...)...), ";"))
		}
		return append(out, e.CAMEO, e.CAMEO[:2], number(code.QuadPhoenix), x.goldstein(e), strings.Join(e.Contexts, ";"), lat, lon, name, state, land,
			it.row.DocID+"_"+number(it.sentence(e.Trigger)), it.d.URL, it.d.Source)
	}
	return newTable(x, "events.txt", false, []string{"EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole", "SourceActorAttribute", "TargetActorFull", "TargetActorEntity",
		"TargetActorRole", "TargetActorAttribute", "EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName", "StateName", "CountryCode", "SentenceID", "URLs", "NewsSources"}, row)
}

var quadNames = map[int]string{1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}

func newPOLECAT(x *Exporter) (sink, error) {
	row := func(it *item, e event, a, b actor) []string {
		t := x.ontology.Type(e.Plover, e.Mode)
		if t == nil {
			return nil // appeals and statements have no PLOVER type
		}
		out := []string{e.id, it.day(e), e.Plover, e.Mode, t.Score, quadNames[t.Quad], strings.Join(e.Contexts, ";")}
		for _, p := range []actor{a, b} {
			title, raw, ref := "", "", ""
			if p.Entity != nil {
				title, raw, ref = p.Role, it.words(p.Mentions[0].Span), p.Ref
			}
			out = append(out, p.name(), first(p.country, p.group), x.country[p.country].cow, nth(p.sectors, 0), strings.Join(p.sectors, ";"), title, raw, ref)
		}
		place := make([]string, 10)
		if s := it.site(e); s != nil {
			city, province := "", ""
			switch s.Place.Grain {
			case "city":
				city, province = s.Name, s.Place.Admin1
			case "region":
				province = s.Name
			}
			place = []string{s.Name, city, "", province, s.Place.Country, degrees(s.Place.Lat), degrees(s.Place.Lon), number(s.Place.GeonameID), it.words(s.Mentions[0].Span), s.Place.Grain}
		}
		out = append(append(out, place...), it.d.Source, it.d.Published, it.all("person"), it.all("organisation"), it.all("place", "state"), first(it.d.Lang, "en"), it.d.Coder.Version)
		for i, c := range out {
			if c == "" {
				out[i] = "None"
			}
		}
		return out
	}
	columns := []string{"Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"}
	for _, p := range []struct{ who, sector, id string }{{"Actor", "Primary Actor Sector", "Wikipedia Actor ID"}, {"Recipient", "Primary Recipient Sector", "Wikipedia Recipient ID"}} {
		columns = append(columns, p.who+" Name", p.who+" Country", p.who+" COW", p.sector, p.who+" Sectors", p.who+" Title", p.who+" Name Raw", p.id)
	}
	columns = append(columns, "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
		"Story Organizations", "Story Locations", "Language", "Version")
	return newTable(x, "events.txt", true, columns, row)
}

// all joins the names of the document's entities of the kinds.
func (it *item) all(kinds ...string) string {
	var out []string
	for _, e := range it.d.Entities {
		for _, k := range kinds {
			if e.Kind == k {
				out = append(out, strings.ReplaceAll(e.Name, ";", ","))
			}
		}
	}
	return strings.Join(out, ";")
}

// lines is a sink that writes JSON objects, one a line.
type lines struct {
	enc  *json.Encoder
	each func(*item, func(any) error) error
}

func newLines(x *Exporter, name string, each func(*item, func(any) error) error) (sink, error) {
	f, err := x.create(name)
	if err != nil {
		return nil, err
	}
	enc := json.NewEncoder(f)
	enc.SetEscapeHTML(false)
	return &lines{enc, each}, nil
}

func (l *lines) document(it *item) error { return l.each(it, l.enc.Encode) }
func (l *lines) close() error            { return nil }

func newJSONL(x *Exporter) (sink, error) {
	return newLines(x, "records.jsonl", func(it *item, emit func(any) error) error { return emit(it.d) })
}

// ploverActor is an entity object of the PLOVER manual, «Data Fields».
type ploverActor struct {
	Code       string `json:"code,omitempty"`
	Sector     string `json:"sector,omitempty"`
	Text       string `json:"entity_text,omitempty"`
	Identifier string `json:"identifier_id,omitempty"`
	Office     string `json:"office,omitempty"`
}

func (x *Exporter) ploverActor(e *record.Entity) ploverActor {
	a := x.actor(e)
	var ss []string
	for _, s := range a.sectors {
		switch s { // PLOVER calls media JRN and health MED; CAMEO has MED and HLH
		case "MED":
			s = "JRN"
		case "HLH":
			s = "MED"
		}
		ss = append(ss, s)
	}
	return ploverActor{first(a.country, a.group), strings.Join(ss[:min(2, len(ss))], ""), e.Name, e.Ref, e.Role}
}

func newPLOVER(x *Exporter) (sink, error) {
	type span struct {
		Sequence int `json:"sequence"`
		Start    int `json:"start"`
		End      int `json:"end"`
	}
	type cite struct {
		Citation    string `json:"citation,omitempty"`
		URL         string `json:"url,omitempty"`
		Title       string `json:"title,omitempty"`
		Language    string `json:"language,omitempty"`
		Publication string `json:"publication,omitempty"`
		Coder       string `json:"coder"`
		Version     string `json:"version"`
	}
	type location struct {
		Extracted  string  `json:"extracted_place"`
		GeonameID  int     `json:"geonameid,omitempty"`
		Lat        float64 `json:"lat"`
		Lon        float64 `json:"lon"`
		Country    string  `json:"country_code,omitempty"`
		Resolution int     `json:"resolution,omitempty"`
	}
	type object struct {
		ID        string        `json:"id"`
		Date      string        `json:"date"`
		EndDate   string        `json:"enddate,omitempty"`
		Actor     []ploverActor `json:"actor"`
		Recipient []ploverActor `json:"recipient,omitempty"`
		Event     []string      `json:"event"`
		Mode      []string      `json:"mode,omitempty"`
		Context   []string      `json:"context,omitempty"`
		Quad      int           `json:"quad_code"`
		Scale     json.Number   `json:"event_scale,omitempty"`
		Location  *location     `json:"event_loc,omitempty"`
		Text      []string      `json:"event_text"`
		Sentence  string        `json:"text"`
		Info      span          `json:"text_info"`
		Cite      cite          `json:"cite_info"`
	}
	resolution := map[string]int{"country": 1, "region": 2, "city": 4}
	return newLines(x, "events.jsonl", func(it *item, emit func(any) error) error {
		for _, e := range it.events {
			t := x.ontology.Type(e.Plover, e.Mode)
			if t == nil || it.day(e) == "" {
				x.left++
				continue
			}
			o := object{ID: e.id, Date: it.day(e), Actor: []ploverActor{}, Event: []string{e.Plover}, Context: e.Contexts, Quad: t.Quad, Scale: json.Number(t.Score), Text: []string{it.words(e.Trigger)},
				Sentence: it.words(e.Evidence), Info: span{it.sentence(e.Trigger), e.Trigger.Begin, e.Trigger.End}, Cite: cite{it.d.ID, it.d.URL, it.d.Title, it.d.Lang, it.d.Source, "Readout", it.d.Coder.Version}}
			if end := to(e.Date); end != o.Date {
				o.EndDate = end
			}
			if e.Mode != "" {
				o.Mode = []string{e.Mode}
			}
			for _, id := range e.Source {
				o.Actor = append(o.Actor, x.ploverActor(it.by[id]))
			}
			for _, id := range e.Target {
				if e.Symmetric { // reciprocal events list all parties as actors
					o.Actor = append(o.Actor, x.ploverActor(it.by[id]))
				} else {
					o.Recipient = append(o.Recipient, x.ploverActor(it.by[id]))
				}
			}
			if s := it.site(e); s != nil {
				o.Location = &location{s.Name, s.Place.GeonameID, s.Place.Lat, s.Place.Lon, s.Place.Country, resolution[s.Place.Grain]}
			}
			if err := emit(o); err != nil {
				return err
			}
		}
		return nil
	})
}

// newGeoJSON writes a FeatureCollection of the events that have a place.
func newGeoJSON(x *Exporter) (sink, error) {
	f, err := x.create("events.geojson")
	if err != nil {
		return nil, err
	}
	f.WriteString(`{"type":"FeatureCollection","features":[`)
	return &geoJSON{f, false}, nil
}

type geoJSON struct {
	file  *file
	begun bool
}

func (g *geoJSON) document(it *item) error {
	for _, e := range it.events {
		s := it.site(e)
		if s == nil {
			continue
		}
		feature := map[string]any{"type": "Feature", "id": e.id,
			"geometry": map[string]any{"type": "Point", "coordinates": []float64{s.Place.Lon, s.Place.Lat}},
			"properties": map[string]any{"date": it.day(e), "plover": e.Plover, "mode": e.Mode, "cameo": e.CAMEO, "source": it.codes(e.Source), "target": it.codes(e.Target), "factuality": e.Factuality,
				"place": s.Name, "evidence": it.words(e.Evidence), "document": it.row.DocID, "publisher": it.d.Source, "url": it.d.URL}}
		b, err := json.Marshal(feature)
		if err != nil {
			return err
		}
		if g.begun {
			g.file.WriteByte(',')
		}
		g.begun = true
		g.file.WriteByte('\n')
		if _, err := g.file.Write(b); err != nil {
			return err
		}
	}
	return nil
}

func (g *geoJSON) close() error {
	_, err := g.file.WriteString("\n]}\n")
	return err
}

// newCoNLLU writes the trees of the documents that were kept with them.
func newCoNLLU(x *Exporter) (sink, error) {
	f, err := x.create("trees.conllu")
	return &conllu{f}, err
}

type conllu struct{ file *file }

func (c *conllu) document(it *item) error {
	if len(it.d.Tokens) == 0 {
		return nil
	}
	c.file.WriteString("# newdoc id = " + it.row.DocID + "\n")
	at := 0
	for n, s := range it.d.Sentences {
		c.file.WriteString("# sent_id = " + it.row.DocID + "-" + number(n+1) + "\n# text = " + it.words(s) + "\n")
		for i := 1; at < len(it.d.Tokens) && it.d.Tokens[at].End <= s.End; i, at = i+1, at+1 {
			t := &it.d.Tokens[at]
			misc := "_"
			if at+1 < len(it.d.Tokens) && it.d.Tokens[at+1].Begin == t.End {
				misc = "SpaceAfter=No"
			}
			c.file.row(strconv.Itoa(i), it.words(t.Span), first(t.Lemma, "_"), first(t.UPOS, "_"), first(t.XPOS, "_"), first(t.Feats, "_"), number(t.Head), first(t.Deprel, "_"), "_", misc)
		}
		c.file.WriteString("\n")
	}
	return nil
}

func (c *conllu) close() error { return nil }
