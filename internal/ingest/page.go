package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/openreadout/readout/internal/feed"
	"github.com/openreadout/readout/internal/mail"
	"github.com/openreadout/readout/internal/page"
	"github.com/openreadout/readout/internal/warc"
	"github.com/openreadout/readout/record"
)

// readPage reads an HTML page. Its article has the id that the file gives it.
func readPage(in *input, yield func(Item) bool) bool {
	it, b := in.all()
	if it.Err == nil {
		it.Article, it.Err = pageArticle(b, "", "")
		it.Article.ID = in.id
	}
	return yield(it)
}

func pageArticle(body []byte, contentType, address string) (record.Article, error) {
	if len(body) > warc.MaxBody {
		return record.Article{}, warc.ErrLong
	}
	p, err := page.Read(body, contentType, address)
	return p.Article(), err
}

// readArchive reads the pages and texts of a web archive: responses of status 200, resources, and conversions (the
// text that a crawler made of a page).
func readArchive(in *input, yield func(Item) bool) bool {
	r := warc.NewReader(in.r, func(rec *warc.Record) bool {
		t := rec.Type()
		return t == "response" || t == "resource" || t == "conversion"
	})
	records, articles := 0, 0
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		it := Item{Name: in.name}
		if err != nil {
			it.Err = err
		} else {
			records++
			it.Name = fmt.Sprintf("%s: record %d at byte %d", in.name, rec.Number, rec.Offset)
			it.Bytes = int64(len(rec.Block))
			var is bool
			if is, it.Article, it.Err = archived(rec); !is {
				continue
			}
		}
		articles++
		if !yield(it) {
			return false
		}
	}
	if articles == 0 {
		return yield(Item{Name: in.name, Err: fmt.Errorf("no page among %d records", records)})
	}
	return true
}

// archived returns the article of a record, and whether it is one that may have an article at all.
func archived(rec *warc.Record) (is bool, a record.Article, err error) {
	body, kind := rec.Block, rec.Header.Get("Content-Type")
	switch {
	case rec.Long && (rec.Type() == "response" || rec.Type() == "resource"):
		return true, a, fmt.Errorf("%s: longer than %d MB", rec.Target(), warc.MaxBlock>>20)
	case rec.Long:
		return false, a, nil
	case rec.Type() == "response":
		if !strings.HasPrefix(strings.ToLower(kind), "application/http") {
			return false, a, nil // DNS and other protocols
		}
		status, header, b, err := rec.Response()
		if status != 0 && status != 200 {
			return false, a, nil
		}
		if kind = header.Get("Content-Type"); err != nil {
			return status == 0 || isPage(kind), a, fmt.Errorf("%s: %w", rec.Target(), err)
		}
		body = b
	}
	switch {
	case isPage(kind) || kind == "" && isHTML(bytes.TrimSpace(body)):
		if a, err = pageArticle(body, kind, rec.Target()); err != nil {
			err = fmt.Errorf("%s: %w", rec.Target(), err)
		}
	case strings.HasPrefix(kind, "text/plain") && rec.Type() == "conversion":
		a = record.Article{ID: rec.Target(), URL: rec.Target(), Text: string(page.Decode(body, kind))}
		if strings.TrimSpace(a.Text) == "" {
			err = fmt.Errorf("%s: %w", rec.Target(), page.ErrNoText)
		}
	default:
		return false, a, nil
	}
	return true, a, err
}

func isPage(contentType string) bool {
	c := strings.ToLower(contentType)
	return strings.HasPrefix(c, "text/html") || strings.HasPrefix(c, "application/xhtml+xml")
}

// readMail reads a message and those attached to it.
func readMail(in *input, yield func(Item) bool) bool {
	it, b := in.all()
	if it.Err != nil {
		return yield(it)
	}
	return message(it, in.id, b, yield)
}

func message(it Item, id string, b []byte, yield func(Item) bool) bool {
	m, err := mail.Read(b)
	var messages func(it Item, m *mail.Message, id string) bool
	messages = func(it Item, m *mail.Message, id string) bool {
		// A mere cover of other messages is no article.
		if len(m.Text) > 0 || len(m.Attached) == 0 {
			it.Article = record.Article{ID: id, Title: m.Subject, Published: m.Day, Source: m.From, Lang: m.Lang, Text: strings.Join(m.Text, "\n\n")}
			if len(m.Text) == 0 && it.Err == nil {
				it.Err = mail.ErrNoText
			}
			if !yield(it) {
				return false
			}
		}
		for i := range m.Attached {
			sub := Item{Name: fmt.Sprintf("%s: attached message %d", it.Name, i+1)}
			if !messages(sub, &m.Attached[i], fmt.Sprintf("%s-%d", id, i+1)) {
				return false
			}
		}
		return true
	}
	if err != nil && !errors.Is(err, mail.ErrNoText) {
		if len(m.Text) == 0 {
			it.Err = err
		} else if !yield(Item{Name: it.Name, Err: err}) { // what is broken is told, what could be read is kept
			return false
		}
	}
	return messages(it, &m, id)
}

