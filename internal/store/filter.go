package store

import (
	"fmt"
	"slices"
	"strings"

	"github.com/openreadout/readout/record"
)

// Filter says which records are wanted. The zero Filter takes all.
//
// Its text form, shared by commands, API and pages, is a list of «key:value» and words, all of which must hold:
//
//	dyad:RUS-FRA type:CONSULT,AGREE from:2024-01-01 -factuality:planned "nuclear energy"
//
// A value may list alternatives with commas; «-» before a key excludes; words and quoted phrases must stand in
// the text of the document.
type Filter struct {
	Terms []Term
	Words []string // words and phrases of the text, in lower case
	From  string   // day of the record (of the document where it has none), inclusive, "" for no limit
	To    string
}

// Term is one condition.
type Term struct {
	Key    string // one of Keys
	Values []string
	Not    bool
}

// Keys are the conditions of a Filter, with what they ask of a record.
var Keys = []struct{ Name, Meaning string }{
	{"actor", "a party (source, target, speaker, participant, donor, recipient, holder) with this actor code or one that begins with it"},
	{"country", "a party of this country, ISO 3166-1 alpha-3"},
	{"dyad", "parties of both countries, RUS-FRA"},
	{"source", "the source, speaker, donor or holder of this country or actor code"},
	{"target", "the target or recipient of this country or actor code"},
	{"entity", "a party with this Wikidata id or name"},
	{"type", "PLOVER type of an event, mode of a contact, act of a statement, status of a commitment"},
	{"code", "CAMEO code that begins with these digits"},
	{"context", "PLOVER context of an event, topic of a statement or contact"},
	{"factuality", "factuality of an event"},
	{"quad", "quad class of an event, 1 to 4"},
	{"publisher", "publisher of the document"},
	{"document", "id of the document"},
	{"id", "id of the record"},
	{"verdict", "what people said of the record: accept, change, reject, none; rejected records are listed only if asked for"},
	{"copies", "no: leave out documents that are copies of others"},
	{"from", "day from which, 2024-01-01 or 2024"},
	{"to", "day until which"},
}

// ParseFilter reads the text form. An error names the word that it cannot read.
func ParseFilter(s string) (Filter, error) {
	var f Filter
	for _, w := range fields(s) {
		key, value, ok := strings.Cut(w, ":")
		not := strings.HasPrefix(key, "-")
		key = strings.ToLower(strings.TrimPrefix(key, "-"))
		if !ok || w[0] == '"' || !isKey(key) {
			if ok && w[0] != '"' && isWord(key) {
				return f, fmt.Errorf("%w: %q in the filter: there is no key %q; the keys are %s", ErrInvalid, w, key, keyNames())
			}
			if word := strings.ToLower(strings.Trim(w, `"`)); word != "" {
				f.Words = append(f.Words, word)
			}
			continue
		}
		value = strings.Trim(value, `"`)
		if value == "" {
			return f, fmt.Errorf("%w: %q in the filter: nothing after the colon", ErrInvalid, w)
		}
		if err := f.add(key, value, not); err != nil {
			return f, fmt.Errorf("%w: %q in the filter: %v", ErrInvalid, w, err)
		}
	}
	return f, nil
}

func (f *Filter) add(key, value string, not bool) error {
	if key == "from" || key == "to" {
		day, err := wholeDay(value, key == "to")
		if err != nil {
			return err
		}
		if key == "from" {
			f.From = day
		} else {
			f.To = day
		}
		return nil
	}
	t := Term{Key: key, Not: not}
	for v := range strings.SplitSeq(value, ",") {
		if v = strings.TrimSpace(v); v == "" {
			continue
		}
		if a, b, _ := strings.Cut(v, "-"); key == "dyad" && (len(a) != 3 || len(b) != 3) {
			return fmt.Errorf("want two countries, such as RUS-FRA")
		}
		t.Values = append(t.Values, v)
	}
	if len(t.Values) == 0 {
		return fmt.Errorf("nothing but commas after the colon")
	}
	f.Terms = append(f.Terms, t)
	return nil
}

// wholeDay completes a year or month to its first or last day.
func wholeDay(s string, last bool) (string, error) {
	tries := []string{s, s + "-01", s + "-01-01"}
	if last {
		tries = []string{s, s + "-31", s + "-30", s + "-29", s + "-28", s + "-12-31"}
	}
	for _, d := range tries {
		if record.ValidDay(d) {
			return d, nil
		}
	}
	return "", fmt.Errorf("want a day, month or year, such as 2024-05-01")
}

// fields splits at blanks, not inside quotation marks.
func fields(s string) []string {
	var out []string
	var b strings.Builder
	quoted := false
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	for _, r := range s {
		switch {
		case r == '"':
			quoted = !quoted
			b.WriteRune(r)
		case !quoted && (r == ' ' || r == '\t' || r == '\n'):
			flush()
		default:
			b.WriteRune(r)
		}
	}
	flush()
	return out
}

func isKey(k string) bool {
	return slices.ContainsFunc(Keys, func(x struct{ Name, Meaning string }) bool { return x.Name == k })
}

func isWord(k string) bool {
	return k != "" && strings.Trim(k, "abcdefghijklmnopqrstuvwxyz") == ""
}

func keyNames() string {
	var out []string
	for _, k := range Keys {
		out = append(out, k.Name)
	}
	return strings.Join(out, ", ")
}
