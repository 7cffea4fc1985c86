package mention

import (
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/lexicon"
)

const productsFile = "lexicons/en/products.txt"

// products knows what is named and is no actor and no place.
type products struct {
	names  map[string]bool // folded
	before map[string]bool // lower case; what stands behind them with a capital is such a name
}

func readProducts(k fs.FS) (*products, error) {
	es, err := lexicon.Read(k, productsFile)
	if err != nil {
		return nil, err
	}
	out := &products{map[string]bool{}, map[string]bool{}}
	for i := range es {
		for _, f := range es[i].Fields {
			for n := range strings.SplitSeq(f.Value, ";") {
				switch f.Key {
				case "names":
					out.names[actors.Fold(n)] = true
				case "before":
					out.before[strings.ToLower(strings.TrimSpace(n))] = true
				default:
					return nil, es[i].FieldErrorf(f, "no field is called %q here", f.Key)
				}
			}
		}
	}
	return out, nil
}

// product reports whether a name that the files do not know as an actor is that of a product, alone or with a
// number after it («Leopard 2»), or of a storm («Hurricane Ana», later «Ana»).
func (r *reader) product(n *name) bool {
	if n.entry != nil {
		return false
	}
	f := actors.Fold(r.text(n))
	if r.products.names[f] || r.products.names[strings.TrimRight(f, " 0123456789")] {
		return true
	}
	switch n.end - n.first {
	case 1:
		return r.storms[r.words[n.first]]
	case 2:
		return r.christens(n.first)
	}
	return false
}

// christened returns the names that the document gives to storms and the like.
func (r *reader) christened() map[string]bool {
	out := map[string]bool{}
	for t := range r.words {
		if r.christens(doc.Tok(t)) {
			out[r.words[t+1]] = true
		}
	}
	return out
}

// christens reports whether the word at t says that the name behind it is a storm's: «Hurricane Ana».
func (r *reader) christens(t doc.Tok) bool {
	return int(t)+1 < len(r.words) && isCapital(r.words[t]) && r.products.before[strings.ToLower(r.words[t])] &&
		isCapital(r.words[t+1]) && r.d.Tokens[t+1].UPOS == "PROPN" && r.d.SentenceOf(t) == r.d.SentenceOf(t+1)
}
