// Package language tells whether a text is English. A text in another language is refused with a reason
// instead of being coded as noise.
//
// It counts letters by script and the small words of some thirty languages (data/lexicons/languages.txt). In
// English running text two words of five are small words; a text passes when no other language has more of
// them, and when it has not too few. Texts of less than five words have the benefit of the doubt.
package language

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/lexicon"
)

// Path is where the small words lie in the knowledge.
const Path = "lexicons/languages.txt"

// Detector is the layer. It is safe for concurrent use.
type Detector struct {
	languages []language
	words     map[string][]int // languages by small word
	letters   map[rune][]int   // languages by letter
	english   int
}

type language struct{ code, name, script string }

// Result says what a text is in.
type Result struct {
	Code    string // ISO 639-1, «und» where it is not known
	English bool
	Reason  string // why a text is not taken for English, "" for one that is
}

// New reads the small words.
func New(k fs.FS) (*Detector, error) {
	entries, err := lexicon.Read(k, Path)
	if err != nil {
		return nil, err
	}
	x := &Detector{words: map[string][]int{}, letters: map[rune][]int{}, english: -1}
	for i := range entries {
		if err := x.add(&entries[i]); err != nil {
			return nil, err
		}
	}
	if x.english < 0 {
		return nil, fmt.Errorf("%s: no entry for en", Path)
	}
	return x, nil
}

func (x *Detector) add(e *lexicon.Entry) error {
	code, name, ok := strings.Cut(e.Head, " ")
	if !ok {
		return e.Errorf("want a code and a name, such as «fr French»")
	}
	l := len(x.languages)
	if code == "en" {
		x.english = l
	}
	script := e.Get("script")
	if _, known := scripts[script]; !known && script != "" {
		return e.Errorf("unknown script %q", script)
	}
	x.languages = append(x.languages, language{code, name, script})
	for _, f := range e.Fields {
		switch f.Key {
		case "words":
			for _, w := range strings.Fields(f.Value) {
				if k := x.words[w]; len(k) == 0 || k[len(k)-1] != l {
					x.words[w] = append(k, l)
				}
			}
		case "letters":
			for _, r := range f.Value {
				x.letters[r] = append(x.letters[r], l)
			}
		case "script":
		default:
			return e.FieldErrorf(f, "unknown field %q", f.Key)
		}
	}
	return nil
}

// Apply sets Lang and, for a text that is not English, Refused.
func (x *Detector) Apply(d *doc.Doc) {
	r := x.Detect(d.Text)
	d.Lang = r.Code
	if !r.English {
		d.Refused = "not English: " + r.Reason
	}
}

// scripts are those that the lexicon may name.
var scripts = map[string]*unicode.RangeTable{"Latin": unicode.Latin, "Cyrillic": unicode.Cyrillic, "Arabic": unicode.Arabic, "Han": unicode.Han,
	"Kana": kana, "Hangul": unicode.Hangul, "Greek": unicode.Greek, "Hebrew": unicode.Hebrew, "Devanagari": unicode.Devanagari, "Thai": unicode.Thai,
	"Georgian": unicode.Georgian, "Armenian": unicode.Armenian, "Ethiopic": unicode.Ethiopic, "Bengali": unicode.Bengali, "Tamil": unicode.Tamil}

var kana = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x3041, Hi: 0x30ff, Stride: 1}}}

// scriptOrder is the order in which scripts are tried, so that ties fall the same way each time.
var scriptOrder = []string{"Latin", "Cyrillic", "Arabic", "Han", "Kana", "Hangul", "Greek", "Hebrew", "Devanagari", "Thai", "Georgian", "Armenian", "Ethiopic", "Bengali", "Tamil"}

// scriptOf returns the script of a letter, "" for one that is in none of the lexicon's.
func scriptOf(r rune) string {
	if r < 0x250 {
		return "Latin"
	}
	for _, s := range scriptOrder {
		if unicode.Is(scripts[s], r) {
			return s
		}
	}
	return ""
}

// sample bounds what is read of a long text: its beginning, middle and end.
const sample = 16 << 10

func excerpts(text string) []string {
	if len(text) <= 3*sample {
		return []string{text}
	}
	middle := len(text)/2 - sample/2
	for !utf8.RuneStart(text[middle]) {
		middle++
	}
	last := len(text) - sample
	for !utf8.RuneStart(text[last]) {
		last++
	}
	return []string{text[:sample], text[middle : middle+sample], text[last:]}
}
