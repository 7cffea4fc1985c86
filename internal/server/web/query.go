package web

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/store"
)

// query is the text of a filter in its words: conditions, words, quoted phrases.
type query []string

// newQuery splits the text of a filter at blanks, not inside quotation marks, as store.ParseFilter does.
func newQuery(s string) query {
	var out query
	quoted := false
	for _, w := range strings.FieldsFunc(s, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return !quoted && (r == ' ' || r == '\t' || r == '\n' || r == '\r')
	}) {
		out = append(out, w)
	}
	return out
}

func (q query) String() string { return strings.Join(q, " ") }

// address is that of the search for q among records of a kind.
func (q query) address(k store.Kind, cursor string) string {
	v := url.Values{}
	for _, p := range [][2]string{{"q", q.String()}, {"kind", string(k)}, {"cursor", cursor}} {
		if p[1] != "" {
			v.Set(p[0], p[1])
		}
	}
	return "/search?" + v.Encode()
}

// without leaves out the conditions of a key; a year is a condition of from and to.
func (q query) without(key string) query {
	return slices.DeleteFunc(slices.Clone(q), func(w string) bool {
		k, _, ok := strings.Cut(w, ":")
		return ok && (k == key || key == "year" && (k == "from" || k == "to"))
	})
}

// toggle adds a condition, or takes it away where it is there already.
func (q query) toggle(condition string) (out query, was bool) {
	if i := slices.Index(q, condition); i >= 0 {
		return slices.Concat(q[:i:i], q[i+1:]), true
	}
	return append(slices.Clone(q), condition), false
}

// choose adds a value to the alternatives of a key, or takes it away where it is one. Of years there is one at a time.
func (q query) choose(key, value string) (out query, was bool) {
	if key == "year" {
		from, to := "from:"+value, "to:"+value
		if slices.Contains(q, from) && slices.Contains(q, to) {
			return q.without(key), true
		}
		return append(q.without(key), from, to), false
	}
	var values []string
	for _, w := range q {
		if k, v, ok := strings.Cut(w, ":"); ok && k == key {
			values = append(values, strings.Split(strings.Trim(v, `"`), ",")...)
		}
	}
	if i := slices.Index(values, value); i >= 0 {
		values, was = slices.Delete(values, i, i+1), true
	} else {
		values = append(values, value)
	}
	out = q.without(key)
	if len(values) > 0 {
		joined := strings.ReplaceAll(strings.Join(values, ","), `"`, "")
		if strings.ContainsAny(joined, " \t") {
			joined = `"` + joined + `"`
		}
		out = append(out, key+":"+joined)
	}
	return out, was
}

// mistakes are the words of q, those on that cannot be read.
func (q query) mistakes() []mistake {
	var out []mistake
	for _, w := range q {
		_, err := store.ParseFilter(w)
		out = append(out, mistake{w, err != nil})
	}
	return out
}

// reason is what an error of a filter says, without its kind.
func reason(err error) string {
	return strings.TrimPrefix(err.Error(), store.ErrInvalid.Error()+": ")
}

// aroundWord is how many characters stand around a word in a snippet.
const aroundWord = 110

// snippets shows the first place where a word or phrase stands in a text, and the words in it; the beginning of the
// text where there is none.
func snippets(text string, words []string) []snippet {
	lower := strings.ToLower(text)
	at := -1
	if len(lower) == len(text) { // else places in one are none in the other
		for _, w := range words {
			if i := strings.Index(lower, w); i >= 0 && (at < 0 || i < at) {
				at = i
			}
		}
	}
	begin := min(edge(text, max(0, at-aroundWord)), max(0, at))
	end := edge(text, min(len(text), max(at, 0)+2*aroundWord))
	part, low := text[begin:end], lower
	if len(lower) == len(text) {
		low = lower[begin:end]
	}
	var out []snippet
	add := func(s string, on bool) {
		if s != "" {
			out = append(out, snippet{s, on})
		}
	}
	if begin > 0 {
		add("… ", false)
	}
	for at >= 0 && part != "" {
		next, length := -1, 0
		for _, w := range words {
			if i := strings.Index(low, w); i >= 0 && w != "" && (next < 0 || i < next) {
				next, length = i, len(w)
			}
		}
		if next < 0 {
			break
		}
		add(part[:next], false)
		add(part[next:next+length], true)
		part, low = part[next+length:], low[next+length:]
	}
	add(part, false)
	if end < len(text) {
		add(" …", false)
	}
	return out
}

// edge moves a place in a text to the beginning of a word near by, else of a character.
func edge(text string, at int) int {
	if at == 0 || at >= len(text) {
		return min(at, len(text))
	}
	if i := strings.IndexAny(text[at:min(len(text), at+30)], " \n"); i >= 0 {
		return at + i + 1
	}
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return at
}
