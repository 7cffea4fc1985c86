package knowledge

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/lexicon"
)

// Wikidata properties and items that the importer knows
// (https://www.wikidata.org/wiki/Wikidata:List_of_properties).
const (
	instanceOf   = "P31"
	gender       = "P21"
	citizenship  = "P27"
	country      = "P17"
	positionHeld = "P39"
	startTime    = "P580"
	endTime      = "P582"
	alpha3       = "P298"

	human      = "Q5"
	male       = "Q6581097"
	transMan   = "Q2449503"
	female     = "Q6581072"
	transWoman = "Q1052281"
)

// item is an entity of Wikidata, as far as it is read.
type item struct {
	ID     string
	Labels map[string]struct{ Value string }
	// Aliases is an empty list, not an empty object, in some dumps.
	Aliases json.RawMessage
	Claims  map[string][]claim
}

type claim struct {
	Mainsnak   snak
	Qualifiers map[string][]snak
	Rank       string
}

type snak struct {
	Datavalue struct{ Value json.RawMessage }
}

// ImportWikidata reads entity dumps and query results and prints entries. Offices and states are those of
// positions.tsv, or named by the labels of the entities in the same input; what is neither is printed as a
// comment.
func ImportWikidata(w io.Writer, warn func(string), paths []string) error {
	base, err := actors.Load(data.FS())
	if err != nil {
		return err
	}
	rows, err := lexicon.Table(data.FS(), "actors/positions.tsv", "id", "post")
	if err != nil {
		return err
	}
	posts := make(map[string]string, len(rows))
	for _, r := range rows {
		posts[r.Cols[0]] = r.Cols[1]
	}
	m := &wikidata{base: base, posts: posts, out: &entryWriter{w: w}, warn: warn, labels: map[string]string{}, states: map[string]string{}}
	// Labels first: an entity may name another that comes later.
	if err := eachFile(paths, func(_ string, r io.Reader) error { return m.scan(r, m.learn, nil) }); err != nil {
		return err
	}
	if err := eachFile(paths, func(_ string, r io.Reader) error { return m.scan(r, m.print, m.printRows) }); err != nil {
		return err
	}
	return m.out.err
}

type wikidata struct {
	base   *actors.Base
	out    *entryWriter
	warn   func(string)
	posts  map[string]string // «RUS president», «RUS» by id, as positions.tsv has them
	labels map[string]string // English label by id
	states map[string]string // ISO 3166-1 alpha-3 by id
}

// scan hands every entity of the input to each, and the rows of query results to rows.
func (m *wikidata) scan(r io.Reader, each func(*item), rows func([]binding)) error {
	in := bufio.NewReaderSize(r, 1<<20)
	head, _ := in.Peek(512)
	text := bytes.TrimLeft(head, " \t\r\n\ufeff")
	switch {
	case bytes.HasPrefix(text, []byte(`{"entities"`)), bytes.HasPrefix(text, []byte(`{ "entities"`)):
		var file struct{ Entities map[string]*item }
		if err := json.NewDecoder(in).Decode(&file); err != nil {
			return err
		}
		ids := make([]string, 0, len(file.Entities))
		for id := range file.Entities {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for _, id := range ids {
			each(file.Entities[id])
		}
		return nil
	case bytes.HasPrefix(text, []byte("{")) && bytes.Contains(text, []byte(`"head"`)):
		var result struct{ Results struct{ Bindings []binding } }
		if err := json.NewDecoder(in).Decode(&result); err != nil {
			return err
		}
		if rows != nil {
			rows(result.Results.Bindings)
		}
		return nil
	}
	return m.lines(in, each)
}

// lines reads a dump: a list with one entity a line, or the lines alone.
func (m *wikidata) lines(in *bufio.Reader, each func(*item)) error {
	for {
		line, err := in.ReadBytes('\n')
		if t := bytes.TrimRight(bytes.TrimSpace(line), ","); len(t) > 1 {
			x := &item{}
			if bad := json.Unmarshal(t, x); bad != nil {
				m.warn("a line is no entity: " + bad.Error())
			} else {
				each(x)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// learn keeps the label of an entity and the code of a state.
func (m *wikidata) learn(x *item) {
	if l := x.Labels["en"].Value; l != "" {
		m.labels[x.ID] = l
	}
	for _, c := range x.Claims[alpha3] {
		var code string
		if json.Unmarshal(c.Mainsnak.Datavalue.Value, &code) == nil && len(code) == 3 {
			m.states[x.ID] = code
		}
	}
}

// print writes the entry of a person, or of an organisation of a state.
func (m *wikidata) print(x *item) {
	label := x.Labels["en"].Value
	if label == "" {
		return
	}
	if !slices.Contains(x.values(instanceOf), human) {
		if len(x.values(country)) > 0 && x.values(alpha3) == nil {
			m.organisation(x, label)
		}
		return
	}
	m.out.printf("%s\n", clean(label))
	m.out.field("ref", x.ID)
	m.out.field("name", x.aliases(label)...)
	for _, g := range x.values(gender) {
		switch g {
		case male, transMan:
			m.out.field("gender", "m")
		case female, transWoman:
			m.out.field("gender", "f")
		}
	}
	offices, left := m.offices(x)
	land := ""
	for _, q := range x.values(citizenship) {
		if land = m.state(q); land != "" {
			break
		}
	}
	if land == "" && len(offices) == 0 {
		m.out.printf("\t# country: of %s\n", strings.Join(append(x.values(citizenship), "no label in the input"), ", "))
	}
	m.out.field("country", land)
	for _, o := range offices {
		m.out.field("office", o)
	}
	for _, o := range left {
		m.out.printf("\t# office: %s\n", o)
	}
}

func (m *wikidata) organisation(x *item, label string) {
	m.out.printf("%s\n", clean(label))
	m.out.field("ref", x.ID)
	m.out.field("name", x.aliases(label)...)
	m.out.field("country", m.state(x.values(country)[0]))
}

// state returns the ISO code of an entity that is a state: by its own claim or by its label.
func (m *wikidata) state(id string) string {
	if c := m.states[id]; c != "" {
		return c
	}
	if c := m.posts[id]; len(c) == 3 {
		return c
	}
	if l := m.labels[id]; l != "" {
		return stateNamed(m.base, l)
	}
	return ""
}

// stateNamed returns the ISO code of the state with that name, or "".
func stateNamed(base *actors.Base, name string) string {
	ws := strings.Fields(strings.TrimPrefix(name, "the "))
	n, senses := base.Match(ws)
	if n == 0 || n != len(ws) || senses[0].Entry.Kind != "state" {
		return ""
	}
	return senses[0].Entry.Country
}

// aliases returns the English aliases that are other names.
func (x *item) aliases(label string) []string {
	var all map[string][]struct{ Value string }
	if json.Unmarshal(x.Aliases, &all) != nil {
		return nil
	}
	var out []string
	for _, a := range all["en"] {
		if a.Value != label && !slices.Contains(out, a.Value) {
			out = append(out, a.Value)
		}
	}
	return out
}

// values returns the ids of the items that a property names, those of deprecated rank left out.
func (x *item) values(property string) []string {
	var out []string
	for _, c := range x.Claims[property] {
		if id := c.Mainsnak.id(); id != "" && c.Rank != "deprecated" {
			out = append(out, id)
		}
	}
	return out
}

func (s *snak) id() string {
	var v struct{ ID string }
	if json.Unmarshal(s.Datavalue.Value, &v) != nil {
		return ""
	}
	return v.ID
}
