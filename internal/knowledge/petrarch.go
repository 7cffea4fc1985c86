package knowledge

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/ontology"
)

// ImportPetrarch reads actor, agent and verb dictionaries in the format of PETRARCH and TABARI
// (https://petrarch.readthedocs.io) and prints entries. A file says by what stands in it which of the three it
// is: «--- VERB [CODE] ---» opens verbs, «[~COP]» agents, anything else actors.
func ImportPetrarch(w io.Writer, warn func(string), paths []string) error {
	base, err := actors.Load(data.FS())
	if err != nil {
		return err
	}
	o, err := ontology.Read(data.FS())
	if err != nil {
		return err
	}
	p := &petrarch{base: base, ontology: o, out: &entryWriter{w: w}, warn: warn}
	if err := eachFile(paths, p.file); err != nil {
		return err
	}
	return p.out.err
}

type petrarch struct {
	base     *actors.Base
	ontology *ontology.Ontology
	out      *entryWriter
	warn     func(string)
	name     string
}

// file reads a dictionary.
func (p *petrarch) file(name string, r io.Reader) error {
	p.name = name
	lines, err := dictionaryLines(r)
	if err != nil {
		return err
	}
	switch {
	case slices.ContainsFunc(lines, func(l dictionaryLine) bool {
		return strings.HasPrefix(l.text, "---") && strings.HasSuffix(l.text, "---")
	}):
		p.verbs(lines)
	case slices.ContainsFunc(lines, func(l dictionaryLine) bool { return strings.Contains(l.text, "[~") || strings.Contains(l.text, "~]") }):
		p.agents(lines)
	default:
		p.actors(lines)
	}
	return nil
}

// dictionaryLine is a line without its comment.
type dictionaryLine struct {
	no   int
	text string
	tab  bool // it began with white space: codes of the phrase above
}

// dictionaryLines reads the lines, without comments: after «#» and, in the older files, «;», and in «<!-- … -->».
func dictionaryLines(r io.Reader) ([]dictionaryLine, error) {
	var out []dictionaryLine
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<24)
	inside := false
	for no := 1; in.Scan(); no++ {
		text := strings.ToValidUTF8(in.Text(), "?")
		if inside {
			_, after, ok := strings.Cut(text, "-->")
			if !ok {
				continue
			}
			text, inside = after, false
		}
		for {
			before, after, ok := strings.Cut(text, "<!--")
			if !ok {
				break
			}
			if _, rest, closed := strings.Cut(after, "-->"); closed {
				text = before + rest
				continue
			}
			text, inside = before, true
		}
		if i := strings.IndexAny(text, "#;"); i >= 0 {
			text = text[:i]
		}
		if t := strings.TrimSpace(text); t != "" {
			out = append(out, dictionaryLine{no, t, text[0] == ' ' || text[0] == '\t'})
		}
	}
	return out, in.Err()
}

// dated is a code with the time in which it holds; from is included, to is not.
type dated struct{ code, from, to string }

// listed is an actor with its names and codes.
type listed struct {
	line  int
	names []string
	codes []dated
}

func (p *petrarch) actors(lines []dictionaryLine) {
	var records []*listed
	byName := map[string]*listed{}
	var cur *listed
	for _, l := range lines {
		phrase, codes := p.codes(l)
		switch {
		case l.tab && strings.HasPrefix(l.text, "[") || phrase == "":
			if cur != nil {
				cur.codes = append(cur.codes, codes...)
			}
		case strings.HasPrefix(phrase, "+"):
			if cur != nil {
				cur.names = append(cur.names, phrase[1:])
				cur.codes = append(cur.codes, codes...)
			}
		default:
			key := strings.Trim(phrase, "_ ")
			if cur = byName[key]; cur == nil {
				cur = &listed{line: l.no, names: []string{phrase}}
				byName[key] = cur
				records = append(records, cur)
			}
			cur.codes = append(cur.codes, codes...)
		}
	}
	for _, r := range records {
		p.actor(r)
	}
}

// codes cuts «[RUSGOV >20120507][ELI]» off a line.
func (p *petrarch) codes(l dictionaryLine) (phrase string, out []dated) {
	phrase, rest, _ := strings.Cut(l.text, "[")
	for part := range strings.SplitSeq(rest, "[") {
		part, _, _ = strings.Cut(part, "]")
		f := strings.Fields(part)
		if len(f) == 0 {
			continue
		}
		d := dated{code: strings.ToUpper(f[0])}
		if len(f) > 1 {
			var ok bool
			if d.from, d.to, ok = restriction(f[1]); !ok {
				p.warn(fmt.Sprintf("%s:%d: %q is no time", p.name, l.no, f[1]))
				continue
			}
		}
		out = append(out, d)
	}
	return strings.TrimSpace(phrase), out
}

