package mention

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/lexicon"
)

// nounFiles hold the nouns that name actors and places by what they are.
var nounFiles = []string{"lexicons/en/titles.txt", "lexicons/en/bodies.txt", "lexicons/en/sites.txt"}

// class is an entry of those files.
type class struct {
	name   string
	kind   string // of the singular
	plural string // of the plural
	gender string
	title  bool // may stand before a name
	named  bool // in capitals makes a name
	mass   bool // without an article names no body
}

// nouns finds the longest noun of several words at a place of a text: a trie over words in lower case.
type nouns struct {
	next map[nounStep]int32
	at   []*class // by node, nil for none
}

type nounStep struct {
	node int32
	word string
}

func readNouns(k fs.FS) (*nouns, error) {
	n := &nouns{next: map[nounStep]int32{}, at: []*class{nil}}
	for _, file := range nounFiles {
		es, err := lexicon.Read(k, file)
		if err != nil {
			return nil, err
		}
		for i := range es {
			if err := n.entry(&es[i], file == nounFiles[0]); err != nil {
				return nil, err
			}
		}
	}
	return n, nil
}

var kinds = []string{"person", "organisation", "state", "place", "facility", "group", "treaty", "people", "other"}

func (n *nouns) entry(e *lexicon.Entry, person bool) error {
	c := &class{name: e.Head, kind: e.Get("kind"), plural: e.Get("plural"), gender: e.Get("gender"), title: e.Get("title") == "yes", named: e.Get("name") == "yes", mass: e.Get("mass") == "yes"}
	if person {
		c.kind = "person"
	}
	if c.plural == "" {
		c.plural = "group"
		if c.kind == "treaty" || c.kind == "other" {
			c.plural = c.kind
		}
	}
	if !slices.Contains(kinds, c.kind) || !slices.Contains(kinds, c.plural) {
		return e.Errorf("class %q has kind %q and plural %q; want one of %s", c.name, c.kind, c.plural, strings.Join(kinds, ", "))
	}
	for _, f := range e.Fields {
		switch f.Key {
		case "kind", "plural", "gender", "title", "name", "mass":
		case "nouns":
			for s := range strings.SplitSeq(f.Value, ";") {
				if s = strings.TrimSpace(s); s != "" {
					n.add(s, c)
					n.add(strings.ReplaceAll(s, "-", " "), c)
				}
			}
		default:
			return e.FieldErrorf(f, "no field is called %q here", f.Key)
		}
	}
	return nil
}

// add enters a noun. What an earlier line says of it stays: files and classes are in order of weight.
func (n *nouns) add(phrase string, c *class) {
	node := int32(0)
	for w := range strings.FieldsSeq(strings.ToLower(phrase)) {
		k := nounStep{node, w}
		to, ok := n.next[k]
		if !ok {
			to = int32(len(n.at))
			n.at = append(n.at, nil)
			n.next[k] = to
		}
		node = to
	}
	if n.at[node] == nil {
		n.at[node] = c
	}
}

// longest returns the class of the longest noun that begins at t and where it ends, or nil.
func (n *nouns) longest(d *doc.Doc, t, end doc.Tok) (*class, doc.Tok) {
	return n.walk(d, t, end, 0)
}

func (n *nouns) walk(d *doc.Doc, t, end doc.Tok, node int32) (best *class, to doc.Tok) {
	if node != 0 && t < end && isHyphen(d.Form(t)) {
		t++
	}
	if t >= end {
		return nil, t
	}
	form := strings.ToLower(d.Form(t))
	try := func(word string) {
		next, ok := n.next[nounStep{node, word}]
		if !ok {
			return
		}
		if c, e := n.walk(d, t+1, end, next); c != nil && (best == nil || e > to) {
			best, to = c, e
		} else if c := n.at[next]; c != nil && best == nil {
			best, to = c, t+1
		}
	}
	try(form)
	if trimmed := strings.ReplaceAll(form, ".", ""); trimmed != form {
		try(trimmed)
	}
	if lemma := strings.ToLower(d.Tokens[t].Lemma); lemma != form {
		try(lemma)
	}
	return best, to
}

func isHyphen(s string) bool {
	switch s {
	case "-", "‐", "‑", "–":
		return true
	}
	return false
}
