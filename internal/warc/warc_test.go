package warc_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"github.com/openreadout/readout/internal/warc"
)

func record(kind, target, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http;\r\n msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, target, len(block), block)
}

func zip(parts ...string) string {
	var b bytes.Buffer
	for _, p := range parts {
		z := gzip.NewWriter(&b)
		io.WriteString(z, p)
		z.Close()
	}
	return b.String()
}

// read lists what a reader gives: «n type target block» and errors.
func read(s string) []string {
	var out []string
	r := warc.NewReader(strings.NewReader(s), nil)
	for range 1000 {
		rec, err := r.Next()
		var bad *warc.Error
		switch {
		case errors.Is(err, io.EOF):
			return out
		case errors.As(err, &bad):
			out = append(out, "error: "+err.Error())
		case err != nil:
			return append(out, "stop: "+err.Error())
		default:
			out = append(out, fmt.Sprintf("%d@%d %s %s %s", rec.Number, rec.Offset, rec.Type(), rec.Target(), rec.Block))
		}
	}
	return append(out, "no end")
}

func TestRead(t *testing.T) {
	a, b, c := record("warcinfo", "", "info"), record("response", "http://a.example/", "one\r\n\r\ntwo"), record("response", "<http://b.example/>", "")
	za, zb := len(zip(a)), len(zip(b))
	broken := []byte(zip(a, b, c))
	broken[za+zb/2] ^= 0xff
	for _, x := range []struct {
		name, in string
		want     []string
	}{
		{"plain", a + b + c, []string{"1@0 warcinfo  info", fmt.Sprintf("2@%d response http://a.example/ one\r\n\r\ntwo", len(a)), fmt.Sprintf("3@%d response http://b.example/ ", len(a+b))}},
		{"members", zip(a, b, c), []string{"1@0 warcinfo  info", fmt.Sprintf("2@%d response http://a.example/ one\r\n\r\ntwo", za), fmt.Sprintf("3@%d response http://b.example/ ", za+zb)}},
		{"gzipped whole", zip(a + c), []string{"1@0 warcinfo  info", "2@0 response http://b.example/ "}},
		{"padded", zip(a) + "\x00\x00\x00", []string{"1@0 warcinfo  info"}},
		{"1.0 and line feeds", "WARC/1.0\nWARC-Type: response\nContent-Length: 2\n\nab\n\n", []string{"1@0 response  ab"}},
		{"nothing", "", nil},
		{"cut off in a block", a + b[:len(b)-9], []string{"1@0 warcinfo  info", fmt.Sprintf("error: record 2 at byte %d: the file is cut off in it", len(a))}},
		{"cut off in a header", a + b[:40], []string{"1@0 warcinfo  info", fmt.Sprintf("error: record 2 at byte %d: the file is cut off in it", len(a))}},
		{"cut off in a member", zip(a) + zip(b)[:zb-20], []string{"1@0 warcinfo  info", fmt.Sprintf("error: record 2 at byte %d: the file is cut off in it", za)}},
		{"a length that lies", strings.Replace(a, "Length: 4", "Length: x4", 1) + b, []string{`error: record 1 at byte 0: Content-Length is "x4"`, fmt.Sprintf("2@%d response http://a.example/ one\r\n\r\ntwo", len(a)+1)}},
		{"negative length", strings.Replace(a, "Length: 4", "Length: -4", 1), []string{`error: record 1 at byte 0: Content-Length is "-4"`}},
		{"no archive", "Some text\nof two lines", []string{`error: record 1 at byte 0: "Some text": want WARC/1.0 or WARC/1.1`}},
		{"no colon", "WARC/1.1\r\nabc\r\n\r\n", []string{`error: record 1 at byte 0: line 1 of its header has no colon: "abc"`}},
		{"garbage between members", zip(a) + "xyz" + zip(c), []string{"1@0 warcinfo  info", fmt.Sprintf("error: record 2 at byte %d: neither a gzip member nor the end", za), fmt.Sprintf("2@%d response http://b.example/ ", za+3)}},
	} {
		if got := read(x.in); strings.Join(got, "\n") != strings.Join(x.want, "\n") {
			t.Errorf("%s:\n%q\nwant\n%q", x.name, got, x.want)
		}
	}
	got := read(string(broken))
	if len(got) != 3 || !strings.HasPrefix(got[1], fmt.Sprintf("error: record 2 at byte %d:", za)) || !strings.Contains(got[2], "http://b.example/") {
		t.Errorf("a broken member: %q; want an error for it and the one behind it", got)
	}
}

func TestWant(t *testing.T) {
	r := warc.NewReader(strings.NewReader(record("request", "http://a.example/", "GET /")+record("response", "http://a.example/", "body")), func(r *warc.Record) bool { return r.Type() == "response" })
	first, err := r.Next()
	if err != nil || !first.Long || first.Block != nil {
		t.Errorf("%+v, %v", first, err)
	}
	if second, err := r.Next(); err != nil || string(second.Block) != "body" {
		t.Errorf("%+v, %v", second, err)
	}
}

func TestResponse(t *testing.T) {
	page := "<p>The ministers met.</p>"
	for _, c := range []struct{ name, block, want, err string }{
		{"plain", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page, page, ""},
		{"chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Th\r\n14\r\ne ministers met.</p>\r\n0\r\n\r\n", page, ""},
		{"called chunked, yet joined", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + page, page, ""},
		{"gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + zip(page), page, ""},
		{"called gzip, yet plain", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + page, page, ""},
		{"cut off gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + zip(page)[:40], page, ""},
		{"a wrong length", "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + page, page, ""},
		{"unknown coding", "HTTP/1.1 200 OK\r\nContent-Encoding: compress\r\n\r\n" + page, "", `coded as "compress"`},
		{"a bomb", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + zip(strings.Repeat("a", 16<<20)), "", "longer than 15 MB"},
		{"no header", "page", "", "its HTTP header"},
	} {
		_, _, body, err := (&warc.Record{Block: []byte(c.block)}).Response()
		if c.err != "" {
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: %v, want %q", c.name, err, c.err)
			}
			continue
		}
		if err != nil || !strings.HasPrefix(page, string(body)) || len(body) == 0 || c.name != "cut off gzip" && string(body) != page {
			t.Errorf("%s: %q, %v", c.name, body, err)
		}
	}
}

func FuzzReader(f *testing.F) {
	a, b := record("warcinfo", "", "info"), record("response", "http://a.example/", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
	for _, s := range []string{a + b, zip(a, b), zip(a + b), a + b[:60], zip(a) + zip(b)[:50], zip(a) + "x" + zip(b), "WARC/1.0\nContent-Length: 99999999999\n\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := warc.NewReader(bytes.NewReader(data), nil)
		for n := 0; ; n++ {
			rec, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if n > len(data)+2 {
				t.Fatal("the reader does not end")
			}
			var bad *warc.Error
			if err != nil && !errors.As(err, &bad) {
				t.Fatalf("%v: want an error that names record and place", err)
			}
			if err == nil {
				if rec.Offset > int64(len(data)) || len(rec.Block) > warc.MaxBlock {
					t.Fatalf("%+v", rec)
				}
				rec.Response()
			}
		}
	})
}
