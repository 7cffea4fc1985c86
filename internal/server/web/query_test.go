package web

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestQuery(t *testing.T) {
	for _, c := range []struct{ name, q, do, key, value, want string }{
		{"add", `grain`, "toggle", "country", "KEN", `grain country:KEN`},
		{"take away", `grain country:KEN from:2024`, "toggle", "country", "KEN", `grain from:2024`},
		{"one more", `type:AID`, "choose", "type", "ACCUSE", `type:AID,ACCUSE`},
		{"one less", `type:AID,ACCUSE "a b"`, "choose", "type", "AID", `"a b" type:ACCUSE`},
		{"the last", `type:AID`, "choose", "type", "AID", ``},
		{"with blanks", ``, "choose", "publisher", "The Post", `publisher:"The Post"`},
		{"with quotation marks", ``, "choose", "publisher", `The "Post"`, `publisher:"The Post"`},
		{"a year", `from:2020 grain`, "choose", "year", "2024", `grain from:2024 to:2024`},
		{"no year", `from:2024 to:2024`, "choose", "year", "2024", ``},
		{"open quotation", `"never closed type:AID`, "choose", "type", "AID", `"never closed type:AID type:AID`},
	} {
		q := newQuery(c.q)
		var out query
		if c.do == "toggle" {
			out, _ = q.toggle(condition(c.key, c.value))
		} else {
			out, _ = q.choose(c.key, c.value)
		}
		if got := out.String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if q.String() != c.q {
			t.Errorf("%s: changes the query to %q", c.name, q)
		}
	}
}

func TestSnippets(t *testing.T) {
	long := strings.Repeat("Words of the beginning. ", 20)
	for _, c := range []struct {
		name, text string
		words      []string
		want       string // what stands first, marks in brackets
	}{
		{"start", "Grain and peace.", []string{"grain"}, "[Grain] and peace."},
		{"all", "Grain, more grain.", []string{"grain"}, "[Grain], more [grain]."},
		{"phrase", "On nuclear energy only.", []string{"nuclear energy"}, "On [nuclear energy] only."},
		{"none", "A text.", nil, "A text."},
		{"not there", "A text.", []string{"grain"}, "A text."},
		{"empty word", "A text.", []string{""}, "A text."},
		{"later", long + "Then grain came.", []string{"grain"}, "… "},
	} {
		var b strings.Builder
		for _, s := range snippets(c.text, c.words) {
			if s.On {
				b.WriteString("[" + s.Text + "]")
			} else {
				b.WriteString(s.Text)
			}
		}
		if got := b.String(); got != c.want && !(c.name == "later" && strings.HasPrefix(got, c.want) && strings.HasSuffix(got, "Then [grain] came.")) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// FuzzSnippets sees that no text and no word breaks a snippet: it is made of whole characters.
func FuzzSnippets(f *testing.F) {
	f.Add("Ünïted İstanbul 한국 grain", "grain")
	f.Add(strings.Repeat("한", 300), "국")
	f.Fuzz(func(t *testing.T, text, word string) {
		if !utf8.ValidString(text) {
			return
		}
		for _, s := range snippets(text, []string{strings.ToLower(word)}) {
			if utf8.ValidString(word) && !utf8.ValidString(s.Text) {
				t.Errorf("snippet %q of %q for %q", s.Text, text, word)
			}
		}
	})
}
