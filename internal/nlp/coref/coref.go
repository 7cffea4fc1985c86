// Package coref joins the mentions of a document into entities: who «he», «the French leader», «the two
// presidents» and «the agency» are.
//
// It is a sieve: passes run one after the other from the surest to the boldest, and each sees what the ones
// before it joined (Raghunathan et al. 2010, «A Multi-Pass Sieve for Coreference Resolution»; Lee et al. 2013,
// «Deterministic Coreference Resolution Based on Entity-Centric, Precision-Ranked Rules»). Names come first,
// then what the syntax says, then nominals, groups and pronouns. Every pass looks back over a bounded window,
// so that the time is near linear.
//
// It needs mentions and trees, and fills Doc.Entities and Mention.Entity.
package coref

import (
	"io/fs"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
)

// Layer is the coref layer. It is safe for concurrent use.
type Layer struct {
	base  *actors.Base
	words *words
}

// New returns the layer with the words in k and the actors.
func New(k fs.FS, base *actors.Base) (*Layer, error) {
	w, err := readWords(k)
	if err != nil {
		return nil, err
	}
	return &Layer{base: base, words: w}, nil
}

// reader is the work on one document.
type reader struct {
	*Layer
	d        *doc.Doc
	views    []view // one for each of d.Mentions
	clusters []cluster
	bySent   []int // index in views of the first mention of each sentence, one more at the end
	quotes   []quote
	byKey    map[string]int // first view by knowledge entry; see named
	day      string         // of publication, as the actors read it
}

// Apply fills d.Entities.
func (l *Layer) Apply(d *doc.Doc) {
	r := &reader{Layer: l, d: d, day: string(d.Published)}
	if r.day == "" {
		r.day = "9999"
	}
	r.look()
	r.findQuotes()
	r.joinNames()
	r.joinConstructions()
	r.joinSpeakers()
	r.joinNominals()
	r.joinCoordinations()
	r.joinPronouns()
	r.joinPossessed()
	r.entities()
}
