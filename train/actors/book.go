package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/actors"
)

// row is one row of a table by column name.
type row map[string]string

func readCSV(path string, add func(row)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, cols := range all[1:] {
		r := row{}
		for i, c := range cols {
			r[all[0][i]] = strings.Join(strings.Fields(c), " ")
		}
		add(r)
	}
	return nil
}

// book is the persons as they are gathered.
type book struct {
	people    map[string]*person   // by id: Q-id, or slug and country
	byName    map[string][]*person // by every name, folded, and by its skeleton
	positions map[[2]string]string // (position, country) -> scope
	posts     map[string]string    // Wikidata id of a position or a state -> «RUS president», «RUS»
	lastSeen  map[string]string    // by source repository: the latest day it tells of
	below     *book                // what people.txt has already
}

type person struct {
	id, ref, name, gender, country, surname string
	names                                   []string
	spells                                  []spell
}

type spell struct {
	of, office, title      string
	acting                 bool
	from, to, known, since string
	source, repo           string
}

func newBook() *book {
	return &book{people: map[string]*person{}, byName: map[string][]*person{}, positions: map[[2]string]string{}, posts: map[string]string{}, lastSeen: map[string]string{}}
}

// next returns an empty book that lies on top of b.
func (b *book) next() *book {
	n := newBook()
	n.below = b
	return n
}

func (b *book) addPerson(r row) {
	p := &person{id: r["person_qid"], ref: r["person_qid"], name: clean(r["name"]), gender: gender(r["gender"])}
	for _, n := range strings.Split(r["other_names"], ";") {
		if n = clean(strings.TrimSpace(n)); n != "" && n != p.name {
			p.names = append(p.names, n)
		}
	}
	b.people[p.id] = p
	b.index(p)
}

// index lets find find p under its names.
func (b *book) index(p *person) {
	for _, n := range append([]string{p.name}, p.names...) {
		for _, k := range append(shortened(n), actors.Fold(n), actors.Skeleton(actors.Fold(n))) {
			if !slices.Contains(b.byName[k], p) {
				b.byName[k] = append(b.byName[k], p)
			}
		}
	}
}

// shortened returns the first word of a name with its last one, and with its second if there are more: what
// tables leave out is in between («Mahamat Idriss Déby Itno», «Mahamat Déby»).
func shortened(name string) []string {
	ws := strings.Fields(actors.Skeleton(actors.Fold(name)))
	if len(ws) < 2 || slices.Contains(ws, "bin") || slices.Contains(ws, "abd") { // many cousins have the same first and last
		return nil
	}
	out := []string{"~" + ws[0] + " " + ws[len(ws)-1]}
	if len(ws) > 3 {
		out = append(out, "~"+ws[0]+" "+ws[len(ws)-2])
	}
	return out
}

// clean drops what a name has in brackets and signs that the files use.
func clean(name string) string {
	if i := strings.Index(name, " ("); i > 0 {
		name = name[:i]
	}
	return strings.NewReplacer(";", "", "#", "", "`", "'").Replace(strings.TrimSpace(name))
}

func gender(s string) string {
	switch {
	case strings.HasSuffix(s, "female"):
		return "f"
	case strings.HasSuffix(s, "male"):
		return "m"
	}
	return ""
}

func (b *book) addPosition(r row) {
	b.positions[[2]string{r["position_qid"], r["country_iso3"]}] = r["scope"]
	of := state(r["country_iso3"], r["title"])
	if q := r["country_qid"]; q != "" && len(of) == 3 && strings.Count(q, "Q") == 1 {
		b.posts[q] = of
	}
	office, title, _ := officeOf(r["title"])
	if office == "-" {
		office, title, _ = officeOf(r["wikidata_label"])
	}
	if of == "" || office == "-" || office == "minister" || office == "ambassador" || r["scope"] == "subnational" {
		return
	}
	if title != "" && title != office {
		office += " (" + title + ")"
	}
	b.posts[r["position_qid"]] = of + " " + office
}

