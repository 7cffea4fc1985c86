// Names makes data/lexicons/en/given_names.txt: given names and the gender of those who bear them, counted
// in a table of office holders.
//
//	go run ./train/names DIR > data/lexicons/en/given_names.txt
//
// DIR holds holders_people.csv (Wikidata, CC0). A name is kept when at least nine in ten of its bearers have
// one gender, and left out when it is mostly a surname, as first words are where surnames come first.
package main

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// count is how often a word begins and ends a name.
type count struct{ male, female, last int }

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: names DIR > given_names.txt")
	}
	names, err := read(filepath.Join(os.Args[1], "holders_people.csv"))
	if err != nil {
		log.Fatal(err)
	}
	w := bufio.NewWriter(os.Stdout)
	fmt.Fprintln(w, "# Given names by the gender of those who bear them. Made by «go run ./train/names» from Wikidata (CC0): DO NOT")
	fmt.Fprintln(w, "# EDIT, add names in given_names_more.txt.")
	write(w, "Masc", names, func(c *count) bool { return c.male >= 9*c.female && c.male > 0 })
	write(w, "Fem", names, func(c *count) bool { return c.female >= 9*c.male && c.female > 0 })
	if err := w.Flush(); err != nil {
		log.Fatal(err)
	}
}

func read(path string) (map[string]*count, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	head, err := r.Read()
	if err != nil {
		return nil, err
	}
	name, gender := slices.Index(head, "name"), slices.Index(head, "gender")
	if name < 0 || gender < 0 {
		return nil, fmt.Errorf("%s: no columns name and gender", path)
	}
	out := map[string]*count{}
	at := func(w string) *count {
		if out[w] == nil {
			out[w] = &count{}
		}
		return out[w]
	}
	for {
		row, err := r.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		ws := strings.Fields(row[name])
		if len(ws) < 2 {
			continue
		}
		at(ws[len(ws)-1]).last++
		switch row[gender] {
		case "male":
			at(ws[0]).male++
		case "female":
			at(ws[0]).female++
		}
	}
}

func write(w io.Writer, gender string, names map[string]*count, keep func(*count) bool) {
	byLetter := map[rune][]string{}
	for n, c := range names {
		if keep(c) && c.last <= 2*(c.male+c.female) && isName(n) {
			first := []rune(n)[0]
			byLetter[first] = append(byLetter[first], n)
		}
	}
	letters := make([]rune, 0, len(byLetter))
	for l := range byLetter {
		letters = append(letters, l)
	}
	slices.Sort(letters)
	fmt.Fprintln(w, gender)
	for _, l := range letters {
		slices.Sort(byLetter[l])
		fmt.Fprintf(w, "\tnames: %s\n", strings.Join(byLetter[l], "; "))
	}
}

// isName keeps words that look like a given name: capital first, not all capitals, of letters and hyphens.
func isName(s string) bool {
	rs := []rune(s)
	if len(rs) < 3 || !unicode.IsUpper(rs[0]) || !unicode.IsLower(rs[1]) {
		return false
	}
	return !slices.ContainsFunc(rs, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
}
