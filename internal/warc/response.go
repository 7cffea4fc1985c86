package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// MaxBody is the longest body of a response, in bytes, after decompression.
const MaxBody = 15 << 20

// ErrLong is the error of a longer one.
var ErrLong = errors.New("longer than 15 MB")

// Response reads the HTTP response that is the block of a record: its status, header and body, the coding of its
// transfer and of its content undone. Archives also hold bodies whose coding was undone already while the header still
// tells of it: those are taken as they are.
func (r *Record) Response() (status int, header http.Header, body []byte, err error) {
	br := bufio.NewReader(bytes.NewReader(r.Block))
	resp, err := http.ReadResponse(br, nil)
	if err != nil {
		return 0, nil, nil, fmt.Errorf("its HTTP header: %w", err)
	}
	defer resp.Body.Close()
	raw := r.Block
	if i := bytes.Index(raw, []byte("\r\n\r\n")); i >= 0 {
		raw = raw[i+4:]
	} else if i := bytes.Index(raw, []byte("\n\n")); i >= 0 {
		raw = raw[i+2:]
	}
	body = raw
	if len(resp.TransferEncoding) > 0 {
		if b, err := io.ReadAll(resp.Body); err == nil {
			body = b
		}
	}
	body, err = Decompress(body, resp.Header.Get("Content-Encoding"))
	return resp.StatusCode, resp.Header, body, err
}

// Decompress undoes a Content-Encoding; what is not coded as it says is taken as it is. The error is ErrLong, or names
// a coding that is not known.
func Decompress(body []byte, coding string) ([]byte, error) {
	codings := strings.Split(strings.ToLower(coding), ",")
	for i := len(codings) - 1; i >= 0; i-- {
		var r io.Reader
		var err error
		switch strings.TrimSpace(codings[i]) {
		case "", "identity", "none", "utf-8":
			continue
		case "gzip", "x-gzip":
			r, err = gzip.NewReader(bytes.NewReader(body))
		case "deflate":
			if r, err = zlib.NewReader(bytes.NewReader(body)); err != nil {
				r, err = flate.NewReader(bytes.NewReader(body)), nil
			}
		case "br":
			r = brotli.NewReader(bytes.NewReader(body))
		case "zstd":
			var z *zstd.Decoder
			if z, err = zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20)); err == nil {
				defer z.Close()
				r = z
			}
		default:
			return nil, fmt.Errorf("its content is coded as %q", codings[i])
		}
		if err != nil {
			continue // undone already
		}
		out, err := io.ReadAll(io.LimitReader(r, MaxBody+1))
		switch {
		case len(out) > MaxBody:
			return nil, ErrLong
		case err != nil && len(out) == 0:
			continue
		}
		body = out
	}
	if len(body) > MaxBody {
		return nil, ErrLong
	}
	return body, nil
}
