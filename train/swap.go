package train

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/conllu"
)

// names are single words to put in the place of those of the treebanks, whose names are mostly American.
type names struct{ given, family, places, bodies []string }

// readNames takes names from the knowledge in k: persons, places of more than 100,000 people, organisations
// of one word.
func readNames(k fs.FS) (*names, error) {
	n := &names{}
	for _, f := range []string{"people", "people_other"} {
		err := heads(k, "actors/"+f+".txt", func(head string) {
			if w := strings.Fields(head); len(w) > 1 && len(w) < 4 && plain(w[0]) && plain(w[len(w)-1]) {
				n.given, n.family = append(n.given, w[0]), append(n.family, w[len(w)-1])
			}
		})
		if err != nil {
			return nil, err
		}
	}
	for _, f := range []string{"organisations", "armed", "companies", "media", "parties"} {
		err := heads(k, "actors/"+f+".txt", func(head string) {
			if plain(head) {
				n.bodies = append(n.bodies, head)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return n, n.readPlaces(k)
}

// heads calls f for what stands in column one of a knowledge file, and for its short forms.
func heads(k fs.FS, file string, f func(string)) error {
	b, err := fs.ReadFile(k, file)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\n")
		if line != "" && line[0] != '#' && line[0] != '\t' && line[0] != ' ' {
			f(line)
		}
		for _, key := range []string{"short: ", "name: "} {
			if rest, ok := strings.CutPrefix(strings.TrimSpace(line), key); ok && !strings.Contains(file, "people") {
				for w := range strings.SplitSeq(rest, ";") {
					f(strings.TrimSpace(w))
				}
			}
		}
	}
	return nil
}

func (n *names) readPlaces(k fs.FS) error {
	file := path.Join("gazetteer", "places.tsv.gz")
	in, err := k.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	sc := bufio.NewScanner(io.Reader(z))
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		c := strings.Split(sc.Text(), "\t")
		if len(c) < 8 {
			continue
		}
		name, _, _ := strings.Cut(c[len(c)-1], ";")
		if people, err := strconv.Atoi(c[len(c)-2]); err == nil && people > 100_000 && plain(name) {
			n.places = append(n.places, name)
		}
	}
	return sc.Err()
}

// plain reports a word of letters that begins with a capital.
func plain(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	return len(w) > 1 && unicode.IsUpper(first) && !strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
}

// swap puts other names in the place of some of the names of one or two words. It changes words in place.
func (n *names) swap(s []conllu.Word, labels []string, r *rng) {
	if n == nil {
		return
	}
	for i := 0; i < len(labels); i++ {
		kind, begins := strings.CutPrefix(labels[i], "B-")
		if !begins {
			continue
		}
		end := i + 1
		for end < len(labels) && labels[end] == "I-"+kind {
			end++
		}
		if r.chance(0.5) && proper(s[i:end]) {
			n.replace(s[i:end], kind, r)
		}
		i = end - 1
	}
}

func proper(s []conllu.Word) bool {
	for _, w := range s {
		if w.XPOS != "NNP" || !plain(w.Form) {
			return false
		}
	}
	return true
}

func (n *names) replace(s []conllu.Word, kind string, r *rng) {
	put := func(w *conllu.Word, from []string) {
		form := from[r.intn(len(from))]
		if len(w.Form) > 4 && w.Form == strings.ToUpper(w.Form) {
			form = strings.ToUpper(form)
		}
		w.Form, w.Lemma = form, form
	}
	switch {
	case kind == "LOC" && len(s) == 1:
		put(&s[0], n.places)
	case kind == "ORG" && len(s) == 1:
		put(&s[0], n.bodies)
	case kind == "PER" && len(s) == 1:
		put(&s[0], n.family)
	case kind == "PER" && len(s) == 2:
		put(&s[0], n.given)
		put(&s[1], n.family)
	}
}
