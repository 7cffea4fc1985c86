package sqlite_test

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/record"
)

// BenchmarkAdd keeps 20,000 articles that are coded already, 64 in a transaction, in a new store: documents a second
// of CPU (user and system) and bytes a document. The articles have 80 to 1,200 words; every one has names and words of
// its own, and few come near another.
func BenchmarkAdd(b *testing.B) {
	const batch = 64
	all := 20000
	if testing.Short() {
		all = 2000
	}
	w := newWorld(b)
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "bench.db")
		d, err := sqlite.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		var spent time.Duration
		words := 0
		for n := 0; n < all; n += batch {
			var docs []*record.Document
			for i := n; i < min(n+batch, all); i++ {
				docs = append(docs, w.document(i))
				words += len(strings.Fields(docs[len(docs)-1].Text))
			}
			before := cpu(b)
			if _, err := d.Add(b.Context(), time.Unix(1, 0), docs); err != nil {
				b.Fatal(err)
			}
			spent += cpu(b) - before
		}
		if n, err := d.Count(b.Context(), store.Documents, store.Filter{}); n != all || err != nil {
			b.Fatalf("%d documents, %v", n, err)
		}
		copies, err := d.Count(b.Context(), store.Documents, store.Filter{Terms: []store.Term{{Key: "copies", Values: []string{"no"}, Not: true}}})
		if err != nil {
			b.Fatal(err)
		}
		before := cpu(b)
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
		spent += cpu(b) - before
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(all)/spent.Seconds(), "documents/s-of-CPU")
		b.ReportMetric(float64(info.Size())/float64(all), "bytes/document")
		b.ReportMetric(float64(words)/float64(all), "words/document")
		b.ReportMetric(float64(copies), "copies")
	}
}

// cpu is what the process has spent so far.
func cpu(b *testing.B) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// world makes documents from the records of the sample articles.
type world struct {
	samples []*record.Document
	parts   []*record.Document // samples cut after their first sentences
}

func newWorld(b *testing.B) *world {
	e, err := readout.New()
	if err != nil {
		b.Fatal(err)
	}
	articles, err := readout.Samples()
	if err != nil {
		b.Fatal(err)
	}
	w := &world{}
	for _, a := range articles {
		d := e.Code(a)
		w.samples = append(w.samples, &d)
		a.Text = string([]rune(a.Text)[:d.Sentences[len(d.Sentences)*5/9].End])
		p := e.Code(a)
		w.parts = append(w.parts, &p)
	}
	return w
}

// document makes document n: mostly a sample or a part of one, sometimes two to six of them one after another, with
// other words. The mean is that of the samples.
func (w *world) document(n int) *record.Document {
	rng := rand.New(rand.NewSource(int64(n)))
	var from []*record.Document
	switch k := rng.Intn(100); {
	case k < 40:
		from = append(from, w.parts[rng.Intn(len(w.parts))])
	case k < 90:
		from = append(from, w.samples[rng.Intn(len(w.samples))])
	default:
		for range 1 + rng.Intn(2) + rng.Intn(2)*rng.Intn(5) {
			from = append(from, w.samples[rng.Intn(len(w.samples))])
		}
	}
	d := joined(from)
	d.ID, d.Title, d.URL = fmt.Sprint("article-", n), fmt.Sprint("Report of ", n), fmt.Sprintf("https://news.example/%d/%07d.html", n%7, n)
	d.Published = time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n*2000/20000+rng.Intn(3)).Format(time.DateOnly)
	d.Source = []string{"Agency", "Courier", "Herald", "Ministry", "Observer"}[rng.Intn(5)]
	reword(d, rng)
	return d
}

// joined puts documents one after another: texts, and records with their spans and ids moved.
func joined(from []*record.Document) *record.Document {
	out := &record.Document{Schema: record.Schema, Coder: from[0].Coder}
	out.Lang = "en"
	for _, d := range from {
		c := copyOf(reflect.ValueOf(d).Elem()).Interface().(record.Document)
		m := &mover{by: len([]rune(out.Text)), first: map[string]int{"e": len(out.Entities), "t": len(out.Times), "a": len(out.Amounts), "st": len(out.Statements), "ev": len(out.Events),
			"c": len(out.Contacts), "k": len(out.Commitments), "p": len(out.Positions), "s": len(out.Shifts)}}
		text := c.Text
		c.Article = record.Article{}
		m.move(reflect.ValueOf(&c).Elem())
		out.Text += text + "\n"
		to, src := reflect.ValueOf(out).Elem(), reflect.ValueOf(c)
		for i := range to.NumField() {
			if to.Field(i).Kind() == reflect.Slice {
				to.Field(i).Set(reflect.AppendSlice(to.Field(i), src.Field(i)))
			}
		}
	}
	return out
}

// copyOf copies a value with all that it points to.
func copyOf(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			out.Field(i).Set(copyOf(v.Field(i)))
		}
	case reflect.Slice:
		if !v.IsNil() {
			out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				out.Index(i).Set(copyOf(v.Index(i)))
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(copyOf(v.Elem()))
		}
	}
	return out
}

