package actors

import "slices"

// trie finds the longest phrase that words begin with. It is filled, then frozen, then read by any
// number of goroutines.
type trie[T any] struct {
	words map[string]uint32
	next  map[uint64]uint32 // node<<32 | word -> node
	ends  []end[T]          // frozen: in order of their nodes
	begin []uint32          // frozen: first of ends by node
	nodes uint32
	max   int // chunks of the longest phrase
}

type end[T any] struct {
	node         uint32
	caps, uppers uint32 // chunks that must be capitalised, written in capitals only
	value        T
}

func newTrie[T any](size int) *trie[T] {
	return &trie[T]{words: make(map[string]uint32, size), next: make(map[uint64]uint32, 2*size), nodes: 1}
}

// add enters a phrase for the value. Chunks with capitals must have them in the text too; short
// abbreviations must be in capitals throughout. It reports whether the phrase has any chunk.
func (t *trie[T]) add(phrase string, v T) bool {
	var buf [16]chunk
	cs := chunks(buf[:0], phrase)
	if len(cs) == 0 || len(cs) > 32 {
		return false
	}
	t.addChunks(cs, v)
	return true
}

func (t *trie[T]) addChunks(cs []chunk, v T) {
	node := uint32(0)
	e := end[T]{value: v}
	for i, c := range cs {
		w, ok := t.words[c.text]
		if !ok {
			w = uint32(len(t.words))
			t.words[c.text] = w
		}
		k := uint64(node)<<32 | uint64(w)
		if node, ok = t.next[k]; !ok {
			node = t.nodes
			t.nodes++
			t.next[k] = node
		}
		if c.shape&capital != 0 && (len(cs) == 1 || !isArticle(c.text)) {
			e.caps |= 1 << i
		}
		// «WHO», «US», «IT»: in capitals only. Longer ones are also printed «Nato», «Unesco».
		if c.shape&upper != 0 && len(c.text) <= 3 && c.text[0] > '9' {
			e.uppers |= 1 << i
		}
	}
	e.node = node
	t.ends = append(t.ends, e)
	t.max = max(t.max, len(cs))
}

// isArticle reports whether a chunk is an article of Arabic or Romance names, which is written large or small.
func isArticle(chunk string) bool {
	switch chunk {
	case "al", "el", "as", "ad", "an", "ar", "ash", "at", "ul", "la", "le", "los", "las", "de", "du", "da", "bin", "ibn":
		return true
	}
	return false
}

// freeze sorts what was added; of one phrase the values keep the order of adding.
func (t *trie[T]) freeze() {
	slices.SortStableFunc(t.ends, func(a, b end[T]) int { return int(a.node) - int(b.node) })
	t.begin = make([]uint32, t.nodes+1)
	i := 0
	for n := range t.begin {
		for i < len(t.ends) && t.ends[i].node < uint32(n) {
			i++
		}
		t.begin[n] = uint32(i)
	}
}

// longest returns the longest phrase that words begin with, as a number of words, and what it was
// added for. Words that are only a hyphen or an apostrophe («Workers» «'»)
// are passed over inside a phrase.
func (t *trie[T]) longest(words []string) (n int, found []T) {
	var buf [8]chunk
	node, depth := uint32(0), 0
	var caps, uppers uint32
	for i, word := range words {
		cs := chunks(buf[:0], word)
		if len(cs) == 0 && (i == 0 || !isMark(word)) {
			break
		}
		for _, c := range cs {
			w, ok := t.words[c.text]
			if !ok || depth == 32 {
				return n, found
			}
			if node, ok = t.next[uint64(node)<<32|uint64(w)]; !ok {
				return n, found
			}
			if c.shape&capital != 0 {
				caps |= 1 << depth
			}
			if c.shape&upper != 0 {
				uppers |= 1 << depth
			}
			depth++
		}
		if len(cs) == 0 {
			continue
		}
		if v := t.at(node, caps, uppers); len(v) > 0 {
			n, found = i+1, v
		}
	}
	return n, found
}

func (t *trie[T]) at(node, caps, uppers uint32) (found []T) {
	for _, e := range t.ends[t.begin[node]:t.begin[node+1]] {
		if e.caps&^caps == 0 && e.uppers&^uppers == 0 {
			found = append(found, e.value)
		}
	}
	return found
}

func isMark(word string) bool {
	switch word {
	case "-", "‐", "‑", "–", "'", "’":
		return true
	}
	return false
}