func (b *book) addHolder(r row) {
	repo := r["source_repo"]
	b.lastSeen[repo] = max(b.lastSeen[repo], r["start"], r["end"])
	if b.positions[[2]string{r["position_qid"], r["country_iso3"]}] == "subnational" {
		return
	}
	position := r["position"]
	if strings.HasSuffix(repo, "world-leaders-2021") && strings.HasPrefix(strings.ToLower(position), "president of") {
		position = "President" // «president of Germany»: that table has heads of state and government alone
	}
	office, title, since := officeOf(position)
	p := b.people[r["person_qid"]]
	if office == "-" || p == nil || r["start"] == "" || len(strings.Fields(p.name)) == 0 {
		return
	}
	of := state(r["country_iso3"], r["position"])
	if of == "" {
		return
	}
	s := spell{of: of, office: office, title: title, from: r["start"], to: r["end"], source: "wikidata", repo: repo, since: since,
		acting: strings.HasPrefix(strings.ToLower(r["position"]), "acting")}
	switch {
	case office == "monarch" && (title == "" || strings.HasPrefix(title, "yang")):
		s.title = "king"
		if p.gender == "f" {
			s.title = "queen"
		}
	case office == "foreign minister" && of == "GBR":
		s.title = "foreign secretary"
	}
	p.spells = append(p.spells, s)
}

// state turns the table's country into the one of countries.txt, or the key of an organisation.
func state(iso, position string) string {
	switch iso {
	case "INT":
		switch {
		case strings.Contains(position, "United Nations General"), strings.Contains(position, "Secretary-General of the United Nations"):
			return "un"
		case strings.Contains(position, "World Trade"):
			return "wto"
		}
		return ""
	case "EUE", "ATF", "IOT", "UMI", "BVT", "HMD", "SGS":
		return ""
	}
	return iso
}

// factbookOffices names the office of a title of the Factbook.
func factbookOffice(r row) (office, title string) {
	t := strings.ToLower(r["title"])
	has := func(ss ...string) bool {
		return slices.ContainsFunc(ss, func(s string) bool { return strings.Contains(t, s) })
	}
	switch {
	case r["capacity"] == "representative":
		if has("governor general", "governor-general") {
			return "governor-general", ""
		}
		return "", ""
	case has("pope"):
		return "pope", ""
	case has("taliban leader", "supreme leader"):
		return "supreme leader", ""
	case has("sovereign council"):
		return "sovereign council chairman", ""
	case has("monarch", "king", "queen", "emperor", "amir", "sultan", "grand duke") || t == "prince":
		if has("and prime minister") && r["office"] == "head of government" {
			return "prime minister", ""
		}
		for _, w := range []string{"king", "queen", "emperor", "sultan", "grand duke"} {
			if has(w) {
				return "monarch", w
			}
		}
		if has("amir") {
			return "monarch", "emir"
		}
		return "monarch", "prince"
	case r["office"] == "head of government" && has("chancellor"):
		return "prime minister", "chancellor"
	case r["office"] == "head of government" && has("taoiseach"):
		return "prime minister", "taoiseach"
	case r["office"] == "head of government" && has("prime minister", "premier", "president of council", "president of the government", "council of ministers", "cabinet of ministers"):
		return "prime minister", ""
	case has("president", "head of state") && !has("vice", "assembly", "territorial", "polynesia", "pontifical", "state affairs"):
		return "president", ""
	case has("chief executive"):
		return "chief executive", ""
	}
	return "", ""
}

// The Factbook archive used here was written on this day.
const factbookDay = "2026-01-17"

func (b *book) addFactbook(r row) {
	office, title := factbookOffice(r)
	iso := r["country_iso3"]
	if office == "" || r["capacity"] == "vacant" || iso == "" || r["since"] == "" || dependent[iso] {
		return
	}
	p := b.find(clean(r["person"]), iso)
	if p == nil {
		p = b.create(clean(r["person"]), iso)
	}
	if s := clean(r["surname"]); s != "" && strings.Contains(p.name, s) {
		p.surname = s
	}
	b.extend(p, spell{of: iso, office: office, title: title, acting: r["capacity"] == "acting", from: r["since"], known: factbookDay, source: "factbook"})
}

// dependent are territories whose head of state is that of another state.
var dependent = setOf("ABW AIA ASM BLM BMU COK CUW CYM FLK FRO GGY GIB GRL GUM IMN JEY MAF MNP MSR NCL NFK NIU PCN PRI PYF SHN SJM SPM SXM TCA TKL VGB VIR WLF UMI CCK CXR ATF IOT HMD SGS BVT ATA")

