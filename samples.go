package readout

import (
	"embed"
	"fmt"
	"strings"

	"github.com/openreadout/readout/record"
)

//go:embed testdata/articles
var articles embed.FS

// Samples returns the sample articles: texts of our own wording that retell real and public events, each with its
// day, in the order of testdata/articles/index.tsv. The engine is tested and timed on them, and a server shows
// them to newcomers.
func Samples() ([]record.Article, error) {
	const dir = "testdata/articles/"
	index, err := articles.ReadFile(dir + "index.tsv")
	if err != nil {
		return nil, err
	}
	var out []record.Article
	for i, line := range strings.Split(strings.TrimSpace(string(index)), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			return nil, fmt.Errorf("%sindex.tsv:%d: %d columns; want file, published, source, title, retells", dir, i+1, len(f))
		}
		if i == 0 {
			continue
		}
		text, err := articles.ReadFile(dir + f[0] + ".txt")
		if err != nil {
			return nil, fmt.Errorf("%sindex.tsv:%d: %w", dir, i+1, err)
		}
		out = append(out, record.Article{ID: f[0], Published: f[1], Source: f[2], Title: f[3], Lang: "en", Text: string(text)})
	}
	return out, nil
}
