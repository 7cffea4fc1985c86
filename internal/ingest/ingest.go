// Package ingest turns what people have into articles: texts, JSONL, HTML pages, web archives, saved feeds, mail,
// the XML of PETRARCH, trees in CoNLL-U, folders of these, standard input. forms.go has the table of forms; a file is
// read by what its name says, else by how it begins.
package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/openreadout/readout/record"
)

// Item is one article, or the reason why there is none.
type Item struct {
	Name    string // file, with the place in it: «news.jsonl:12», «crawl.warc.gz: record 7 at byte 1024»
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

// Read yields the articles of paths in order. «-» is stdin. A folder yields its files of the forms that are known by
// their names, sorted, folders below it included. What cannot be read yields an Item with an Err, and the rest goes on.
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

func readPath(name string, stdin io.Reader, yield func(Item) bool) bool {
	if name == "-" {
		return readStream("stdin", "stdin", stdin, yield)
	}
	info, err := os.Stat(name)
	if err != nil {
		return yield(Item{Name: name, Err: plain(err)})
	}
	if !info.IsDir() {
		return readFile(name, base(name), yield)
	}
	return readFolder(name, yield)
}

func readFolder(dir string, yield func(Item) bool) bool {
	more, found := true, false
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			if more = yield(Item{Name: name, Err: plain(err)}); !more {
				return fs.SkipAll
			}
			return nil
		}
		suffix, f := formOf(name)
		if f == nil || e.IsDir() {
			return nil
		}
		found = true
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			rel = name
		}
		if more = readFile(name, filepath.ToSlash(strings.TrimSuffix(rel, suffix)), yield); !more {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		return yield(Item{Name: dir, Err: plain(err)})
	}
	if more && !found {
		return yield(Item{Name: dir, Err: fmt.Errorf("no file in this folder that can be read: want %s", suffixes())})
	}
	return more
}

func readFile(name, id string, yield func(Item) bool) bool {
	f, err := os.Open(name)
	if err != nil {
		return yield(Item{Name: name, Err: plain(err)})
	}
	defer f.Close()
	return readStream(name, id, f, yield)
}

// readText reads a text; one that begins with «{» is JSONL.
func readText(in *input, yield func(Item) bool) bool {
	in.decode()
	if head, _ := in.r.Peek(64); bytes.HasPrefix(bytes.TrimSpace(head), []byte("{")) {
		return readLines(in, yield)
	}
	it, b := in.all()
	if it.Err == nil {
		it.Err = check(b)
		it.Article = record.Article{ID: in.id, Text: strings.TrimPrefix(string(b), "\uFEFF")}
	}
	return yield(it)
}

func readTrees(in *input, yield func(Item) bool) bool {
	it, b := in.all()
	if it.Err == nil {
		it.Err = check(b)
		it.Article, it.Trees = record.Article{ID: in.id}, string(b)
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

func readLines(in *input, yield func(Item) bool) bool {
	in.decode()
	found := false
	for no := 1; ; no++ {
		line, err := in.r.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			found = true
			it := Item{Name: fmt.Sprintf("%s:%d", in.name, no), Bytes: int64(len(line))}
			it.Article, it.Err = article(line)
			if it.Article.ID == "" {
				it.Article.ID = fmt.Sprintf("%s-%d", path.Base(in.id), no)
			}
			if !yield(it) {
				return false
			}
		}
		switch {
		case errors.Is(err, io.EOF) && !found:
			return yield(Item{Name: in.name, Err: errors.New("no article in it")})
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return yield(Item{Name: in.name, Err: plain(err)})
		}
	}
}

// base is the name of a file without folder and suffix.
func base(name string) string {
	b := filepath.Base(name)
	if suffix, f := formOf(b); f != nil {
		return strings.TrimSuffix(b, suffix)
	}
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
