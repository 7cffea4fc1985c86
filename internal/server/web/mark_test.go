package web

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

func span(begin, end int) record.Span { return record.Span{Begin: begin, End: end} }

// TestParagraphs sees how the text is cut: «words|records|classes that begin here» for each stretch.
func TestParagraphs(t *testing.T) {
	d := &record.Document{Article: record.Article{Text: "Norway said Chad would pay.\n\nIt did."}}
	d.Entities = []record.Entity{{ID: "e1", Name: "Norway", Mentions: []record.Mention{{Span: span(0, 6)}}}, {ID: "e2", Name: "Chad", Mentions: []record.Mention{{Span: span(12, 16)}}}}
	d.Statements = []record.Statement{{ID: "st1", Cue: span(7, 11), Content: []record.Span{span(12, 26)}, Act: "report"}}
	// the second event lies across the content's end and the first event's
	d.Events = []record.Event{{ID: "ev1", Trigger: span(17, 26), Factuality: "planned"}, {ID: "ev2", Trigger: span(23, 27), Factuality: "denied"}}
	want := []string{
		"Norway e1", " ", "said st1", " ", "Chad st1,e2", " st1", "would st1,ev1", "pay st1,ev1,ev2", ". ev2",
	}
	stretch := regexp.MustCompile(`<(?:a|span)(?: data-r="([^"]*)")?[^>]*class="m[^>]*>([^<]*)<|>?([^<>]+)`)
	ps := paragraphs(d, "")
	if len(ps) != 2 || ps[1] != "It did." {
		t.Fatalf("paragraphs %q", ps)
	}
	var got []string
	for _, m := range stretch.FindAllStringSubmatch(strings.ReplaceAll(string(ps[0]), `<span class="at"`, "<at"), -1) {
		if m[2] != "" && m[1] != "" {
			ids := strings.Fields(m[1])
			slices.SortFunc(ids, func(a, b string) int {
				return slices.Index([]string{"e1", "st1", "e2", "ev1", "ev2"}, a) - slices.Index([]string{"e1", "st1", "e2", "ev1", "ev2"}, b)
			})
			got = append(got, strings.TrimSpace(m[2])+" "+strings.Join(ids, ","))
		}
	}
	want = slices.DeleteFunc(want, func(s string) bool { return s == " " })
	if !slices.Equal(got, want) {
		t.Errorf("stretches\n%q, want\n%q, in %s", got, want, ps[0])
	}
	for _, s := range []string{`id="at-e1"`, `id="at-st1"`, `id="at-ev1"`, `id="at-ev2"`, `begins-content`, `ends-content`, `event denied`, `href="#ev1"`} {
		if !strings.Contains(string(ps[0]), s) {
			t.Errorf("%s lacks %s", ps[0], s)
		}
	}
	only := string(paragraphs(d, store.Events)[0])
	if strings.Contains(only, "e1") || strings.Contains(only, "st1") || !strings.Contains(only, `id="at-ev2"`) {
		t.Errorf("events alone: %s", only)
	}
}

// TestParagraphsKeepText sees that whatever the marks the text stands there whole.
func TestParagraphsKeepText(t *testing.T) {
	text := `A <b>"deal" & 'more'</b>` + "\nthe end 한국 🙂 é"
	n := len([]rune(text))
	d := &record.Document{Article: record.Article{Text: text}}
	for b := 0; b < n; b += 3 {
		for e := b + 1; e <= n; e += 5 {
			d.Events = append(d.Events, record.Event{ID: "ev" + strings.Repeat("i", len(d.Events)), Trigger: span(b, e), Factuality: `happened"><script>`})
		}
	}
	var got []string
	for _, p := range paragraphs(d, "") {
		if strings.Contains(string(p), "<b>") || strings.Contains(string(p), "<script") {
			t.Errorf("markup of the text in %s", p)
		}
		got = append(got, plainText(string(p)))
	}
	if strings.Join(got, "\n") != text {
		t.Errorf("%q, want %q", got, text)
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

func plainText(html string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'", "&amp;", "&").Replace(tag.ReplaceAllString(html, ""))
}
