// Package warc reads web archives: WARC/1.0 and 1.1 (ISO 28500), plain or with each record a gzip member of its own,
// as crawlers write them, or gzipped whole. It knows nothing of pages.
package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// MaxBlock is the longest block that is kept, in bytes; of a longer one the record has Block nil and Long set.
const MaxBlock = 64 << 20

// Record is one record.
type Record struct {
	Number int   // from 1
	Offset int64 // of the record in the file, or of the gzip member that it begins in
	Header textproto.MIMEHeader
	Block  []byte
	Long   bool // the block is longer than MaxBlock, or of a type that the caller does not want, and was passed over
}

// Type is «response», «request», «warcinfo», ….
func (r *Record) Type() string { return strings.ToLower(r.Header.Get("Warc-Type")) }

// Target is the address that was asked for.
func (r *Record) Target() string { return strings.Trim(r.Header.Get("Warc-Target-Uri"), "<> ") }

// Error says which record could not be read, and where it is.
type Error struct {
	Number int
	Offset int64
	Err    error
}

func (e *Error) Error() string {
	return fmt.Sprintf("record %d at byte %d: %v", e.Number, e.Offset, e.Err)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Reader reads records one after the other. It is for one goroutine.
type Reader struct {
	raw     *counter
	file    *bufio.Reader // of the file
	zip     *gzip.Reader  // nil for a plain file
	block   *bufio.Reader // of the member or the plain file
	in      int64         // bytes taken of block since its start
	start   int64         // offset of the member
	number  int
	lost    bool // a record was unreadable: look for the next
	want    func(*Record) bool
	maxLine int
}

// NewReader returns a reader of the archive r. Blocks are kept of the records that want takes, nil for all.
func NewReader(r io.Reader, want func(*Record) bool) *Reader {
	c := &counter{r: r}
	return &Reader{raw: c, file: bufio.NewReaderSize(c, 1<<16), want: want, maxLine: 1 << 16}
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// offset is the place in the file up to which it was taken.
func (r *Reader) offset() int64 { return r.raw.n - int64(r.file.Buffered()) }

// Next returns the next record; io.EOF at the end; an *Error for a record that cannot be read, after which Next goes
// on with the first that can.
func (r *Reader) Next() (*Record, error) {
	for {
		if err := r.open(); errors.Is(err, errAgain) {
			continue
		} else if err != nil {
			return nil, err
		}
		rec, err := r.record()
		switch {
		case err == nil:
			r.lost = false
			return rec, nil
		case errors.Is(err, io.EOF) && r.zip != nil: // the member ends where a record would begin
			r.block = nil
		case errors.Is(err, io.EOF):
			return nil, io.EOF
		default:
			first := !r.lost
			r.lost = true
			if r.zip != nil {
				r.block = nil
			}
			if first {
				return nil, err
			}
		}
	}
}

// open begins the next member, or the file.
func (r *Reader) open() error {
	if r.block != nil {
		return nil
	}
	if r.lost && r.zip != nil {
		if err := r.seekMember(); err != nil {
			return err
		}
	}
	r.start, r.in = r.offset(), 0
	head, err := r.file.Peek(2)
	if len(head) == 0 && err != nil {
		return plainEOF(err)
	}
	if !bytes.HasPrefix(head, []byte("\x1f\x8b")) {
		if r.zip != nil {
			return r.garbage()
		}
		r.block = r.file
		return nil
	}
	if r.zip == nil {
		r.zip, err = gzip.NewReader(r.file)
	} else {
		err = r.zip.Reset(r.file)
	}
	if err != nil {
		if r.zip == nil {
			r.zip = new(gzip.Reader)
		}
		return r.memberFault(err)
	}
	r.zip.Multistream(false)
	r.block = bufio.NewReaderSize(r.zip, 1<<16)
	return nil
}

// garbage passes over what stands between members; zero bytes are padding.
func (r *Reader) garbage() error {
	for {
		b, err := r.file.ReadByte()
		if err != nil {
			return plainEOF(err)
		}
		if b != 0 {
			return r.memberFault(errors.New("neither a gzip member nor the end"))
		}
		if next, _ := r.file.Peek(1); len(next) == 1 && next[0] != 0 {
			return errAgain
		}
	}
}

// errAgain asks Next to look for a member further on.
var errAgain = errors.New("again")

func (r *Reader) memberFault(err error) error {
	if r.lost {
		return errAgain
	}
	r.lost = true
	return &Error{r.number + 1, r.start, err}
}

// seekMember goes on to the next header of a gzip member.
func (r *Reader) seekMember() error {
	for {
		head, err := r.file.Peek(4)
		if len(head) < 4 {
			return plainEOF(err)
		}
		if head[0] == 0x1f && head[1] == 0x8b && head[2] == 8 && head[3]&0xe0 == 0 {
			return nil
		}
		if _, err := r.file.Discard(1); err != nil {
			return plainEOF(err)
		}
	}
}

func plainEOF(err error) error {
	if err == nil || errors.Is(err, io.ErrUnexpectedEOF) {
		return io.EOF
	}
	return err
}

// record reads one record of the member; io.EOF where it ends.
func (r *Reader) record() (*Record, error) {
	line, at, err := r.version()
	if errors.Is(err, io.EOF) {
		return nil, io.EOF
	}
	r.number++
	if err != nil {
		at = r.start
	}
	rec := &Record{Number: r.number, Offset: at, Header: textproto.MIMEHeader{}}
	fail := func(err error) (*Record, error) {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("the file is cut off in it")
		}
		return nil, &Error{rec.Number, rec.Offset, err}
	}
	if err != nil {
		return fail(err)
	}
	switch line {
	case "WARC/1.0", "WARC/1.1", "WARC/0.17", "WARC/0.18":
	default:
		return fail(fmt.Errorf("%.40q: want WARC/1.0 or WARC/1.1", line))
	}
	if err := r.header(rec.Header); err != nil {
		return fail(err)
	}
	n, err := strconv.ParseInt(rec.Header.Get("Content-Length"), 10, 64)
	if err != nil || n < 0 {
		return fail(fmt.Errorf("Content-Length is %.40q", rec.Header.Get("Content-Length")))
	}
	if n > MaxBlock || r.want != nil && !r.want(rec) {
		rec.Long = true
		m, err := io.CopyN(io.Discard, r.block, n)
		if r.in += m; err != nil {
			return fail(err)
		}
		return rec, nil
	}
	var b bytes.Buffer // grows with what is there, not with what is promised
	m, err := io.CopyN(&b, r.block, n)
	rec.Block = b.Bytes()
	if r.in += m; err != nil {
		return fail(err)
	}
	return rec, nil
}

// version finds the line that begins a record: empty lines before it end the record before; after a lost record
// everything up to it is passed over.
func (r *Reader) version() (string, int64, error) {
	for {
		at := r.start
		if r.zip == nil {
			at += r.in
		}
		line, err := r.line()
		if err != nil && line == "" {
			return "", 0, err
		}
		switch {
		case line == "":
		case r.lost && !strings.HasPrefix(line, "WARC/"):
		default:
			return line, at, nil
		}
	}
}

// line reads a line without its end; longer ones than maxLine are cut there.
func (r *Reader) line() (string, error) {
	var b []byte
	for {
		part, err := r.block.ReadSlice('\n')
		r.in += int64(len(part))
		if len(b) < r.maxLine {
			b = append(b, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && errors.Is(err, io.EOF) && len(b) > 0 {
			err = io.ErrUnexpectedEOF
		}
		return strings.TrimRight(string(b), "\r\n"), err
	}
}

func (r *Reader) header(h textproto.MIMEHeader) error {
	last := ""
	for n := 0; ; n++ {
		line, err := r.line()
		if err != nil {
			return err
		}
		if line == "" {
			return nil
		}
		if n > 1000 {
			return errors.New("more than 1000 lines of header")
		}
		if (line[0] == ' ' || line[0] == '\t') && last != "" {
			h[last][len(h[last])-1] += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("line %d of its header has no colon: %.40q", n+1, line)
		}
		last = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name))
		h[last] = append(h[last], strings.TrimSpace(value))
	}
}
