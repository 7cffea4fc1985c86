package knowledge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/openreadout/readout/record"
)

// Judge compares the events of rec with those wanted, «SOURCE TYPE TARGET» each: all of them and no other.
func Judge(rec *record.Document, want []string) (got string, ok bool) {
	left := slices.Clone(rec.Events)
	ok = true
	for _, w := range want {
		i := slices.IndexFunc(left, func(e record.Event) bool { return fits(rec, &e, w) })
		if i < 0 {
			ok = false
			continue
		}
		left = slices.Delete(left, i, i+1)
	}
	var all []string
	for i := range rec.Events {
		all = append(all, Describe(rec, &rec.Events[i]))
	}
	return OrNone(all), ok && len(left) == 0
}

// OrNone joins events as the examples write them, «none» for none.
func OrNone(events []string) string {
	if len(events) == 0 {
		return "none"
	}
	return strings.Join(events, "; ")
}

// fits reports whether e is the event «SOURCE TYPE[/CODE] TARGET»; parties may be of several words, joined
// by «_».
func fits(rec *record.Document, e *record.Event, want string) bool {
	f := strings.Fields(want)
	if len(f) != 3 {
		return false
	}
	typ, code, coded := strings.Cut(f[1], "/")
	if typ == "-" {
		typ = ""
	}
	if e.Plover != typ || coded && e.CAMEO != code {
		return false
	}
	source, target := e.Source, e.Target
	if e.Symmetric && len(target) == 0 && len(source) > 1 {
		source, target = source[:1], source[1:]
	}
	return party(rec, source, f[0]) && party(rec, target, f[2]) || e.Symmetric && party(rec, target, f[0]) && party(rec, source, f[2])
}

// party reports whether one of the entities has the code or the country, or is named by the words; «-»
// stands for no party.
func party(rec *record.Document, ids []string, want string) bool {
	if want == "-" {
		return len(ids) == 0
	}
	want = strings.ReplaceAll(want, "_", " ")
	for _, id := range ids {
		x := entity(rec, id)
		if x == nil {
			continue
		}
		if x.Country == want || strings.HasPrefix(x.Actor, want) || x.Place != nil && x.Place.Country == want || named(rec, x, want) {
			return true
		}
		if len(x.Members) > 0 && party(rec, x.Members, want) {
			return true
		}
	}
	return false
}

func entity(rec *record.Document, id string) *record.Entity {
	for i := range rec.Entities {
		if rec.Entities[i].ID == id {
			return &rec.Entities[i]
		}
	}
	return nil
}

func named(rec *record.Document, x *record.Entity, want string) bool {
	text, want := []rune(rec.Text), strings.ToLower(want)
	for _, m := range x.Mentions {
		if strings.Contains(strings.ToLower(string(text[m.Begin:m.End])), want) {
			return true
		}
	}
	return strings.Contains(strings.ToLower(x.Name), want)
}

// Describe writes an event as examples have it, with its parties' names and codes.
func Describe(rec *record.Document, e *record.Event) string {
	typ := e.Plover
	if typ == "" {
		typ = "-"
	}
	return fmt.Sprintf("%s %s/%s %s", names(rec, e.Source), typ, e.CAMEO, names(rec, e.Target))
}

func names(rec *record.Document, ids []string) string {
	var out []string
	for _, id := range ids {
		if x := entity(rec, id); x != nil {
			name := strings.ReplaceAll(x.Name, " ", "_")
			if x.Actor != "" {
				name += "[" + x.Actor + "]"
			}
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, "+")
}
