package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/actors"
)

// finish dates open spells, drops what is too old or said twice, and settles countries.
func (b *book) finish() {
	for _, p := range b.people {
		kept := p.spells[:0]
		for _, s := range p.spells {
			if s.to == "" && s.known == "" {
				s.known = b.lastSeen[s.repo]
			}
			if s.since != "" && s.to != "" && s.to < s.since || s.to != "" && s.to < s.from[:4] || s.to == "" && s.known < s.from[:4] {
				continue
			}
			if s.to == "" && s.known < s.from {
				s.known = s.from
			}
			if s.to != "" && s.to < s.from && !strings.HasPrefix(s.from, s.to) {
				continue
			}
			kept = append(kept, s)
		}
		slices.SortFunc(kept, func(x, y spell) int {
			return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.of, y.of), cmp.Compare(x.office, y.office), cmp.Compare(x.to, y.to), cmp.Compare(x.title, y.title))
		})
		p.spells = joined(kept)
		if p.country == "" && len(p.spells) > 0 {
			p.country = p.spells[0].of
		}
	}
}

// joined makes one of spells in one office that are the same, touch, or differ in precision only.
func joined(ss []spell) []spell {
	var out []spell
next:
	for _, s := range ss {
		for i := range out {
			o := &out[i]
			if o.of != s.of || o.office != s.office || o.office == "minister" && o.title != s.title || o.acting != s.acting {
				continue
			}
			if o.to == "" || s.from <= o.to || strings.HasPrefix(s.from, o.to) {
				if strings.HasPrefix(s.from, o.from) {
					o.from = s.from
				}
				switch {
				case s.to == "" && o.to == "":
					o.known = max(o.known, s.known)
				case s.to == "" && s.known > o.to:
					o.to, o.known = "", s.known
				case s.to != "" && o.to == "" && s.to > o.known:
					o.to, o.known = s.to, ""
				case s.to != "" && o.to != "" && (s.to > o.to):
					o.to = s.to
				}
				continue next
			}
		}
		out = append(out, s)
	}
	return out
}

// write writes the persons who have a spell, in order of country, name and id.
func (b *book) write(path, head string) error {
	var ps []*person
	for _, p := range b.people {
		if len(p.spells) > 0 && strings.ContainsAny(p.name, " -") || len(p.spells) > 0 && p.country != "" {
			ps = append(ps, p)
		}
	}
	slices.SortFunc(ps, func(x, y *person) int {
		return cmp.Or(cmp.Compare(x.country, y.country), cmp.Compare(x.name, y.name), cmp.Compare(x.id, y.id))
	})
	var w bytes.Buffer
	w.WriteString(head)
	spells := 0
	for _, p := range ps {
		p.write(&w)
		spells += len(p.spells)
	}
	fmt.Fprintf(os.Stderr, "%s: %d persons, %d spells, %d bytes\n", path, len(ps), spells, w.Len())
	return os.WriteFile(path, w.Bytes(), 0o644)
}

// writePosts writes the table of positions and states by their Wikidata ids, in order of the ids.
func (b *book) writePosts(path string) error {
	ids := make([]string, 0, len(b.posts))
	for q := range b.posts {
		ids = append(ids, q)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	var w bytes.Buffer
	w.WriteString("# States and posts by their Wikidata ids, for «readout knowledge import wikidata». Made by «go run ./train/actors»\n# from Wikidata (CC0) through every-politician-scrapers: DO NOT EDIT.\nid\tpost\n")
	for _, q := range ids {
		fmt.Fprintf(&w, "%s\t%s\n", q, b.posts[q])
	}
	return os.WriteFile(path, w.Bytes(), 0o644)
}

func (p *person) write(w *bytes.Buffer) {
	fmt.Fprintln(w, p.name)
	field := func(key, value string) {
		if value != "" {
			fmt.Fprintf(w, "\t%s: %s\n", key, value)
		}
	}
	field("ref", p.ref)
	field("name", strings.Join(p.names, "; "))
	if p.surname != "" && actors.Fold(p.surname) != lastWord(actors.Fold(p.name)) {
		field("surname", p.surname)
	}
	field("gender", p.gender)
	if len(p.country) == 3 && p.country == strings.ToUpper(p.country) && p.spells[0].of != p.country {
		field("country", p.country)
	}
	for _, s := range p.spells {
		office := s.office
		if s.acting {
			office = "acting " + office
		}
		if s.title != "" && s.title != s.office {
			office += " (" + s.title + ")"
		}
		to := s.to
		if to == "" {
			to = s.known + "+"
		}
		field("office", fmt.Sprintf("%s %s, %s to %s, %s", s.of, office, s.from, to, s.source))
	}
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }
