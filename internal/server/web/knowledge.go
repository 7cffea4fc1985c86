package web

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/openreadout/readout/internal/store"
)

// knowledge reads the text files that codings name. It is safe for concurrent use.
type knowledge struct {
	files fs.FS // nil: there is none

	mu    sync.Mutex
	lines map[string][]string
}

// read returns the lines of a text file of the knowledge. What is no text, or not there, is not found.
func (k *knowledge) read(name string) ([]string, error) {
	missing := fmt.Errorf("knowledge file %q: %w", name, store.ErrNotFound)
	if k.files == nil || !fs.ValidPath(name) || !isText(name) {
		return nil, missing
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if lines, ok := k.lines[name]; ok {
		return lines, nil
	}
	b, err := fs.ReadFile(k.files, name)
	if err != nil || !utf8.Valid(b) {
		return nil, missing
	}
	lines := strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n"), "\n")
	k.lines[name] = lines
	return lines, nil
}

// isText reports whether the knowledge keeps text under such a name, as against weights and packed tables.
func isText(name string) bool {
	switch path.Ext(name) {
	case ".txt", ".tsv", ".md", "":
		return true
	}
	return false
}

// Entry is a knowledge entry with the comment above it.
type Entry struct {
	Name  string // as records write it: lexicons/en/frames/aid.txt:3
	File  string
	Line  int
	Lines []Line
	More  bool // the entry is longer than what is shown
}

// Line is one line of a knowledge file.
type Line struct {
	N     int
	Text  string
	On    bool   // the line that the coding names
	Class string // comment, field, example, head, "" for a blank line
}

// linesShown is the most lines of an entry that stand beside a record.
const linesShown = 14

// entry returns the entry that a record names, nil for none.
func (k *knowledge) entry(name string) *Entry {
	file, line, ok := cutEntry(name)
	if !ok {
		return nil
	}
	lines, err := k.read(file)
	if err != nil || line > len(lines) {
		return nil
	}
	out := &Entry{Name: name, File: file, Line: line}
	begin, end := around(lines, line-1)
	for i := begin; i < end; i++ {
		if len(out.Lines) >= linesShown && i != line-1 {
			out.More = true
			continue
		}
		out.Lines = append(out.Lines, newLine(lines, i, line))
	}
	return out
}

// entryAddress is the address of the page that shows an entry at its line.
func entryAddress(name string) string {
	file, line, ok := cutEntry(name)
	if !ok {
		return "/knowledge"
	}
	n := strconv.Itoa(line)
	return (&url.URL{Path: "/knowledge/" + file, RawQuery: "line=" + n, Fragment: "L" + n}).String()
}

// cutEntry splits «file:line».
func cutEntry(name string) (file string, line int, ok bool) {
	at := strings.LastIndexByte(name, ':')
	if at < 1 {
		return "", 0, false
	}
	line, err := strconv.Atoi(name[at+1:])
	return name[:at], line, err == nil && line > 0
}

// around returns the lines of the entry that line i (from 0) stands in: its head, which begins at the margin, and
// the fields set in below it.
func around(lines []string, i int) (begin, end int) {
	for begin = i; begin > 0 && setIn(lines[begin]); begin-- {
	}
	for end = i + 1; end < len(lines) && setIn(lines[end]); end++ {
	}
	return begin, end
}

func setIn(line string) bool { return strings.HasPrefix(line, "\t") || strings.HasPrefix(line, " ") }

func newLine(lines []string, i, on int) Line {
	out := Line{N: i + 1, Text: lines[i], On: i+1 == on}
	switch text := strings.TrimSpace(lines[i]); {
	case text == "":
	case text[0] == '#':
		out.Class = "comment"
	case strings.HasPrefix(text, "example:"):
		out.Class = "example"
	case setIn(lines[i]):
		out.Class = "field"
	default:
		out.Class = "head"
	}
	return out
}

// linesOnPage is how many lines of a file a page shows.
const linesOnPage = 400

// fileView is a page of a knowledge file.
type fileView struct {
	File                string
	Lines               []Line
	Count               int
	Line                int // that the page was asked for, 0 for none
	Before, After, Last int // first lines of the pages before and after, 0 for none
}

func (s *Server) knowledgeFile(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	lines, err := s.knowledge.read(name)
	if err != nil {
		s.problem(w, r, err)
		return
	}
	v := fileView{File: name, Count: len(lines)}
	begin := 0
	if q := r.URL.Query().Get("line"); q != "" {
		if v.Line, err = strconv.Atoi(q); err != nil || v.Line < 1 || v.Line > len(lines) {
			s.problem(w, r, fmt.Errorf("%w: line %q of %s: it has lines 1 to %d", store.ErrInvalid, q, name, len(lines)))
			return
		}
		begin = max(0, v.Line-1-linesOnPage/4)
	}
	if q := r.URL.Query().Get("from"); q != "" && v.Line == 0 {
		n, err := strconv.Atoi(q)
		if err != nil || n < 1 || n > len(lines) {
			s.problem(w, r, fmt.Errorf("%w: from %q of %s: it has lines 1 to %d", store.ErrInvalid, q, name, len(lines)))
			return
		}
		begin = n - 1
	}
	end := min(len(lines), begin+linesOnPage)
	if len(lines) <= linesOnPage*3/2 {
		begin, end = 0, len(lines)
	}
	for i := begin; i < end; i++ {
		v.Lines = append(v.Lines, newLine(lines, i, v.Line))
	}
	if begin > 0 {
		v.Before = max(1, begin+1-linesOnPage)
	}
	if end < len(lines) {
		v.After = end + 1
	}
	s.show(w, r, http.StatusOK, "knowledge_file", name, v)
}

// folderView is the list of knowledge files.
type folderView struct {
	Folders []folder
}

type folder struct {
	Name  string
	Files []fileLine
}

type fileLine struct {
	Path, Name, About string
	Lines             int
}

// knowledgeFiles lists the text files of the knowledge with what their first comment says of them.
func (s *Server) knowledgeFiles(w http.ResponseWriter, r *http.Request) {
	var v folderView
	if s.knowledge.files != nil {
		err := fs.WalkDir(s.knowledge.files, ".", func(p string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !isText(p) || path.Dir(p) == "." {
				return err
			}
			lines, err := s.knowledge.read(p)
			if err != nil {
				return nil // not text after all
			}
			dir := path.Dir(p)
			i := slices.IndexFunc(v.Folders, func(f folder) bool { return f.Name == dir })
			if i < 0 {
				v.Folders = append(v.Folders, folder{Name: dir})
				i = len(v.Folders) - 1
			}
			v.Folders[i].Files = append(v.Folders[i].Files, fileLine{p, path.Base(p), about(lines), len(lines)})
			return nil
		})
		if err != nil {
			s.problem(w, r, fmt.Errorf("list the knowledge: %w", err))
			return
		}
	}
	s.show(w, r, http.StatusOK, "knowledge", "Knowledge", v)
}

// about is the first sentence of a file's opening comment.
func about(lines []string) string {
	var words []string
	for _, l := range lines[:min(8, len(lines))] {
		text, ok := strings.CutPrefix(l, "#")
		if !ok {
			break
		}
		if text = strings.TrimSpace(strings.TrimLeft(text, "#")); text == "" {
			break
		}
		words = append(words, text)
	}
	out := strings.Join(words, " ")
	if at := strings.Index(out, ". "); at > 0 {
		out = out[:at+1]
	}
	return out
}
