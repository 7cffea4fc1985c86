package page

import (
	"encoding/json"
	"strings"
)

// thing is an object of JSON-LD (schema.org).
type thing map[string]any

// ranks orders the types of things that a page may be; a higher one describes the text better.
var ranks = map[string]int{"WebPage": 1, "Event": 1, "CreativeWork": 2, "BlogPosting": 3, "SocialMediaPosting": 3, "Report": 4, "Article": 4, "NewsArticle": 5, "ReportageNewsArticle": 5,
	"AnalysisNewsArticle": 5, "OpinionNewsArticle": 5, "BackgroundNewsArticle": 5, "PressRelease": 5, "GovernmentPublication": 5, "LiveBlogPosting": 6}

// things reads the objects of a script, those inside @graph and mainEntity included.
func things(source string) []thing {
	source = strings.TrimSpace(source)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}, {"<![CDATA[", "]]>"}} {
		source = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(source, wrap[0]), wrap[1]))
	}
	source = lineEnds(strings.TrimSuffix(source, ";"))
	var v any
	if json.Unmarshal([]byte(source), &v) != nil {
		return nil
	}
	var out []thing
	var walk func(v any, depth int)
	walk = func(v any, depth int) {
		if depth > 6 || len(out) > 200 {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x, depth+1)
			}
		case map[string]any:
			out = append(out, v)
			for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
				walk(v[key], depth+1)
			}
		}
	}
	walk(v, 0)
	return out
}

// lineEnds writes line ends inside texts as JSON wants them; many pages do not.
func lineEnds(source string) string {
	var b strings.Builder
	in, escaped := false, false
	for i := range len(source) {
		c := source[i]
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = in
		case c == '"':
			in = !in
		case c == '\n' && in:
			b.WriteString("\\n")
			continue
		case c < ' ':
			c = ' '
		}
		b.WriteByte(c)
	}
	return b.String()
}

func (t thing) rank() int {
	best := 0
	for _, k := range t.list("@type") {
		k = k[strings.LastIndexAny(k, "/:")+1:]
		best = max(best, ranks[k])
	}
	return best
}

// list is a value that may be one text or several.
func (t thing) list(key string) []string {
	switch v := t[key].(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, x := range v {
			if s, ok := x.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

func (t thing) text(key string) string {
	if l := t.list(key); len(l) > 0 {
		return tidy(unescape(l[0]))
	}
	return ""
}

// named is the name of a value that is an object, or the text that it is.
func (t thing) named(key string) string {
	v := t[key]
	if l, ok := v.([]any); ok && len(l) > 0 {
		v = l[0]
	}
	switch v := v.(type) {
	case string:
		if strings.Contains(v, "://") {
			return ""
		}
		return tidy(unescape(v))
	case map[string]any:
		return thing(v).text("name")
	}
	return ""
}

// bodyOf is the text of a thing, cut into paragraphs.
func bodyOf(t thing) []string {
	l := t.list("articleBody")
	if len(l) == 0 {
		return nil
	}
	return cut(l[0])
}

// cut turns text that may hold markup into paragraphs.
func cut(s string) []string {
	if strings.Contains(s, "<p") || strings.Contains(s, "<br") || strings.Contains(s, "<div") {
		return Fragment(s)
	}
	var out []string
	for line := range strings.SplitSeq(unescape(s), "\n") {
		if line = tidy(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
