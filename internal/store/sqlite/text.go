package sqlite

import (
	"strings"
	"unicode"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// The index of texts has the words of every document, and, as words of their own, the Wikidata ids of its entities and
// those of their names that do not stand in the text. A document in which an entity has a given name or id is so among
// those that an entity's conditions let through.

// text writes the words of a document.
func (w *writer) text(id int64, doc *record.Document) error {
	words := store.Plain(doc.Title + " " + doc.Text)
	w.body = append(w.body[:0], words...)
	for i := range doc.Entities {
		e := &doc.Entities[i]
		if e.Ref != "" {
			w.body = append(w.body, mark(e.Ref)...)
		}
		if plain := store.Plain(e.Name); plain == " " || !ascii(e.Name) || !strings.Contains(words, plain) {
			w.body = append(w.body, mark(e.Name)...)
		}
	}
	return w.texts.add(id, string(w.body))
}

// mark is a name or id as one word that no text has: private characters for its beginning and for what parts words.
func mark(name string) string {
	var b strings.Builder
	b.WriteString("\ue000")
	for _, r := range name {
		if r = fold(r); r < 0x80 && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			r = '\ue001'
		}
		b.WriteRune(r)
	}
	return b.String() + " "
}

// fold returns the one character that stands for all that strings.EqualFold holds equal.
func fold(r rune) rune {
	least := r
	for x := unicode.SimpleFold(r); x != r; x = unicode.SimpleFold(x) {
		least = min(least, x)
	}
	return unicode.ToLower(least)
}

func ascii(s string) bool { return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0 }

// named is the condition on the index of texts that a document with an entity of that name or id meets.
func named(name string) string {
	cond := `"` + strings.TrimSpace(mark(name)) + `"`
	if words := strings.Fields(store.Plain(strings.Map(fold, name))); len(words) > 0 {
		cond += ` OR (` + all(words) + `)`
	}
	return cond
}

// all is the condition that a document has every one of the words.
func all(words []string) string { return `"` + strings.Join(words, `" AND "`) + `"` }