// readMailbox reads the messages of a mail box (mbox): each begins with a line «From ».
func readMailbox(in *input, yield func(Item) bool) bool {
	var b bytes.Buffer
	no := 0
	flush := func() bool {
		if len(bytes.TrimSpace(b.Bytes())) == 0 {
			return true
		}
		no++
		it := Item{Name: fmt.Sprintf("%s: message %d", in.name, no), Bytes: int64(b.Len())}
		more := message(it, fmt.Sprintf("%s-%d", in.id, no), bytes.Clone(b.Bytes()), yield)
		b.Reset()
		return more
	}
	empty := true // the line before
	for {
		line, err := in.r.ReadBytes('\n')
		if empty && bytes.HasPrefix(line, []byte("From ")) && !flush() {
			return false
		}
		empty = len(bytes.TrimSpace(line)) == 0
		b.Write(line)
		if errors.Is(err, io.EOF) {
			return flush()
		}
		if err != nil {
			return yield(Item{Name: in.name, Err: plain(err)})
		}
		if b.Len() > maxFile {
			return yield(Item{Name: in.name, Err: fmt.Errorf("message %d: longer than %d MB", no+1, maxFile>>20)})
		}
	}
}

// readFeed reads the entries of a saved feed, each with what the feed holds of it.
func readFeed(it Item, b []byte, yield func(Item) bool) bool {
	f, err := feed.Parse(b, "", "")
	if err != nil {
		it.Err = err
		return yield(it)
	}
	for i, e := range f.Entries {
		x := Item{Name: fmt.Sprintf("%s: entry %d", it.Name, i+1)}
		if i == 0 {
			x.Bytes = it.Bytes
		}
		x.Article = record.Article{ID: e.Link, Title: e.Title, Published: e.Published, Source: f.Title, URL: e.Link, Text: strings.Join(e.Text, "\n\n")}
		if x.Article.ID == "" {
			x.Article.ID = e.Key
		}
		if len(e.Text) == 0 {
			x.Err = errors.New("the feed has no text of it (readout watch fetches the pages)")
		}
		if !yield(x) {
			return false
		}
	}
	switch {
	case f.Broken != nil:
		return yield(Item{Name: it.Name, Err: f.Broken})
	case len(f.Entries) == 0:
		return yield(Item{Name: it.Name, Err: errors.New("a feed without entries")})
	}
	return true
}

// readJSON reads a JSON feed, a list of articles, one article, or articles a line.
func readJSON(in *input, yield func(Item) bool) bool {
	in.decode()
	head, _ := in.r.Peek(2048)
	if bytes.Contains(head, []byte("jsonfeed.org/version")) {
		it, b := in.all()
		if it.Err != nil {
			return yield(it)
		}
		return readFeed(it, b, yield)
	}
	if !indented(head) {
		return readLines(in, yield)
	}
	it, b := in.all()
	if it.Err != nil {
		return yield(it)
	}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(b, []byte("\uFEFF"))))
	list := bytes.HasPrefix(bytes.TrimLeft(b, "\uFEFF \t\r\n"), []byte("["))
	if list {
		if _, err := d.Token(); err != nil {
			it.Err = err
			return yield(it)
		}
	}
	no := 1
	for ; d.More(); no++ {
		var raw json.RawMessage
		at := int(d.InputOffset())
		begin := len(b) - len(bytes.TrimLeft(b[at:], ", \t\r\n"))
		if err := d.Decode(&raw); err != nil {
			return yield(Item{Name: in.name, Err: fmt.Errorf("article %d, from line %d: %w", no, 1+bytes.Count(b[:begin], []byte("\n")), err)})
		}
		x := Item{Name: fmt.Sprintf("%s: article %d", in.name, no), Bytes: int64(len(raw))}
		x.Article, x.Err = article(raw)
		if x.Article.ID == "" {
			x.Article.ID = fmt.Sprintf("%s-%d", in.id, no)
		}
		if !yield(x) {
			return false
		}
	}
	if _, err := d.Token(); list && err != nil {
		return yield(Item{Name: in.name, Err: fmt.Errorf("the list is cut off: %w", err)})
	}
	at := d.InputOffset()
	switch _, err := d.Token(); {
	case !errors.Is(err, io.EOF):
		return yield(Item{Name: in.name, Err: fmt.Errorf("something stands behind the articles, at byte %d", at)})
	case no == 1:
		return yield(Item{Name: in.name, Err: errors.New("no article in it")})
	}
	return true
}

// indented says whether JSON is a list, or an object over several lines, as against an object a line.
func indented(head []byte) bool {
	head = bytes.TrimLeft(head, "\uFEFF \t\r\n")
	first, _, _ := bytes.Cut(head, []byte("\n"))
	first = bytes.TrimRight(first, " \t\r")
	return bytes.HasPrefix(head, []byte("[")) || bytes.HasSuffix(first, []byte("{")) || bytes.HasSuffix(first, []byte(","))
}