// restriction reads «<DATE», «>DATE», «DATE-DATE» or «DATE», dates as YYMMDD or YYYYMMDD.
func restriction(s string) (from, to string, ok bool) {
	switch {
	case strings.HasPrefix(s, "<"):
		to, ok = isoDay(s[1:])
	case strings.HasPrefix(s, ">"):
		from, ok = isoDay(s[1:])
	default:
		a, b, two := strings.Cut(s, "-")
		if from, ok = isoDay(a); ok && two {
			to, ok = isoDay(b)
		}
	}
	return from, to, ok
}

// isoDay writes a date of the dictionaries as ISO 8601; YY up to 30 is of this century.
func isoDay(s string) (string, bool) {
	if strings.Trim(s, "0123456789") != "" {
		return "", false
	}
	switch {
	case len(s) == 6 && s[:2] <= "30":
		s = "20" + s
	case len(s) == 6:
		s = "19" + s
	case len(s) < 8:
		return "", false
	}
	if m, d := s[4:6], s[6:8]; m < "01" || m > "12" || d < "01" || d > "31" {
		return "", false
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:8], true
}

// actor prints an entry: of a person where its codes have dates, else of an organisation.
func (p *petrarch) actor(r *listed) {
	if len(r.codes) == 0 {
		p.warn(fmt.Sprintf("%s:%d: %s has no code", p.name, r.line, r.names[0]))
		return
	}
	name := proper(r.names[0])
	if ws := strings.Fields(name); len(ws) == 0 || p.isState(ws) {
		return // states and their adjectives stand in countries.txt
	}
	p.out.printf("%s\n", name)
	var others []string
	for _, n := range r.names[1:] {
		if o := proper(n); o != name && o != "" && !slices.Contains(others, o) {
			others = append(others, o)
		}
	}
	p.out.field("name", others...)
	code := r.codes[len(r.codes)-1].code
	if !slices.ContainsFunc(r.codes, func(d dated) bool { return d.from != "" || d.to != "" }) {
		if len(code)%3 == 0 {
			p.out.field("code", code)
		} else {
			p.out.printf("\t# code: %s\n", code)
		}
		p.out.field("country", p.state(code))
		return
	}
	p.spells(r)
}

func (p *petrarch) isState(ws []string) bool {
	n, senses := p.base.Match(ws)
	return n == len(ws) && senses[0].Entry.Kind == "state"
}

func (p *petrarch) state(code string) string {
	if len(code) >= 3 && p.base.Country(code[:3]) != nil {
		return code[:3]
	}
	return ""
}

// officeOf gives the sectors the offices whose code they are. The dictionaries tell no more.
var officeOf = map[string]string{"GOV": "minister", "GOVMIL": "defence minister", "MIL": "commander", "SPY": "intelligence chief", "LEG": "lawmaker", "JUD": "judge",
	"OPP": "opposition leader", "COP": "police chief", "REL": "religious leader", "CVL": "activist"}

// spells prints the dated codes of a person.
func (p *petrarch) spells(r *listed) {
	land := ""
	for _, d := range r.codes {
		if land = p.state(d.code); land != "" {
			break
		}
	}
	p.out.field("country", land)
	for _, d := range r.codes {
		if d.from == "" && d.to == "" {
			continue
		}
		st := p.state(d.code)
		office := officeOf[strings.TrimPrefix(d.code, st)]
		if st == "" || office == "" {
			p.out.printf("\t# %s, %s\n", d.code, span(d.from, d.to))
			continue
		}
		p.out.field("office", st+" "+office+", "+span(d.from, d.to)+", petrarch")
	}
}

// proper writes a name of the dictionaries, which are in capitals, as texts have it.
func proper(s string) string {
	ws := strings.FieldsFunc(s, func(r rune) bool { return r == '_' || r == ' ' })
	for i, w := range ws {
		l := strings.ToLower(w)
		switch {
		case i > 0 && small[l]:
			ws[i] = l
		case len(w) <= 5 && len(ws) == 1 && w == strings.ToUpper(w), strings.Contains(w, "."): // «FARC», «U.N.»
			ws[i] = w
		default:
			ws[i] = capitalise(l)
		}
	}
	return strings.Join(ws, " ")
}

var small = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "on": true, "de": true, "la": true, "du": true, "al": true, "el": true, "bin": true}

// capitalise makes the first letter of each part between hyphens a capital.
func capitalise(w string) string {
	parts := strings.Split(w, "-")
	for i, p := range parts {
		if p != "" {
			parts[i] = strings.ToUpper(p[:1]) + p[1:]
		}
	}
	return strings.Join(parts, "-")
}
