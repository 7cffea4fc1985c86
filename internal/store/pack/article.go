package pack

import (
	"encoding/binary"
	"fmt"

	"github.com/openreadout/readout/record"
)

// AppendArticle appends an article: the fields in their order, each with its length before it.
func AppendArticle(dst []byte, a *record.Article) []byte {
	for _, s := range fields(a) {
		dst = binary.AppendUvarint(dst, uint64(len(*s)))
		dst = append(dst, *s...)
	}
	return dst
}

// Article reads what AppendArticle wrote.
func Article(b []byte) (a record.Article, err error) {
	c := &coder{b: b, read: true}
	for _, s := range fields(&a) {
		c.text(s)
	}
	if c.err != nil || len(c.b) > 0 {
		return a, fmt.Errorf("%w: an article of %d bytes", ErrDamaged, len(b))
	}
	return a, nil
}

func fields(a *record.Article) [7]*string {
	return [7]*string{&a.ID, &a.Title, &a.Published, &a.Source, &a.URL, &a.Lang, &a.Text}
}
