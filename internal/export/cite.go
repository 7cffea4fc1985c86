package export

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// Citation is what a record is cited with: enough to find it again and to code it again.
type Citation struct {
	ID        string      `json:"id"`
	Kind      store.Kind  `json:"kind"`
	Document  string      `json:"document"`
	TextHash  string      `json:"text_hash"`
	Span      record.Span `json:"span"`
	Words     string      `json:"words"`
	Says      string      `json:"says"`
	Title     string      `json:"title,omitempty"`
	Publisher string      `json:"publisher,omitempty"`
	Published string      `json:"published,omitempty"`
	URL       string      `json:"url,omitempty"`
	Version   string      `json:"version"`
	Knowledge string      `json:"knowledge"`
	Rule      string      `json:"rule,omitempty"`
	Entry     string      `json:"entry,omitempty"`
}

// Cite makes the citation of a row. The knowledge's hash covers the models.
func Cite(k store.Kind, r store.Row) Citation {
	c := newCell(r)
	out := Citation{ID: r.ID, Kind: k, Document: r.DocID, TextHash: store.TextHash(c.d.Text), Title: c.d.Title, Publisher: c.d.Source, Published: c.d.Published, URL: c.d.URL,
		Version: c.d.Coder.Version, Knowledge: c.d.Coder.Knowledge}
	for _, f := range store.Flatten(c.d, r.DocID) {
		if f.Kind == k && f.Index == r.Index {
			out.Span = f.Span
		}
	}
	if k != store.Documents {
		out.Words = c.words(out.Span)
	}
	for i, name := range Columns(k) {
		switch v := Values(k, r)[i]; name {
		case "rule":
			out.Rule = v
		case "entry":
			out.Entry = v
		}
	}
	var b strings.Builder
	if Line(&b, k, r) == nil {
		out.Says = strings.Join(strings.Fields(b.String()), " ")
	}
	return out
}

// Text writes the citation for people. What a document has not, words and a rule, is left out.
func (c Citation) Text(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nrecord    %s (%s)\ndocument  %s\ntext      %s, characters %d to %d\nsource    %s\n",
		c.Says, c.ID, c.Kind, c.Document, c.TextHash, c.Span.Begin, c.Span.End, strings.Join(nonEmpty(c.Title, c.Publisher, c.Published, c.URL), ", "))
	if c.Words != "" {
		fmt.Fprintf(&b, "words     «%s»\n", c.Words)
	}
	fmt.Fprintf(&b, "coded by  Readout %s, knowledge %s\n", c.Version, c.Knowledge)
	if rule := strings.Join(nonEmpty(c.Rule, c.Entry), ", "); rule != "" {
		fmt.Fprintf(&b, "rule      %s\n", rule)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func nonEmpty(xs ...string) []string {
	var out []string
	for _, x := range xs {
		if x != "" {
			out = append(out, x)
		}
	}
	return out
}

// JSON writes the citation as one JSON object.
func (c Citation) JSON(w io.Writer) error { return indented(w, c) }

func indented(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// note says in one line what was coded, by what.
func (c Citation) note() string {
	rule := ""
	if c.Rule != "" {
		rule = ", rule " + c.Rule
	}
	return fmt.Sprintf("Readout record %s: %s. Text %s, characters %d to %d. Coded by Readout %s, knowledge %s%s.", c.ID, c.Says, c.TextHash, c.Span.Begin, c.Span.End, c.Version, c.Knowledge, rule)
}

// BibTeX writes an entry of the kind misc.
func (c Citation) BibTeX(w io.Writer) error {
	fmt.Fprintf(w, "@misc{readout-%s,\n", c.ID[len(c.ID)-8:])
	for _, f := range [][2]string{{"title", first(c.Title, c.Says)}, {"author", c.Publisher}, {"year", c.Published[:min(4, len(c.Published))]}, {"date", c.Published}, {"url", c.URL}, {"note", c.note()}} {
		if f[1] != "" {
			fmt.Fprintf(w, "  %s = {%s},\n", f[0], bibTeX.Replace(f[1]))
		}
	}
	_, err := fmt.Fprintln(w, "}")
	return err
}

var bibTeX = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "&", `\&`, "#", `\#`, "_", `\_`, "$", `\$`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`)

// CSL writes an item of CSL-JSON (citeproc).
func (c Citation) CSL(w io.Writer) error {
	item := map[string]any{"id": "readout-" + c.ID, "type": "article-newspaper", "title": first(c.Title, c.Says), "note": c.note()}
	if c.Publisher != "" {
		item["author"] = []any{map[string]string{"literal": c.Publisher}}
		item["container-title"] = c.Publisher
	}
	if len(c.Published) == 10 {
		var y, m, d int
		if n, _ := fmt.Sscanf(c.Published, "%d-%d-%d", &y, &m, &d); n == 3 {
			item["issued"] = map[string]any{"date-parts": [][]int{{y, m, d}}}
		}
	}
	if c.URL != "" {
		item["URL"] = c.URL
	}
	return indented(w, []any{item})
}
