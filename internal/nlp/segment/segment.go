// Package segment cuts text into tokens and sentences as Universal Dependencies English has them
// (https://universaldependencies.org/en/tokenization.html), and numbers the paragraphs. It is the first
// layer: everything else reads what it makes.
//
// The text is first cut into atoms (atom.go): runs of letters, of digits, of one mark. Its lines are read as
// paragraphs (layout.go). Two linear classifiers with integer weights (model.go) then decide which atoms
// join into tokens (token.go) and after which tokens a sentence ends (sentence.go). Contractions are split
// by rule (contraction.go), and very long sentences are cut (long.go), so that later layers stay linear.
package segment

import (
	"fmt"
	"io/fs"

	"github.com/openreadout/readout/internal/doc"
)

// ModelPath is where the weights lie in the knowledge; train/segment writes them.
const ModelPath = "models/segment.bin.gz"

// Segmenter is the layer. It is safe for concurrent use.
type Segmenter struct{ m *Model }

// New reads the weights.
func New(k fs.FS) (*Segmenter, error) {
	m, err := ReadModel(k, ModelPath)
	if err != nil {
		return nil, fmt.Errorf("segment: %w", err)
	}
	return &Segmenter{m}, nil
}

// Apply fills Tokens (Span, Joined) and Sentences.
func (s *Segmenter) Apply(d *doc.Doc) {
	d.Tokens, d.Sentences = nil, nil
	r := read(d.Text)
	if len(r.atoms) == 0 {
		return
	}
	r.join(s.m)
	r.end(s.m)
	r.cut()
	r.write(d)
	headlines(d)
}

// write puts the words and sentences of r into d.
func (r *reading) write(d *doc.Doc) {
	d.Tokens = make([]doc.Token, 0, len(r.words)+len(r.words)/16)
	first, paragraph := doc.Tok(0), 0
	for i := range r.words {
		w := &r.words[i]
		if i > 0 && w.gap == gapBreak {
			paragraph++
		}
		if i+1 < len(r.words) && !w.ends && its(d.Text[w.begin:w.end], d.Text[r.words[i+1].begin:r.words[i+1].end]) {
			d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Begin: w.begin, End: w.begin + 2}}, doc.Token{Span: doc.Span{Begin: w.begin + 2, End: w.end}, Joined: true})
		} else {
			d.Tokens = appendWord(d.Tokens, d.Text, doc.Span{Begin: w.begin, End: w.end})
		}
		if w.ends {
			end := doc.Tok(len(d.Tokens))
			d.Sentences = append(d.Sentences, doc.Sentence{Span: doc.Span{Begin: d.Tokens[first].Begin, End: d.Tokens[end-1].End},
				First: first, End: end, Paragraph: paragraph})
			first = end
		}
	}
}
