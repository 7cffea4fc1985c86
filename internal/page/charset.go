package page

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// declared finds a charset that a page or feed declares in its first bytes.
var declared = regexp.MustCompile(`(?i)<(?:meta[^>]{1,200}charset|\?xml[^>]{1,100}encoding)\s*=\s*["']?\s*([\w.:-]+)`)

// Decode turns text in whatever character set into UTF-8: the set of its byte order mark, else of contentType,
// else the one it declares, else windows-1252. Text that is valid UTF-8 beyond ASCII is UTF-8 whatever it is said to
// be: servers say iso-8859-1 of everything, and text in another set is never valid UTF-8 by accident. Bytes that
// mean nothing become U+FFFD.
func Decode(body []byte, contentType string) []byte {
	if b, ok := bytes.CutPrefix(body, []byte("\xEF\xBB\xBF")); ok {
		return bytes.ToValidUTF8(b, []byte("\uFFFD"))
	}
	if bytes.HasPrefix(body, []byte("\xFE\xFF")) || bytes.HasPrefix(body, []byte("\xFF\xFE")) {
		return convert(body, "utf-16")
	}
	if utf8.Valid(body) && !ascii(body) {
		return body
	}
	for _, name := range []string{charsetOf(contentType), charsetIn(body)} {
		if e, err := htmlindex.Get(name); err == nil && !isUTF8(e) {
			return convert(body, name)
		}
	}
	if utf8.Valid(body) {
		return body
	}
	if mostlyUTF8(body) {
		return bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	return convert(body, "windows-1252")
}

// DecodeAs turns text of the charset into UTF-8, as Decode does, and says whether the charset is known.
func DecodeAs(body []byte, name string) ([]byte, bool) {
	if name == "" {
		return Decode(body, ""), true
	}
	_, err := htmlindex.Get(name)
	return Decode(body, "text/plain; charset="+name), err == nil
}

func convert(body []byte, name string) []byte {
	e, _ := charset.Lookup(name)
	if e == nil {
		return bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	out, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	return bytes.TrimPrefix(out, []byte("\uFEFF"))
}

func charsetOf(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(params["charset"])
}

func charsetIn(body []byte) string {
	if m := declared.FindSubmatch(body[:min(len(body), 8192)]); m != nil {
		return string(m[1])
	}
	return ""
}

func isUTF8(e encoding.Encoding) bool {
	name, err := htmlindex.Name(e)
	return err == nil && name == "utf-8"
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf || c == 0x1b { // the escape of iso-2022-jp
			return c == 0x1b
		}
	}
	return true
}

// mostlyUTF8 tells UTF-8 with a few broken bytes from another set.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return good > 4*bad
}
