package ingest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/openreadout/readout/internal/page"
	"github.com/openreadout/readout/record"
)

// root finds the first element of an XML file.
var root = regexp.MustCompile(`(?s)^(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?[^>]*>)*<([\w:.-]+)`)

// readXML reads what PETRARCH reads, or a saved feed.
func readXML(in *input, yield func(Item) bool) bool {
	head, _ := in.r.Peek(1 << 15)
	name := ""
	if m := root.FindSubmatch(bytes.TrimPrefix(head, []byte("\uFEFF"))); m != nil {
		name = strings.ToLower(string(m[1]))
	}
	switch name {
	case "sentences", "sentence", "stories", "story":
		return readSentences(in, yield)
	case "html":
		return readPage(in, yield)
	case "rss", "feed", "rdf:rdf", "rdf":
		it, b := in.all()
		if it.Err != nil {
			return yield(it)
		}
		return readFeed(it, b, yield)
	}
	return yield(Item{Name: in.name, Err: fmt.Errorf("XML of <%s>: want <Sentences> (PETRARCH), <rss>, <feed> or <html>", name)})
}

// unit is a <Sentence> or <Story>: its attributes and its text.
type unit struct {
	id, date, source, url string
	single                bool // one sentence of a story, by sentence="true"
	line                  int
	text, loose           strings.Builder // inside <Text>; outside any element of its own
}

// stories puts the sentences of a story together: those that follow one another with one story, day and source in
// their attributes. PETRARCH names them STORY_1, STORY_2, ….
type stories struct {
	in    *input
	yield func(Item) bool
	open  Item
	story string
	text  []string
	gap   string // between the parts of the text
	begun bool
	more  bool
	count int
}

// readSentences reads the input of PETRARCH: <Sentence date="20080804" id="X_1" source="AFP" sentence="true"> with a
// <Text>; where sentence is not "true" the text is a whole story. Trees and codings in it are passed over.
func readSentences(in *input, yield func(Item) bool) bool {
	d := xml.NewDecoder(in.r)
	d.Strict, d.Entity, d.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
	s := &stories{in: in, yield: yield, more: true}
	var outer unit // of a <Story> around sentences
	var u *unit
	inText, depth := false, 0 // depth: of elements inside the unit
	for s.more {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			s.end()
			return s.more && yield(Item{Name: in.name, Err: broken(d, err)})
		}
		switch t := t.(type) {
		case xml.StartElement:
			name := strings.ToLower(t.Name.Local)
			switch {
			case name == "sentence" || name == "story":
				if name == "sentence" && u != nil && !u.single {
					outer = unit{id: u.id, date: u.date, source: u.source, url: u.url}
				}
				u = attributes(t, &outer)
				u.line, _ = d.InputPos()
				depth = 0
			case u != nil:
				depth++
				inText = name == "text"
			}
		case xml.CharData:
			switch {
			case u == nil:
			case inText:
				u.text.Write(t)
			case depth == 0:
				u.loose.Write(t)
			}
		case xml.EndElement:
			name := strings.ToLower(t.Name.Local)
			switch {
			case name == "sentence" || name == "story":
				if u != nil {
					s.add(u)
				}
				if name == "story" {
					outer = unit{}
				}
				u, inText = nil, false
			case u != nil:
				depth--
				inText = inText && name != "text"
			}
		}
	}
	s.end()
	if s.more && s.count == 0 {
		return yield(Item{Name: in.name, Err: errors.New("no <Sentence> and no <Story> in it")})
	}
	return s.more
}

func broken(d *xml.Decoder, err error) error {
	line, column := d.InputPos()
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		err = errors.New(syntax.Msg)
	}
	return fmt.Errorf("line %d, column %d: %w; what stands before it was read", line, column, err)
}

func attributes(t xml.StartElement, outer *unit) *unit {
	u := &unit{id: outer.id, date: outer.date, source: outer.source, url: outer.url}
	for _, a := range t.Attr {
		v := strings.TrimSpace(a.Value)
		switch strings.ToLower(a.Name.Local) {
		case "id":
			u.id = v
		case "date":
			u.date = v
		case "source":
			u.source = v
		case "url":
			u.url = v
		case "sentence":
			u.single = strings.EqualFold(v, "true")
		}
	}
	return u
}

var (
	sentenceNo = regexp.MustCompile(`_\d+$`)
	emptyLine  = regexp.MustCompile(`\n[ \t\r]*\n`)
)

// add takes a unit: one more sentence of the story that is open, or the first of the next.
func (s *stories) add(u *unit) {
	text := u.text.String()
	if strings.TrimSpace(text) == "" {
		text = u.loose.String()
	}
	if strings.TrimSpace(text) == "" && !u.single && u.text.Len() == 0 && s.begun && u.id == s.story {
		return // the end of a <Story> around sentences
	}
	story := u.id
	if u.single {
		story = sentenceNo.ReplaceAllString(story, "")
	}
	a := record.Article{ID: story, Source: u.source, URL: u.url}
	var err error
	if u.date != "" {
		if day, ok := page.Date(u.date); ok {
			a.Published = day[:10]
		} else {
			err = fmt.Errorf("date is %q; want a day such as 20080804", u.date)
		}
	}
	parts, gap := paragraphs(text), "\n\n"
	if u.single {
		gap, parts = "\n", []string{strings.Join(strings.Fields(text), " ")}
	}
	if open := &s.open.Article; s.begun && u.single && story != "" && story == s.story && open.Published == a.Published && open.Source == a.Source && err == nil && s.open.Err == nil {
		s.text = append(s.text, parts...)
		return
	}
	s.end()
	s.count++
	if a.ID == "" {
		a.ID = fmt.Sprintf("%s-%d", s.in.id, s.count)
	}
	s.open = Item{Name: fmt.Sprintf("%s:%d", s.in.name, u.line), Article: a, Err: err}
	s.story, s.text, s.gap, s.begun = story, parts, gap, true
}

func paragraphs(text string) []string {
	var out []string
	for _, p := range emptyLine.Split(text, -1) {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// end yields the story that is open: its sentences a line each.
func (s *stories) end() {
	if !s.begun || !s.more {
		return
	}
	s.begun = false
	it := s.open
	it.Article.Text = strings.ToValidUTF8(strings.TrimSpace(strings.Join(s.text, s.gap)), "\uFFFD")
	it.Bytes = int64(len(it.Article.Text))
	if it.Err == nil && it.Article.Text == "" {
		it.Err = errors.New("no text in it")
	}
	s.more = s.yield(it)
}