// mover moves the spans of a record and counts its ids on.
type mover struct {
	by    int
	first map[string]int // ids before, by prefix
}

func (m *mover) move(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if s, ok := v.Addr().Interface().(*record.Span); ok {
			s.Begin, s.End = s.Begin+m.by, s.End+m.by
			return
		}
		for i := range v.NumField() {
			m.move(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			m.move(v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			m.move(v.Elem())
		}
	case reflect.String:
		s := v.String()
		prefix := strings.TrimRight(s, "0123456789")
		before, ok := m.first[prefix]
		if n, err := strconv.Atoi(s[len(prefix):]); ok && err == nil {
			v.SetString(prefix + strconv.Itoa(n+before))
		}
	}
}

// reword gives a document other words of the same length: one in two words of the text that are not short and that no name has, from a
// vocabulary in which a few words are frequent and most are rare; and other letters to the names that no knowledge has.
func reword(d *record.Document, rng *rand.Rand) {
	text := []rune(d.Text)
	fixed := make([]bool, len(text))
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Ref == "" && e.Entry == "" && e.Kind == "person" {
			e.Name = other(e.Name, rng)
		}
		for _, m := range e.Mentions {
			for j := m.Begin; j < m.End; j++ {
				fixed[j] = true
			}
		}
	}
	zipf := rand.NewZipf(rng, 1.1, 20, 200000)
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && 'a' <= text[j] && text[j] <= 'z' && !fixed[j] {
			j++
		}
		if j-i >= 5 && rng.Intn(2) == 0 {
			copy(text[i:j], vocabulary(int(zipf.Uint64()), j-i))
		}
		i = max(j, i+1)
	}
	d.Text = string(text)
}

// vocabulary returns word n of a length.
func vocabulary(n, length int) []rune {
	rng := rand.New(rand.NewSource(int64(n)))
	out := make([]rune, length)
	for i := range out {
		out[i] = []rune("aeioutnrslc")[rng.Intn(5)+i%2*6]
	}
	return out
}

// other changes the small letters of a name.
func other(name string, rng *rand.Rand) string {
	key := rng.Intn(2000)
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			key = key*7 + 3
			return 'a' + rune((int(r)+key)%26)
		}
		return r
	}, name)
}

// BenchmarkLists asks a store of a million events for 50 records by each of many filters: CPU of a list at the median
// and the 95th percentile, for lists that were not asked before.
func BenchmarkLists(b *testing.B) {
	d, n := million(b)
	defer d.Close()
	before := cpu(b)
	if _, err := d.Count(b.Context(), store.Events, store.Filter{}); err != nil {
		b.Fatal(err)
	}
	ready := cpu(b) - before
	for b.Loop() {
		var times []time.Duration
		rows := 0
		for i := range 2000 {
			f, err := store.ParseFilter(query(rand.New(rand.NewSource(int64(i)))))
			if err != nil {
				b.Fatal(err)
			}
			cursor := ""
			for range 1 + i%2 {
				start := cpu(b)
				lines, next, err := d.Lines(b.Context(), store.Events, f, cursor, 50)
				if err != nil {
					b.Fatal(err)
				}
				times = append(times, cpu(b)-start)
				rows += len(lines)
				if cursor = next; cursor == "" {
					break
				}
			}
		}
		slices.Sort(times)
		var sum time.Duration
		for _, t := range times {
			sum += t
		}
		b.ReportMetric(float64(times[len(times)/2].Microseconds()), "µs-median")
		b.ReportMetric(float64(times[len(times)*95/100].Microseconds()), "µs-p95")
		b.ReportMetric(float64(sum.Microseconds())/float64(len(times)), "µs-mean")
		b.ReportMetric(float64(rows)/float64(len(times)), "rows/list")
	}
	b.ReportMetric(float64(n), "events")
	b.ReportMetric(ready.Seconds(), "s-to-ready")
}

// query makes a filter as people ask: a dyad or a country, mostly with a type or dates besides.
func query(rng *rand.Rand) string {
	country := func() string { return nations[min(rng.Intn(len(nations)), rng.Intn(len(nations)))] }
	var out []string
	switch rng.Intn(4) {
	case 0:
		out = append(out, "country:"+country())
	case 1:
		out = append(out, "source:"+country())
	default:
		if a, c := country(), country(); a != c {
			out = append(out, "dyad:"+a+"-"+c)
		}
	}
	if rng.Intn(2) == 0 {
		out = append(out, "type:"+[]string{"CONSULT", "ACCUSE", "AID", "ASSAULT", "RETREAT", "AGREE,COOPERATE"}[rng.Intn(6)])
	}
	if rng.Intn(2) == 0 {
		y := 2000 + rng.Intn(24)
		out = append(out, fmt.Sprintf("from:%d to:%d", y, y+rng.Intn(3)))
	}
	if rng.Intn(4) == 0 {
		out = append(out, "-factuality:planned")
	}
	return strings.Join(out, " ")
}

