// Package ingest turns what people have into articles: text files, folders of them, JSONL, standard input,
// trees in CoNLL-U.
package ingest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/openreadout/readout/record"
)

// Item is one article, or the reason why there is none.
type Item struct {
	Name    string // file, with the line of a JSONL: «news.jsonl:12»
	Article record.Article
	Trees   string // CoNLL-U of a .conllu file; the article then has no text of its own
	Err     error  // names the file and the place
	Bytes   int64  // size of the input that it took, for progress
}

// Defaults fill what an article does not tell.
type Defaults struct{ Published, Source, Lang string }

func (d Defaults) apply(a *record.Article) {
	fill := func(to *string, from string) {
		if *to == "" {
			*to = from
		}
	}
	fill(&a.Published, d.Published)
	fill(&a.Source, d.Source)
	fill(&a.Lang, d.Lang)
}

// Size returns the bytes of the files among paths, folders walked, 0 when one cannot be told.
func Size(paths []string) int64 {
	var n int64
	for _, p := range paths {
		if p == "-" {
			return 0
		}
		err := filepath.WalkDir(p, func(_ string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			info, err := e.Info()
			if err == nil {
				n += info.Size()
			}
			return err
		})
		if err != nil {
			return 0
		}
	}
	return n
}

// Read yields the articles of paths in order. «-» is stdin. A folder yields its .txt, .jsonl and .conllu
// files, sorted, folders below it included. What cannot be read yields an Item with an Err, and the rest
// goes on.
func Read(paths []string, stdin io.Reader, d Defaults) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for _, p := range paths {
			if !readPath(p, stdin, func(it Item) bool {
				d.apply(&it.Article)
				return yield(it)
			}) {
				return
			}
		}
	}
}

func readPath(path string, stdin io.Reader, yield func(Item) bool) bool {
	if path == "-" {
		return readStream("-", "stdin", stdin, yield)
	}
	info, err := os.Stat(path)
	if err != nil {
		return yield(Item{Name: path, Err: plain(err)})
	}
	if !info.IsDir() {
		return readFile(path, base(path), yield)
	}
	return readFolder(path, yield)
}

func readFolder(dir string, yield func(Item) bool) bool {
	more, found := true, false
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			if more = yield(Item{Name: path, Err: plain(err)}); !more {
				return fs.SkipAll
			}
			return nil
		}
		switch filepath.Ext(path) {
		case ".txt", ".jsonl", ".conllu":
		default:
			return nil
		}
		if e.IsDir() {
			return nil
		}
		found = true
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			rel = path
		}
		id := filepath.ToSlash(strings.TrimSuffix(rel, filepath.Ext(rel)))
		if more = readFile(path, id, yield); !more {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		return yield(Item{Name: dir, Err: plain(err)})
	}
	if more && !found {
		return yield(Item{Name: dir, Err: errors.New("no .txt, .jsonl or .conllu file in this folder")})
	}
	return more
}

func readFile(path, id string, yield func(Item) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(Item{Name: path, Err: plain(err)})
	}
	defer f.Close()
	if filepath.Ext(path) == ".jsonl" {
		return readLines(path, bufio.NewReaderSize(f, 1<<16), yield)
	}
	return readStream(path, id, f, yield)
}

// readStream reads a text; one that begins with «{» is JSONL.
func readStream(name, id string, r io.Reader, yield func(Item) bool) bool {
	br := bufio.NewReaderSize(r, 1<<16)
	if head, _ := br.Peek(64); bytes.HasPrefix(bytes.TrimSpace(head), []byte("{")) {
		return readLines(name, br, yield)
	}
	b, err := io.ReadAll(br)
	if err != nil {
		return yield(Item{Name: name, Err: plain(err)})
	}
	it := Item{Name: name, Bytes: int64(len(b)), Article: record.Article{ID: id}}
	switch {
	case filepath.Ext(name) == ".conllu":
		it.Trees, it.Err = string(b), check(b)
	default:
		it.Err = check(b)
		it.Article.Text = strings.TrimPrefix(string(b), "\uFEFF")
	}
	return yield(it)
}

// check says why b is no text.
func check(b []byte) error {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		return fmt.Errorf("not a text: zero byte at byte %d", i)
	}
	if !utf8.Valid(b) {
		i := 0
		for i < len(b) {
			r, n := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			i += n
		}
		return fmt.Errorf("not UTF-8: line %d, byte %d", 1+bytes.Count(b[:i], []byte("\n")), i)
	}
	if len(bytes.TrimSpace(b)) == 0 {
		return errors.New("empty")
	}
	return nil
}

func readLines(name string, r *bufio.Reader, yield func(Item) bool) bool {
	for no := 1; ; no++ {
		line, err := r.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			it := Item{Name: fmt.Sprintf("%s:%d", name, no), Bytes: int64(len(line))}
			it.Article, it.Err = article(line)
			if it.Article.ID == "" {
				it.Article.ID = fmt.Sprintf("%s-%d", base(name), no)
			}
			if !yield(it) {
				return false
			}
		}
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return yield(Item{Name: name, Err: plain(err)})
		}
	}
}

// article reads one line of JSONL. Fields that are not an article's are passed over.
func article(line []byte) (record.Article, error) {
	var a record.Article
	if err := check(line); err != nil {
		return a, err
	}
	if err := json.Unmarshal(bytes.TrimPrefix(line, []byte("\uFEFF")), &a); err != nil {
		return a, fmt.Errorf("not an article: %w", err)
	}
	if strings.TrimSpace(a.Text) == "" {
		return a, errors.New("an article without text")
	}
	return a, nil
}

func base(path string) string {
	if path == "-" {
		return "stdin"
	}
	b := filepath.Base(path)
	return strings.TrimSuffix(b, filepath.Ext(b))
}

// plain drops the operation and the path from a file error: the Item names the file.
func plain(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
