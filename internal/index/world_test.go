package index

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"github.com/openreadout/readout/internal/store"
)

// world makes documents with events as news has them: a few countries and people are in most, a long tail in few;
// a third are symmetric, a tenth have more than two parties.
type world struct {
	r       *rand.Rand
	parties []store.Party
	sets    [][]string
	acts    [][2]string
	ids     uint64
	day     time.Time
	step    time.Duration
}

// newWorld makes a world whose documents cover ten years when there are so many.
func newWorld(seed uint64, parties, documents int) *world {
	w := &world{r: rand.New(rand.NewPCG(seed, 7)), day: time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC), step: 10 * 365 * 24 * time.Hour / time.Duration(documents)}
	sectors := []string{"GOV", "MIL", "", "OPP", "LEG", "BUS", "CVL", "REB", "MED", "JUD"}
	for i := range parties {
		country := fmt.Sprintf("%c%c%c", 'A'+i%9, 'A'+i/9%5, 'A'+w.zipf(5))
		if i >= 200 {
			country = w.parties[w.zipf(200)].Country
		}
		p := store.Party{Name: fmt.Sprintf("Name%d Surname%d", i, i), Kind: "person", Country: country, Actor: country + sectors[i%len(sectors)]}
		if i%3 == 0 {
			p.Ref = fmt.Sprint("Q", 1000+i)
		}
		if i%17 == 0 {
			p.Country, p.Actor = "", "IGO"+sectors[i%len(sectors)]
		}
		p.Key = p.Ref
		if p.Ref == "" {
			p.Key = fmt.Sprintf("person/%s/name%d surname%d", p.Actor, i, i)
		}
		w.parties = append(w.parties, p)
	}
	words := []string{"diplomatic", "military", "economic", "territory", "cbrn", "legal", "executive", "election", "terrorism", "health", "cyber", "asylum"}
	w.sets = append(w.sets, nil)
	for i, a := range words {
		w.sets = append(w.sets, []string{a})
		for _, b := range words[i+1:] {
			w.sets = append(w.sets, []string{a, b})
		}
	}
	types := []string{"CONSULT", "ASSAULT", "COOPERATE", "AID", "ACCUSE", "REQUEST", "SANCTION", "AGREE", "THREATEN", "PROTEST", "REJECT", "SUPPORT", "MOBILIZE", "COERCE", "RETREAT", "CONCEDE", ""}
	for i := range 160 {
		w.acts = append(w.acts, [2]string{types[i%len(types)], fmt.Sprintf("%02d%d", 1+i%20, i/20)})
	}
	return w
}

// zipf returns a number below n, small ones far more often: of the kind 1/x.
func (w *world) zipf(n int) int {
	return min(n-1, int(math.Exp(w.r.Float64()*math.Log(float64(n)+1)))-1)
}

// document makes the next document with some ten events.
func (w *world) document() store.Scanned {
	w.ids++
	w.day = w.day.Add(w.step)
	s := store.Scanned{ID: fmt.Sprintf("%032x", w.ids*0x9e3779b97f4a7c15), Publisher: fmt.Sprint("Publisher ", w.zipf(200))}
	if w.r.IntN(8) == 0 {
		s.CopyOf = "x"
	}
	for i := range 1 + w.r.IntN(19) {
		s.Rows = append(s.Rows, w.event(i))
	}
	return s
}

var factualities = []string{"happened", "reported", "planned", "possible", "denied", "demanded", "ongoing", "did-not-happen", "conditional", "unknown"}

func (w *world) event(i int) store.Flat {
	a := w.acts[w.zipf(len(w.acts))]
	f := store.Flat{Kind: store.Events, Index: i, Type: a[0], Code: a[1], Quad: 1 + w.r.IntN(4), Factuality: factualities[w.zipf(len(factualities))], Contexts: w.sets[w.zipf(len(w.sets))]}
	if w.r.IntN(200) == 0 {
		f.Verdict = []string{"accept", "change", "reject"}[w.r.IntN(3)]
	}
	day := w.day.AddDate(0, 0, -w.zipf(400))
	f.From, f.To = day.Format(time.DateOnly), day.Format(time.DateOnly)
	switch w.r.IntN(20) {
	case 0:
		f.From, f.To = "", ""
	case 1:
		f.From, f.To = day.Format("2006-01")+"-01", day.Format("2006-01")+"-28"
	case 2:
		f.From = day.AddDate(-1, 0, 0).Format(time.DateOnly)
	}
	add := func(r store.Role) {
		p := w.parties[w.zipf(len(w.parties))]
		p.Role = r
		f.Parties = append(f.Parties, p)
	}
	add(store.Source)
	second := store.Target
	if w.r.IntN(3) == 0 {
		second = store.Source
	}
	if w.r.IntN(10) > 0 {
		add(second)
	}
	for w.r.IntN(10) == 0 {
		add(store.Role(w.r.IntN(3)))
	}
	return f
}