func setOf(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// extend adds a spell that goes on, or joins it to the one that the person has of the office.
func (b *book) extend(p *person, s spell) {
	for i := range p.spells {
		old := &p.spells[i]
		if old.of == s.of && old.office == s.office && (old.to == "" || old.to >= s.from) && len(old.from) >= 4 && abs(year(old.from)-year(s.from)) <= 1 {
			if len(s.from) > len(old.from) {
				old.from = s.from
			}
			old.to, old.known, old.source, old.acting = "", s.known, s.source, s.acting
			if old.title == "" {
				old.title = s.title
			}
			return
		}
	}
	p.spells = append(p.spells, s)
}

func year(d string) int {
	n := 0
	for _, c := range d[:min(4, len(d))] {
		n = n*10 + int(c-'0')
	}
	return n
}

func abs(n int) int { return max(n, -n) }

// find returns the person of that name who held an office of the state, by the name or by a
// romanisation of it.
func (b *book) find(name, iso string) *person {
	f := actors.Fold(name)
	for _, k := range append([]string{f, actors.Skeleton(f)}, shortened(name)...) {
		if i := slices.IndexFunc(b.byName[k], func(p *person) bool { return p.heldIn(iso) }); i >= 0 {
			return b.byName[k][i]
		}
	}
	return nil
}

func (p *person) heldIn(iso string) bool {
	return p.country == iso || slices.ContainsFunc(p.spells, func(s spell) bool { return s.of == iso })
}

func (b *book) create(name, iso string) *person {
	id := actors.Slug(name) + "-" + iso
	if p := b.people[id]; p != nil {
		return p
	}
	p := &person{id: id, name: name, country: iso}
	b.people[id] = p
	b.index(p)
	return p
}

func (b *book) addOther(r row) {
	source := map[string]string{"open-data-archive/world-leaders-current": "worldleaders"}[r["source"]]
	switch {
	case strings.HasPrefix(r["source"], "REIGN"):
		source = "reign"
	case strings.HasPrefix(r["source"], "Archigos"):
		source = "archigos"
	}
	s := spell{of: r["country_iso3"], from: r["start"], to: r["end"], source: source}
	if s.to == "" {
		s.known = r["as_of"]
	}
	if source == "worldleaders" {
		s.office, s.title = factbookOffice(r)
	} else {
		s.office = "leader"
	}
	if s.of == "" || s.of == "INT" || s.of == "EUE" || s.office == "" || s.from == "" || s.to != "" && s.to < "1945" {
		return
	}
	name := clean(r["person"])
	if old := b.below.people[r["person_qid"]]; old != nil && old.covers(s) {
		return
	} else if !strings.ContainsAny(name, " -") && b.below.led(name, s) {
		return
	} else if old := b.below.find(name, s.of); old != nil && old.covers(s) {
		return
	} else if old != nil && r["person_qid"] == "" {
		r["person_qid"] = old.ref
	}
	p := b.find(name, s.of)
	if p == nil {
		p = b.create(name, s.of)
		p.ref = r["person_qid"]
		if old := b.below.people[p.ref]; old != nil {
			p.name, p.gender = old.name, old.gender
		}
	}
	p.spells = append(p.spells, s)
}

// led reports whether somebody of that surname led the state in the time of s: some tables have surnames only.
func (b *book) led(surname string, s spell) bool {
	for _, p := range b.people {
		if ws := strings.Fields(p.name); len(ws) > 1 && (actors.Fold(ws[len(ws)-1]) == actors.Fold(surname) || actors.Fold(ws[0]) == actors.Fold(surname)) && p.covers(s) {
			return true
		}
	}
	return false
}

// covers reports whether the person has a leading office in the time of s already.
func (p *person) covers(s spell) bool {
	for _, x := range p.spells {
		leading := x.office == s.office || s.office == "leader" && (x.office == "president" || x.office == "prime minister" || x.office == "monarch" || x.office == "supreme leader" || x.office == "sovereign council chairman")
		if leading && x.of == s.of && x.from[:4] <= cmp.Or(s.to, "9999") && s.from[:4] <= cmp.Or(x.to, "9999") {
			return true
		}
	}
	return false
}