var nations = strings.Fields(`USA RUS CHN UKR ISR IRN GBR FRA DEU TUR IND PAK JPN KOR PRK SYR IRQ SAU EGY PSE LBN YEM AFG POL ITA ESP BRA MEX CAN AUS ETH SDN NGA KEN ZAF VEN COL CUB SRB HUN
	ROU GRC NLD BEL SWE NOR FIN DNK CHE AUT CZE BLR GEO ARM AZE KAZ UZB MNG MMR THA VNM PHL IDN MYS SGP BGD LKA NPL QAT ARE KWT OMN JOR LBY TUN DZA MAR MLI NER TCD SOM ERI COD RWA UGA TZA MOZ AGO ZWE ZMB
	CHL PER ARG BOL ECU GTM HND SLV NIC PAN HTI NZL`)

// million fills a store with a million events in 200,000 documents of real shape: countries by Zipf's law, 25 years.
// READOUT_MILLION names a file that is kept for the next time.
func million(b *testing.B) (*sqlite.DB, int) {
	path, docs := os.Getenv("READOUT_MILLION"), 200000
	if testing.Short() {
		docs = 20000
	}
	if path == "" {
		path = filepath.Join(b.TempDir(), "million.db")
	}
	d, err := sqlite.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	have, err := d.Count(b.Context(), store.Documents, store.Filter{})
	if err != nil {
		b.Fatal(err)
	}
	for n := have; n < docs; n += 1000 {
		var batch []*record.Document
		for i := range 1000 {
			batch = append(batch, eventful(n+i))
		}
		if _, err := d.Add(b.Context(), time.Unix(1, 0), batch); err != nil {
			b.Fatal(err)
		}
	}
	return d, docs * 5
}

// eventful makes a document of five events between states.
func eventful(n int) *record.Document {
	rng := rand.New(rand.NewSource(int64(n)))
	zipf := rand.NewZipf(rng, 1.2, 3, uint64(len(nations)-1))
	d := &record.Document{Schema: record.Schema, Coder: record.Coder{Version: "1", Knowledge: "k"}}
	d.ID, d.Source, d.Lang = fmt.Sprint(n), []string{"Agency", "Courier", "Herald", "Ministry"}[rng.Intn(4)], "en"
	published := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n*9000/200000)
	d.Published = published.Format(time.DateOnly)
	var text strings.Builder
	for i := range 4 {
		iso := nations[zipf.Uint64()]
		role := []string{"", "GOV", "MIL", "OPP"}[rng.Intn(4)]
		at := text.Len()
		fmt.Fprintf(&text, "%s%s ", iso, role)
		d.Entities = append(d.Entities, record.Entity{ID: fmt.Sprint("e", i+1), Kind: "state", Name: iso + role, Actor: iso + role, Country: iso, Ref: "Q" + iso + role,
			Mentions: []record.Mention{{Span: record.Span{Begin: at, End: at + len(iso)}, Form: "name", Reading: "literal", Rule: "mention/known"}}, Rule: "coref/entry", Entry: "actors/countries.txt:" + iso})
	}
	for range 24 {
		text.WriteString(string(vocabulary(rng.Intn(200000), 7)) + " ")
	}
	for i := range 5 {
		at := text.Len()
		fmt.Fprintf(&text, "event %d of %d. ", i, n)
		t := types[rng.Intn(len(types))*rng.Intn(len(types))/len(types)]
		e := record.Event{ID: fmt.Sprint("ev", i+1), Source: []string{fmt.Sprint("e", 1+rng.Intn(4))}, Target: []string{fmt.Sprint("e", 1+rng.Intn(4))}, Plover: t.plover, CAMEO: t.cameo, Quad: t.quad, Goldstein: "1.0",
			Contexts: []string{[]string{"diplomatic", "military", "economic"}[rng.Intn(3)]}, Trigger: record.Span{Begin: at, End: at + 5}, Evidence: record.Span{Begin: at, End: at + 12},
			Factuality: []string{"happened", "happened", "happened", "planned", "reported"}[rng.Intn(5)], Sources: []record.Chain{{}}, Rule: "event/verb", Entry: fmt.Sprint("lexicons/en/frames.txt:", rng.Intn(900))}
		if rng.Intn(3) == 0 {
			day := published.AddDate(0, 0, -rng.Intn(300)).Format(time.DateOnly)
			e.Date = &record.Interval{From: day, To: day, Grain: "day"}
		}
		d.Events = append(d.Events, e)
	}
	d.Text = text.String()
	return d
}

var types = []struct {
	plover, cameo string
	quad          int
}{{"CONSULT", "041", 1}, {"ACCUSE", "111", 3}, {"AGREE", "057", 1}, {"ASSAULT", "190", 4}, {"COOPERATE", "061", 2}, {"REQUEST", "101", 3}, {"AID", "071", 2}, {"SUPPORT", "051", 1}, {"REJECT", "120", 3},
	{"SANCTION", "163", 4}, {"THREATEN", "130", 3}, {"COERCE", "170", 4}, {"MOBILIZE", "150", 3}, {"PROTEST", "141", 3}, {"CONCEDE", "080", 2}, {"RETREAT", "087", 2}}
