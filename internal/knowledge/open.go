package knowledge

import (
	"archive/zip"
	"bufio"
	"compress/bzip2"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// eachFile opens the files one after the other, unpacked as their names tell (.gz, .bz2, the largest file of a
// .zip), and hands each to read.
func eachFile(paths []string, read func(name string, r io.Reader) error) error {
	for _, p := range paths {
		r, done, err := open(p)
		if err != nil {
			return err
		}
		err = read(p, r)
		done()
		if err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
	}
	return nil
}

func open(path string) (io.Reader, func(), error) {
	if strings.EqualFold(filepath.Ext(path), ".zip") {
		return openZip(path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	done := func() { f.Close() }
	switch strings.ToLower(filepath.Ext(path)) {
	case ".gz":
		z, err := gzip.NewReader(bufio.NewReaderSize(f, 1<<20))
		if err != nil {
			done()
			return nil, nil, fmt.Errorf("%s: %w", path, err)
		}
		return z, done, nil
	case ".bz2":
		return bzip2.NewReader(bufio.NewReaderSize(f, 1<<20)), done, nil
	}
	return f, done, nil
}

func openZip(path string) (io.Reader, func(), error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	var best *zip.File
	for _, f := range z.File {
		if best == nil || f.UncompressedSize64 > best.UncompressedSize64 {
			best = f
		}
	}
	if best == nil {
		z.Close()
		return nil, nil, fmt.Errorf("%s: empty", path)
	}
	r, err := best.Open()
	if err != nil {
		z.Close()
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return r, func() { r.Close(); z.Close() }, nil
}

// entryWriter writes entries in the format of the knowledge files.
type entryWriter struct {
	w   io.Writer
	err error
}

func (e *entryWriter) printf(format string, args ...any) {
	if e.err == nil {
		_, e.err = fmt.Fprintf(e.w, format, args...)
	}
}

// field prints «key: value» unless the value is empty; what would begin a comment or another value goes.
func (e *entryWriter) field(key string, values ...string) {
	var kept []string
	for _, v := range values {
		if v = clean(v); v != "" {
			kept = append(kept, v)
		}
	}
	if len(kept) > 0 {
		e.printf("\t%s: %s\n", key, strings.Join(kept, "; "))
	}
}

func clean(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer(";", " ", "#", " ", "\n", " ", "\t", " ").Replace(s)), " ")
}
