package actors

import (
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

// office reads an office with its titles: «foreign minister».
func (r *reader) office(e *lexicon.Entry) {
	o := &Office{Name: e.Head, Single: true, file: e.File, line: e.Line}
	if old := r.offices[o.Name]; old != nil {
		r.mistake(e.Errorf("the office is at %s already", old.At()))
		return
	}
	r.offices[o.Name] = o
	for _, f := range e.Fields {
		switch f.Key {
		case "code":
			o.Code = r.code(e, f)
		case "rank":
			n, err := strconv.Atoi(f.Value)
			if err != nil {
				r.mistake(e.FieldErrorf(f, "%q is no number", f.Value))
			}
			o.Rank = n
		case "holders":
			o.Single = f.Value != "many"
		case "title":
			o.Titles = append(o.Titles, list(f.Value)...)
		case "example":
			r.example(e, f)
		default:
			// «title USA: secretary of state»: a title that means the office in one state only.
			state, ok := strings.CutPrefix(f.Key, "title ")
			if !ok || r.byKey["state/"+state] == nil {
				r.unknown(e, f)
				continue
			}
			for _, t := range list(f.Value) {
				r.noun(t, Agent{Code: o.Code, Kind: "person", Office: o, Country: state, file: e.File, line: f.Line})
			}
		}
	}
	for _, t := range append([]string{o.Name}, o.Titles...) {
		r.noun(t, Agent{Code: o.Code, Kind: "person", Office: o, file: e.File, line: e.Line})
	}
}

// agent reads the nouns of one sector.
func (r *reader) agent(e *lexicon.Entry) {
	code := e.Head
	if code == "-" {
		code = ""
	} else if len(code)%3 != 0 || !isCode(code, len(code)) {
		r.mistake(e.Errorf("%q is no sector code: want groups of three capitals, or «-»", code))
	}
	for _, f := range e.Fields {
		a := Agent{Code: code, file: e.File, line: f.Line}
		key, of := strings.CutSuffix(f.Key, " of")
		a.Of = of
		switch key {
		case "person":
			a.Kind = "person"
		case "body":
			a.Kind = "organisation"
		case "group":
			a.Kind, a.Plural = "group", true
		case "thing":
			a.Kind = "facility"
		case "example":
			r.example(e, f)
			continue
		default:
			r.unknown(e, f)
			continue
		}
		for _, n := range list(f.Value) {
			if n == "" {
				r.mistake(e.FieldErrorf(f, "an empty noun"))
				continue
			}
			r.noun(n, a)
		}
	}
}

// noun enters a noun with its plural: «serviceman/servicemen», «soldier».
func (r *reader) noun(n string, a Agent) {
	one, many, ok := strings.Cut(n, "/")
	if !ok {
		many = plural(one)
	}
	single := a
	single.Noun = one
	r.agents = append(r.agents, &single)
	if a.Plural {
		return
	}
	a.Noun, a.Plural = many, true
	if a.Kind == "person" {
		a.Kind = "group"
	}
	r.agents = append(r.agents, &a)
}

// plural makes the plural of a noun phrase: the word before «of», «for», «to», «without», else the last.
func plural(n string) string {
	head, rest := n, ""
	for _, p := range []string{" of ", " for ", " to ", " without ", " in "} {
		if i := strings.Index(n, p); i > 0 && i < len(head) {
			head, rest = n[:i], n[i:]
		}
	}
	switch {
	case strings.HasSuffix(head, "s") || strings.HasSuffix(head, "x") || strings.HasSuffix(head, "ch") || strings.HasSuffix(head, "sh"):
		head += "es"
	case strings.HasSuffix(head, "man"):
		head = head[:len(head)-2] + "en"
	case strings.HasSuffix(head, "y") && len(head) > 1 && !strings.ContainsRune("aeiou", rune(head[len(head)-2])):
		head = head[:len(head)-1] + "ies"
	default:
		head += "s"
	}
	return head + rest
}
