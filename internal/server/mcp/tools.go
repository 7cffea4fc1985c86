package mcp

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/store"
)

type searchInput struct {
	Kind   string `json:"kind" jsonschema:"documents, entities, events, statements, contacts, commitments or positions"`
	Filter string `json:"filter,omitempty" jsonschema:"key:value conditions and words, all of which must hold, such as: dyad:RUS-FRA from:2024 type:CONSULT \"nuclear energy\""`
	Limit  int    `json:"limit,omitempty" jsonschema:"rows at most, 1 to 50; 20 unless told"`
	Cursor string `json:"cursor,omitempty" jsonschema:"next of the result before, for more rows"`
}

type countInput struct {
	Kind   string `json:"kind" jsonschema:"documents, entities, events, statements, contacts, commitments or positions"`
	Filter string `json:"filter,omitempty" jsonschema:"as in search"`
}

type idInput struct {
	ID string `json:"id" jsonschema:"id of a record or document, as search gives it"`
}

type readInput struct {
	ID     string `json:"id" jsonschema:"id of a document"`
	Offset int    `json:"offset,omitempty" jsonschema:"character from which to read; next of the result before"`
}

type citeInput struct {
	ID   string `json:"id" jsonschema:"id of a record or document"`
	Form string `json:"form,omitempty" jsonschema:"text, json, bibtex or csl; text unless told"`
}

type gapInput struct {
	A string `json:"a" jsonschema:"country, ISO 3166-1 alpha-3, such as RUS"`
	B string `json:"b" jsonschema:"country, ISO 3166-1 alpha-3, such as FRA"`
}

type timelineInput struct {
	A      string `json:"a" jsonschema:"country, ISO 3166-1 alpha-3, such as RUS"`
	B      string `json:"b" jsonschema:"country, ISO 3166-1 alpha-3, such as FRA"`
	Filter string `json:"filter,omitempty" jsonschema:"as in search; give days, such as from:2024-01 to:2024-03, to get less"`
}

type compareInput struct {
	A     string `json:"a" jsonschema:"id of a document, the readout of one side"`
	B     string `json:"b" jsonschema:"id of a document, the readout of the other side"`
	Force bool   `json:"force,omitempty" jsonschema:"compare documents that seem to tell of different contacts"`
}

type codeInput struct {
	Text      string `json:"text" jsonschema:"text of a report or readout, in English"`
	Published string `json:"published,omitempty" jsonschema:"day of publication, such as 2025-07-02: relative times count from it"`
	Source    string `json:"source,omitempty" jsonschema:"publisher"`
	Title     string `json:"title,omitempty" jsonschema:"title"`
	Lang      string `json:"lang,omitempty" jsonschema:"en to code without asking whether it is English"`
}

// tools lists every tool.
func (s *Server) tools(to *mcp.Server) {
	var keys []string
	for _, k := range store.Keys {
		keys = append(keys, k.Name+" ("+k.Meaning+")")
	}
	add(to, s, "search", "Search records", "Lists records of a kind, newest first, each in one line with its id. Keys of the filter: "+strings.Join(keys, "; ")+`. A value may list alternatives with commas, «-» before a key excludes, words and "quoted phrases" must stand in the text.`, s.search)
	add(to, s, "count", "Count records", "Tells how many records of a kind a filter takes.", s.count)
	add(to, s, "record", "One record", "Gives one record in full, as JSON, with the words that it stands on.", s.record)
	add(to, s, "read", "Text of a document", "Gives title, publisher, day and text of a document, a part at a time.", s.read)
	add(to, s, "explain", "Explain a record", "Says which rule, lexicon entry, words and actor made a record.", s.explain)
	add(to, s, "cite", "Cite a record", "Gives the citation of a record: its id, text, characters, rule and versions.", s.cite)
	add(to, s, "verify", "Verify a record", "Codes the text of a record or document again and says whether it comes out the same.", s.verify)
	add(to, s, "gap", "Contacts of two countries", "Lists the contacts of the leaders and governments of two countries in order of time with the time between them, and holds claims of a first contact since a day against them.", s.gap)
	add(to, s, "timeline", "What there was between two countries", "Lists contacts, events, statements about each other and commitments of two countries in order of time, each with its reports.", s.timeline)
	add(to, s, "compare", "Compare two readouts", "Sets two sides' readouts of one contact side by side: what both tell, what one alone tells, how the words differ.", s.compare)
	add(to, s, "code", "Code a text", "Codes a text into records. Nothing is kept.", s.code)
}

