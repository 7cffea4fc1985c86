package timex

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/calendar"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/lexicon"
	"github.com/openreadout/readout/internal/numeral"
)

// Where the words lie in the knowledge.
const (
	wordsPath    = "lexicons/en/time.txt"
	holidaysPath = "lexicons/en/time_holidays.txt"
)

// entry is one expression of the lexicon in one class.
type entry struct {
	words        []string // atoms in lower case
	class, value string
	n            int    // value as a number, where it is one
	part         string // deictic: part of the day («tonight»)
	reference    bool   // direction: counted from the reference time, not from publication
	careful      bool   // something else as well («may», «march», «sun»)
	span         bool   // direction «past»: a stretch that ends at publication
	adjective    bool
	noun         bool // ref: a noun phrase, not an adverb («the past»)
	count        bool // unit: only after a number
	holiday      *holiday
}

// holiday is how the days of a holiday are found; exactly one of the rules is set.
type holiday struct {
	fixed                  [2]int // month and day
	easter, orthodox       *int
	month, nth, weekday    int
	plus                   int
	table                  map[int]calendar.Day // year -> day
	days                   int                  // how long it lasts, 0 for one day
	on                     calendar.Day
	once, dated, byWeekday bool
	countries              [][]string // names as atoms, one of which the text must have
}

var classes = map[string]bool{"month": true, "weekday": true, "season": true, "unit": true, "part": true, "deictic": true, "direction": true, "edge": true,
	"bound": true, "approx": true, "ref": true, "set": true, "every": true, "alternate": true, "times": true, "zone": true, "forward": true,
	"implicative": true, "label": true, "counted": true, "event": true, "decade": true, "shift": true}

// words is the lexicon by the first atom of its expressions.
type words struct {
	by      map[string][]*entry
	class   map[string]map[string]bool // class -> single word -> true, for quick questions
	careful map[string]bool            // single words that are something else as well
}

func readWords(k fs.FS) (*words, error) {
	w := &words{by: map[string][]*entry{}, class: map[string]map[string]bool{}, careful: map[string]bool{}}
	entries, err := lexicon.Read(k, wordsPath)
	if err != nil {
		return nil, err
	}
	for i := range entries {
		if err := w.word(&entries[i]); err != nil {
			return nil, err
		}
	}
	if entries, err = lexicon.Read(k, holidaysPath); err != nil {
		return nil, err
	}
	for i := range entries {
		if err := w.holiday(&entries[i]); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (w *words) word(e *lexicon.Entry) error {
	x := entry{}
	for _, f := range e.Fields {
		switch f.Key {
		case "class":
			if !classes[f.Value] {
				return e.FieldErrorf(f, "unknown class %s", f.Value)
			}
			x.class = f.Value
		case "value":
			x.value = f.Value
			x.n, _ = strconv.Atoi(f.Value)
		case "part":
			x.part = f.Value
		case "from":
			x.reference = f.Value == "reference"
		case "careful":
			x.careful = true
		case "span":
			x.span = true
		case "adjective":
			x.adjective = true
		case "noun":
			x.noun = true
		case "count":
			x.count = true
		case "forms":
		default:
			return e.FieldErrorf(f, "unknown field %s", f.Key)
		}
	}
	if x.class == "" {
		return e.Errorf("%s has no class", e.Head)
	}
	w.add(e, x)
	return nil
}

// add indexes x under the head and every form of e.
func (w *words) add(e *lexicon.Entry, x entry) {
	forms := []string{e.Head}
	if f := e.Get("forms"); f != "" {
		forms = append(forms, strings.Split(f, ",")...)
	}
	for _, f := range forms {
		y := x
		y.words = atoms(f)
		if len(y.words) == 0 {
			continue
		}
		w.by[y.words[0]] = append(w.by[y.words[0]], &y)
		if len(y.words) == 1 {
			if w.class[y.class] == nil {
				w.class[y.class] = map[string]bool{}
			}
			w.class[y.class][y.words[0]] = true
			if y.careful {
				w.careful[y.words[0]] = true
			}
		}
	}
}

func atoms(s string) []string {
	var out []string
	for _, a := range numeral.Atoms(&doc.Doc{Text: strings.TrimSpace(s)}) {
		out = append(out, a.Low)
	}
	return out
}

func (w *words) holiday(e *lexicon.Entry) error {
	h := &holiday{}
	for _, f := range e.Fields {
		if err := h.set(f); err != nil {
			return e.FieldErrorf(f, "%v", err)
		}
	}
	w.add(e, entry{class: "holiday", holiday: h, value: e.Head})
	return nil
}

func (h *holiday) set(f lexicon.Field) error {
	var err error
	switch f.Key {
	case "fixed":
		d, ok := calendar.Parse("2000-" + f.Value)
		if !ok {
			return fmt.Errorf("no date: %s", f.Value)
		}
		_, h.fixed[0], h.fixed[1] = d.Date()
		h.dated = true
	case "easter", "orthodox":
		n, err := strconv.Atoi(f.Value)
		if err != nil {
			return fmt.Errorf("no number of days: %s", f.Value)
		}
		if f.Key == "easter" {
			h.easter = &n
		} else {
			h.orthodox = &n
		}
	case "weekday":
		n, _ := fmt.Sscan(f.Value, &h.month, &h.nth, &h.weekday, &h.plus)
		if n < 3 || h.month < 1 || h.month > 12 || h.weekday < 1 || h.weekday > 7 {
			return fmt.Errorf("want month, which, weekday: %s", f.Value)
		}
		h.byWeekday = true
	case "table":
		h.table = map[int]calendar.Day{}
		for _, s := range strings.Fields(f.Value) {
			d, ok := calendar.Parse(s)
			if !ok {
				return fmt.Errorf("no date: %s", s)
			}
			h.table[d.Year()] = d
		}
	case "on":
		d, ok := calendar.Parse(f.Value)
		if !ok {
			return fmt.Errorf("no date: %s", f.Value)
		}
		h.on, h.once = d, true
	case "days":
		h.days, err = strconv.Atoi(f.Value)
	case "countries":
		for _, c := range strings.Split(f.Value, ",") {
			h.countries = append(h.countries, atoms(c))
		}
	case "forms":
	default:
		return fmt.Errorf("unknown field %s", f.Key)
	}
	return err
}

// in returns the first day of the holiday in a year.
func (h *holiday) in(year int) (calendar.Day, bool) {
	switch {
	case h.once:
		return h.on, true
	case h.dated:
		return calendar.Of(year, h.fixed[0], h.fixed[1]), true
	case h.easter != nil:
		return calendar.Easter(year) + calendar.Day(*h.easter), true
	case h.orthodox != nil:
		return calendar.OrthodoxEaster(year) + calendar.Day(*h.orthodox), true
	case h.byWeekday:
		return calendar.NthWeekday(year, h.month, h.nth, h.weekday) + calendar.Day(h.plus), true
	}
	d, ok := h.table[year]
	return d, ok
}
