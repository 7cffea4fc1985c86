package main

import (
	"bufio"
	"os"
	"strings"
	"unicode"

	"github.com/openreadout/readout/internal/gazetteer"
)

// generic words that a region's name may begin or end with.
var generic = []string{" Oblast'", " oblast", " Oblast", " Province", " Region", " Governorate", " Krai", " Kray", " Republic", " District", " State",
	" County", " Department", " Prefecture", " Voivodeship", " Canton", " Division", " Municipality", " Emirate", " Autonomous Region", " Parish", " Zone"}

// regionNames returns the name of a region and its name without the generic word.
func regionNames(name string) []string {
	name = strings.ReplaceAll(name, ";", ",")
	out := []string{name}
	for _, g := range generic {
		if s, ok := strings.CutSuffix(name, g); ok && s != "" {
			out = append(out, s)
		}
	}
	for _, p := range []string{"Republic of ", "Province of ", "State of ", "Departamento de ", "Provincia de ", "Région de "} {
		if s, ok := strings.CutPrefix(name, p); ok {
			out = append(out, s)
		}
	}
	if s, ok := strings.CutSuffix(name, "skaya"); ok {
		out = append(out, s+"sk")
	}
	return out
}

// chooseNames keeps those of the other names of each city that stand in the texts.
func chooseNames(cities []*city, texts []string) error {
	wanted := map[string]int{} // by folded name: how often it was seen
	for _, c := range cities {
		main := gazetteer.Fold(c.names[0])
		kept := c.others[:0]
		for _, n := range c.others {
			if plausible(n) && gazetteer.Fold(n) != main {
				kept = append(kept, n)
				wanted[gazetteer.Fold(n)] = 0
			}
		}
		c.others = kept
	}
	for _, t := range texts {
		if err := count(t, wanted); err != nil {
			return err
		}
	}
	mains := map[string]int{} // the largest city that has it as its main name
	for _, c := range cities {
		f := gazetteer.Fold(c.names[0])
		mains[f] = max(mains[f], c.population)
	}
	for _, c := range cities {
		have := map[string]bool{gazetteer.Fold(c.names[0]): true}
		for _, n := range c.others {
			f := gazetteer.Fold(n)
			// a name seen once or twice may be anybody's; one that is a larger city's main name is no help
			if !have[f] && wanted[f] >= 3 && mains[f] <= c.population && c.population >= 30_000 {
				have[f] = true
				c.names = append(c.names, n)
			}
		}
	}
	return nil
}

// plausible reports whether a name could stand in English: Latin script, a capital first, no code.
func plausible(n string) bool {
	if len(n) < 4 || strings.ContainsAny(n, ";()") || strings.ToUpper(n) == n {
		return false
	}
	for i, r := range n {
		switch {
		case i == 0 && !unicode.IsUpper(r):
			return false
		case unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r), unicode.IsDigit(r):
			return false
		}
	}
	return true
}

// count counts the runs of up to four words with capitals in the text whose folded form is wanted.
func count(path string, wanted map[string]int) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<26)
	for sc.Scan() {
		words := strings.FieldsFunc(sc.Text(), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '-' && r != '\'' && r != '’'
		})
		for i, w := range words {
			w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
			if r := []rune(w); len(r) == 0 || !unicode.IsUpper(r[0]) {
				continue
			}
			name := ""
			for j := i; j < min(i+4, len(words)); j++ {
				name = strings.TrimSpace(name + " " + strings.TrimSuffix(strings.TrimSuffix(words[j], "'s"), "’s"))
				key := gazetteer.Fold(name)
				if n, ok := wanted[key]; ok {
					wanted[key] = n + 1
				}
			}
		}
	}
	return sc.Err()
}