// row is a record of a search.
type row struct {
	ID        string `json:"id"`
	Document  string `json:"document"`
	Published string `json:"published,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Verdict   string `json:"verdict,omitempty"` // what people said of it
	Says      string `json:"says"`
	Words     string `json:"words,omitempty"`
}

type rows struct {
	Rows []row  `json:"rows"`
	Next string `json:"next,omitempty"`
}

// mostWords is how many characters of a record's own words a search shows.
const mostWords = 300

func kindOf(name string) (store.Kind, error) {
	k := store.Kind(name)
	if !slices.Contains(store.Kinds, k) {
		return k, fmt.Errorf("kind %q; want one of %v", name, store.Kinds)
	}
	return k, nil
}

// search lists records; when they are too large for a result the last ones are left for the next page.
func (s *Server) search(ctx context.Context, in searchInput) (string, error) {
	k, err := kindOf(in.Kind)
	if err != nil {
		return "", err
	}
	f, err := store.ParseFilter(in.Filter)
	if err != nil {
		return "", err
	}
	if in.Limit == 0 {
		in.Limit = 20
	}
	if in.Limit < 1 || in.Limit > mostRows {
		return "", fmt.Errorf("limit %d; want 1 to %d", in.Limit, mostRows)
	}
	for limit := in.Limit; ; limit = (limit + 1) / 2 {
		list, next, err := s.desk.Store.List(ctx, k, f, in.Cursor, limit)
		if err != nil {
			return "", err
		}
		out := rows{Rows: []row{}, Next: next}
		for _, r := range list {
			c := export.Cite(k, r)
			out.Rows = append(out.Rows, row{c.ID, c.Document, c.Published, c.Publisher, r.Verdict, short(c.Says), short(c.Words)})
		}
		text, err := inJSON(out)
		if err != nil || len(text) <= mostBytes || limit == 1 {
			return text, err
		}
	}
}

func short(s string) string {
	if r := []rune(s); len(r) > mostWords {
		return string(r[:mostWords]) + "…"
	}
	return s
}

func (s *Server) count(ctx context.Context, in countInput) (string, error) {
	k, err := kindOf(in.Kind)
	if err != nil {
		return "", err
	}
	f, err := store.ParseFilter(in.Filter)
	if err != nil {
		return "", err
	}
	n, err := s.desk.Store.Count(ctx, k, f)
	if err != nil {
		return "", err
	}
	return inJSON(map[string]int{"count": n})
}

func (s *Server) record(ctx context.Context, in idInput) (string, error) {
	k, r, err := desk.Find(ctx, s.desk.Store, in.ID)
	if err != nil {
		return "", err
	}
	line, err := store.LineOf(k, r)
	if err != nil {
		return "", err
	}
	return inJSON(map[string]any{"kind": k, "record": line.Record, "verdict": r.Verdict, "copy_of": r.CopyOf, "about": export.Cite(k, r)})
}

// readRunes is how many characters of a text one call gives.
const readRunes = 6000

func (s *Server) read(ctx context.Context, in readInput) (string, error) {
	d, err := s.desk.Store.Document(ctx, in.ID)
	if err != nil {
		return "", err
	}
	text := []rune(d.Text)
	if in.Offset < 0 || in.Offset > len(text) {
		return "", fmt.Errorf("offset %d; the text has %d characters", in.Offset, len(text))
	}
	end := min(in.Offset+readRunes, len(text))
	out := map[string]any{"id": in.ID, "title": d.Title, "publisher": d.Source, "published": d.Published, "url": d.URL, "characters": len(text), "offset": in.Offset, "text": string(text[in.Offset:end])}
	if end < len(text) {
		out["next"] = end
	}
	return inJSON(out)
}

func (s *Server) explain(ctx context.Context, in idInput) (string, error) {
	x, err := s.desk.Explain(ctx, in.ID)
	if err != nil {
		return "", err
	}
	return x.Text, nil
}

func (s *Server) cite(ctx context.Context, in citeInput) (string, error) {
	k, r, err := desk.Find(ctx, s.desk.Store, in.ID)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	switch c := export.Cite(k, r); in.Form {
	case "", "text":
		err = c.Text(&b)
	case "json":
		err = c.JSON(&b)
	case "bibtex":
		err = c.BibTeX(&b)
	case "csl":
		err = c.CSL(&b)
	default:
		err = fmt.Errorf("form %q; want text, json, bibtex or csl", in.Form)
	}
	return b.String(), err
}

func (s *Server) verify(ctx context.Context, in idInput) (string, error) {
	v, err := s.desk.Verify(ctx, in.ID)
	if err != nil {
		return "", err
	}
	return inJSON(v)
}

func (s *Server) gap(ctx context.Context, in gapInput) (string, error) {
	dyads, err := desk.Gap(ctx, s.desk.Store, strings.ToUpper(in.A), strings.ToUpper(in.B))
	if err != nil {
		return "", err
	}
	return inJSON(map[string]any{"a": in.A, "b": in.B, "dyads": dyads})
}

func (s *Server) timeline(ctx context.Context, in timelineInput) (string, error) {
	f, err := store.ParseFilter(in.Filter)
	if err != nil {
		return "", err
	}
	entries, err := desk.Timeline(ctx, s.desk.Store, strings.ToUpper(in.A), strings.ToUpper(in.B), f)
	if err != nil {
		return "", err
	}
	return inJSON(map[string]any{"a": in.A, "b": in.B, "entries": entries})
}

func (s *Server) compare(ctx context.Context, in compareInput) (string, error) {
	c, err := s.desk.Compare(ctx, in.A, in.B, ledger.Options{Force: in.Force})
	if err != nil {
		return "", err
	}
	return inJSON(c)
}
