// Command actors makes data/actors/people.txt, people_other.txt and positions.tsv from tables of office holders.
//
//	go run ./train/actors --tables DIR [--out data/actors]
//
// DIR holds holders.csv, holders_people.csv and holders_positions.csv (Wikidata through
// every-politician-scrapers, CC0), leaders_factbook.csv (The World Factbook, public domain) and
// leaders_other.csv (REIGN, Archigos, world-leaders-current; the licence stands in each row). What it
// keeps and how offices are named is in offices.go. Persons of the first three tables go to people.txt,
// what only the last tells to people_other.txt, so that each file has one licence. The result depends on
// the tables alone.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	tables := flag.String("tables", "", "folder with the tables")
	out := flag.String("out", "data/actors", "folder to write to")
	flag.Parse()
	if err := run(*tables, *out); err != nil {
		fmt.Fprintln(os.Stderr, "actors:", err)
		os.Exit(1)
	}
}

func run(tables, out string) error {
	b := newBook()
	for _, step := range []struct {
		file string
		add  func(row)
	}{
		{"holders_people.csv", b.addPerson},
		{"holders_positions.csv", b.addPosition},
		{"holders.csv", b.addHolder},
		{"leaders_factbook.csv", b.addFactbook},
	} {
		if err := readCSV(filepath.Join(tables, step.file), step.add); err != nil {
			return err
		}
	}
	b.finish()
	if err := b.write(filepath.Join(out, "people.txt"), peopleHead); err != nil {
		return err
	}
	if err := b.writePosts(filepath.Join(out, "positions.tsv")); err != nil {
		return err
	}
	other := b.next()
	if err := readCSV(filepath.Join(tables, "leaders_other.csv"), other.addOther); err != nil {
		return err
	}
	other.finish()
	return other.write(filepath.Join(out, "people_other.txt"), otherHead)
}

const peopleHead = `# Persons and the offices they held. Made by «go run ./train/actors»: DO NOT EDIT, correct in leaders.txt.
# Sources: wikidata (CC0, through every-politician-scrapers, 2021 to January 2023), factbook (The World
# Factbook, public domain, January 2026). The form of an office is told in README.md.
`

const otherHead = `# Leaders that people.txt does not have. Made by «go run ./train/actors»: DO NOT EDIT, correct in leaders.txt.
# Sources: reign (REIGN leader list, MIT, to March 2021), archigos (Archigos 4.1, Goemans, Gleditsch and
# Chiozza 2009, through manystates, CC BY 4.0, to 2015), worldleaders (world-leaders-current, CC BY-SA 4.0,
# to August 2026): facts only, each with its source.
`
