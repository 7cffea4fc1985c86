package numeral

import (
	"io/fs"
	"math/big"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/lexicon"
)

// Path is where the number words lie in the knowledge.
const Path = "lexicons/en/numbers.txt"

// word is what a number word stands for; the zero value of a field means that it is none of that.
type word struct {
	value       int64
	isValue     bool
	ordinal     int
	scale       int
	short       int
	times       int64
	part        *big.Rat
	least, most *big.Rat
}

// Reader reads numbers. It is safe for concurrent use.
type Reader struct{ words map[string]*word }

// New reads the number words of the knowledge k.
func New(k fs.FS) (*Reader, error) {
	entries, err := lexicon.Read(k, Path)
	if err != nil {
		return nil, err
	}
	r := &Reader{words: make(map[string]*word, len(entries))}
	for i := range entries {
		e := &entries[i]
		w := r.words[e.Head]
		if w == nil {
			w = &word{}
			r.words[e.Head] = w
		}
		for _, f := range e.Fields {
			if !w.set(f.Key, f.Value) {
				return nil, e.FieldErrorf(f, "bad number word: %s: %s", f.Key, f.Value)
			}
		}
	}
	return r, nil
}

func (w *word) set(key, value string) bool {
	n, err := strconv.Atoi(value)
	switch key {
	case "value":
		w.value, w.isValue = int64(n), true
	case "ordinal":
		w.ordinal = n
	case "scale":
		w.scale = n
	case "short":
		w.short = n
	case "times":
		w.times = int64(n)
	case "part":
		var ok bool
		w.part, ok = new(big.Rat).SetString(value)
		return ok
	case "vague":
		least, most, _ := strings.Cut(value, " ")
		var ok1, ok2 bool
		w.least, ok1 = new(big.Rat).SetString(least)
		w.most, ok2 = new(big.Rat).SetString(most)
		return ok1 && ok2
	default:
		return false
	}
	return err == nil
}

func (r *Reader) word(a []Atom, i int) *word {
	if i < 0 || i >= len(a) || a[i].Kind != Word {
		return nil
	}
	return r.words[a[i].Low]
}
