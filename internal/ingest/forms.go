package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/text/encoding/unicode"
)

// form is a form of input: the suffixes of its files, how a file without one of them tells that it is of the form,
// and its reader.
type form struct {
	suffixes []string
	begins   func(head []byte) bool // nil: by its suffix only
	read     func(in *input, yield func(Item) bool) bool
}

// forms is the table of forms, in the order in which a file without a suffix is held against them.
var forms = []form{
	{[]string{".warc"}, begins("WARC/"), readArchive},
	{[]string{".jsonl", ".ndjson"}, nil, readLines},
	{[]string{".json"}, begins("{", "["), readJSON},
	{[]string{".xml", ".rss", ".atom", ".rdf"}, isXML, readXML},
	{[]string{".html", ".htm", ".xhtml"}, isHTML, readPage},
	{[]string{".eml"}, isMail, readMail},
	{[]string{".mbox"}, begins("From "), readMailbox},
	{[]string{".conllu"}, nil, readTrees},
	{[]string{".txt"}, nil, readText},
}

// input is an open file.
type input struct {
	name string // of the file, for messages
	id   string // of its article, if it holds one
	r    *bufio.Reader
}

// maxFile is the longest file that is held in memory whole, in bytes.
const maxFile = 256 << 20

// decode turns UTF-16 that begins with a byte order mark, as Windows calls «Unicode», into UTF-8.
func (in *input) decode() {
	if head, _ := in.r.Peek(2); bytes.Equal(head, []byte("\xff\xfe")) || bytes.Equal(head, []byte("\xfe\xff")) {
		in.r = bufio.NewReaderSize(unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(in.r), 1<<16)
	}
}

// all reads the rest of the file.
func (in *input) all() (Item, []byte) {
	b, err := io.ReadAll(io.LimitReader(in.r, maxFile+1))
	it := Item{Name: in.name, Bytes: int64(len(b))}
	switch {
	case err != nil:
		it.Err = plain(err)
	case len(b) > maxFile:
		it.Err = fmt.Errorf("longer than %d MB", maxFile>>20)
	}
	return it, b
}

// formOf returns the form that the name of a file tells, with the suffix that tells it; nil for none.
func formOf(name string) (string, *form) {
	n := len(name)
	if endsIn(name, ".gz") {
		n -= len(".gz")
	}
	for i := range forms {
		for _, s := range forms[i].suffixes {
			if endsIn(name[:n], s) {
				return name[n-len(s):], &forms[i]
			}
		}
	}
	return "", nil
}

// endsIn leaves the name as it is: names need not be UTF-8.
func endsIn(name, suffix string) bool {
	return len(name) >= len(suffix) && strings.EqualFold(name[len(name)-len(suffix):], suffix)
}

// suffixes lists those that a folder is looked through for.
func suffixes() string {
	var all []string
	for _, f := range forms {
		all = append(all, f.suffixes...)
	}
	slices.Sort(all)
	return strings.Join(all, " ") + ", or one of these and .gz"
}

// readStream reads a file of any form.
func readStream(name, id string, r io.Reader, yield func(Item) bool) bool {
	br := bufio.NewReaderSize(r, 1<<16)
	_, f := formOf(name)
	packed, _ := br.Peek(2)
	if bytes.Equal(packed, []byte("\x1f\x8b")) && (f == nil || f.suffixes[0] != ".warc") {
		z, err := gzip.NewReader(br)
		if err != nil {
			return yield(Item{Name: name, Err: fmt.Errorf("not gzip: %w", err)})
		}
		defer z.Close()
		inner := bufio.NewReaderSize(z, 1<<16)
		if head, _ := inner.Peek(5); f == nil && string(head) == "WARC/" {
			return yield(Item{Name: name, Err: errors.New("a packed web archive: name it .warc.gz")})
		}
		br = inner
	}
	in := &input{name, id, br}
	if f != nil {
		return f.read(in, yield)
	}
	in.decode()
	head, _ := in.r.Peek(2048)
	if what := binary(head); what != "" {
		return yield(Item{Name: name, Err: fmt.Errorf("%s, which cannot be read: turn it into text or HTML first", what)})
	}
	for _, f := range forms {
		if f.begins != nil && f.begins(bytes.TrimLeft(head, "\uFEFF \t\r\n")) {
			return f.read(in, yield)
		}
	}
	return readText(in, yield)
}

// binary names a form that is no text, by how it begins.
func binary(head []byte) string {
	for _, m := range [][2]string{{"%PDF", "a PDF"}, {"PK\x03\x04", "a zip or office file"}, {"\xd0\xcf\x11\xe0", "an office file"}, {"{\\rtf", "an RTF file"}, {"\x89PNG", "an image"}, {"\xff\xd8\xff", "an image"}, {"GIF8", "an image"},
		{"SQLite format 3", "an SQLite file"}, {"BZh", "a bzip2 file"}, {"\xfd7zXZ", "an xz file"}, {"\x28\xb5\x2f\xfd", "a zstd file"}, {"\x7fELF", "a program"}, {"MZ\x90", "a program"}} {
		if bytes.HasPrefix(head, []byte(m[0])) {
			return m[1]
		}
	}
	return ""
}

func begins(with ...string) func([]byte) bool {
	return func(head []byte) bool {
		return slices.ContainsFunc(with, func(w string) bool { return bytes.HasPrefix(head, []byte(w)) })
	}
}

var (
	xmlHead  = regexp.MustCompile(`(?i)^(?:<\?xml|<(?:sentences?|stories|story|rss|feed|rdf:RDF)\b)`)
	htmlHead = regexp.MustCompile(`(?is)^(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b`)
	mailHead = regexp.MustCompile(`(?i)^(?:(?:return-path|received|delivered-to|message-id|mime-version|x-[\w-]+|dkim-signature|arc-seal):|(?:(?:from|to|cc|subject|date|reply-to|content-type): .*\r?\n(?:[ \t].*\r?\n)*){3})`)
)

func isXML(head []byte) bool  { return xmlHead.Match(head) && !htmlHead.Match(head) }
func isHTML(head []byte) bool { return htmlHead.Match(head) }
func isMail(head []byte) bool { return mailHead.Match(head) }

// Stream yields the articles of r, whose form its name or its beginning tells.
func Stream(name string, r io.Reader) iter.Seq[Item] {
	return func(yield func(Item) bool) { readStream(name, base(name), r, yield) }
}
