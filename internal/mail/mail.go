// Package mail reads e-mail messages (RFC 5322, MIME): newsletters and press releases as texts. The plain part is
// the text, unless it is a stub beside the HTML part. Nothing is fetched.
package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"

	"github.com/openreadout/readout/internal/page"
)

// Message is a message as text.
type Message struct {
	ID       string // Message-ID without its brackets
	Subject  string
	From     string // name of the sender, else the address
	Day      string // of Date, in its own zone
	Lang     string // Content-Language
	Text     []string
	Attached []Message // messages attached to this one, as in a digest
}

// ErrNoText is the error of a message without text, which may still have others attached.
var ErrNoText = errors.New("no text in this message")

// What a message may hold: deeper or more it is no newsletter.
const (
	maxDepth = 12
	maxParts = 500
	maxPart  = 15 << 20
)

// Read reads a message. An error names what could not be read; what could be is returned with it.
func Read(b []byte) (Message, error) {
	rd := reader{}
	m, err := rd.message(b, 0)
	if err == nil && len(m.Text) == 0 {
		err = ErrNoText
	}
	return m, err
}

type reader struct{ parts int }

// found gathers the parts of a message.
type found struct {
	plain, html []string
	attached    []Message
}

func (rd *reader) message(b []byte, depth int) (Message, error) {
	if bytes.HasPrefix(b, []byte("From ")) { // the line that mail boxes put before a message
		_, b, _ = bytes.Cut(b, []byte("\n"))
	}
	msg, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		return Message{}, fmt.Errorf("not a message: %w", err)
	}
	h := textproto.MIMEHeader(msg.Header)
	m := Message{ID: strings.Trim(h.Get("Message-Id"), "<> \t"), Subject: word(h.Get("Subject")), From: sender(h), Day: day(h.Get("Date")), Lang: strings.ToLower(first(h.Get("Content-Language")))}
	body, err := io.ReadAll(msg.Body)
	if err != nil {
		return m, fmt.Errorf("read the body: %w", err)
	}
	var f found
	err = rd.part(h, body, depth, &f)
	m.Text, m.Attached = f.text(), f.attached
	return m, err
}

// text is the plain part, unless the HTML part says far more.
func (f *found) text() []string {
	if 2*size(f.plain) < size(f.html) {
		return f.html
	}
	return f.plain
}

func (rd *reader) part(h textproto.MIMEHeader, body []byte, depth int, f *found) error {
	if rd.parts++; rd.parts > maxParts || depth > maxDepth {
		return fmt.Errorf("more than %d parts, or parts nested more than %d deep", maxParts, maxDepth)
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) || kind == "" {
		kind = "text/plain"
	}
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		return rd.multipart(body, params["boundary"], depth, f)
	case kind == "message/rfc822":
		m, err := rd.message(decode(h, body), depth+1)
		f.attached = append(f.attached, m)
		return err
	case kind != "text/plain" && kind != "text/html" || attachment(h):
		return nil
	}
	text, known := page.DecodeAs(decode(h, body), params["charset"])
	if len(text) > maxPart {
		return fmt.Errorf("a part of %d bytes", len(text))
	}
	if kind == "text/html" {
		f.html = append(f.html, page.Fragment(string(text))...)
	} else {
		f.plain = append(f.plain, paragraphs(string(text), params)...)
	}
	if !known {
		return fmt.Errorf("charset %q is not known", params["charset"])
	}
	return nil
}

func (rd *reader) multipart(body []byte, boundary string, depth int, f *found) error {
	if boundary == "" {
		return errors.New("a part of several parts without a boundary")
	}
	mr := multipart.NewReader(bytes.NewReader(body), boundary)
	var first error
	for n := 1; ; n++ {
		p, err := mr.NextRawPart()
		if errors.Is(err, io.EOF) {
			return first
		}
		if err != nil {
			return errors.Join(first, fmt.Errorf("part %d: %w", n, err))
		}
		b, err := io.ReadAll(p)
		if err == nil || len(b) > 0 { // a message cut off in a part keeps what there is
			err = errors.Join(err, rd.part(p.Header, b, depth+1, f))
		}
		if err != nil && first == nil {
			first = fmt.Errorf("part %d: %w", n, err)
		}
		if rd.parts > maxParts {
			return first
		}
	}
}

func attachment(h textproto.MIMEHeader) bool {
	d, _, err := mime.ParseMediaType(h.Get("Content-Disposition"))
	return err == nil && d == "attachment"
}

// decode undoes the transfer encoding; of a broken one what could be undone counts.
func decode(h textproto.MIMEHeader, body []byte) []byte {
	var r io.Reader
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		r = quotedprintable.NewReader(bytes.NewReader(body))
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, bytes.NewReader(bytes.Map(inBase64, body)))
	default:
		return body
	}
	out, err := io.ReadAll(r)
	if err != nil && len(out) == 0 {
		return body
	}
	return out
}

func inBase64(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '+' || r == '/' || r == '=' {
		return r
	}
	return -1
}

var words = mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	text, _ := page.DecodeAs(b, charset)
	return bytes.NewReader(text), nil
}}

// word decodes a header («=?utf-8?q?…?=») and makes it a line of valid UTF-8.
func word(s string) string {
	if d, err := words.DecodeHeader(s); err == nil {
		s = d
	}
	return strings.Join(strings.Fields(string(page.Decode([]byte(s), ""))), " ")
}

func sender(h textproto.MIMEHeader) string {
	p := mail.AddressParser{WordDecoder: &words}
	a, err := p.Parse(h.Get("From"))
	switch {
	case err != nil:
		return word(strings.Trim(h.Get("From"), `"`))
	case a.Name != "":
		return word(a.Name)
	}
	return a.Address
}

func day(date string) string {
	if t, err := mail.ParseDate(date); err == nil && t.Year() >= 1970 && t.Year() < 2100 {
		return t.Format("2006-01-02")
	}
	if d, ok := page.Date(date); ok {
		return d[:10]
	}
	return ""
}

func first(s string) string {
	s, _, _ = strings.Cut(s, ",")
	s, _, _ = strings.Cut(strings.TrimSpace(s), "-")
	return s
}

func size(text []string) int {
	n := 0
	for _, p := range text {
		n += len(p)
	}
	return n
}
