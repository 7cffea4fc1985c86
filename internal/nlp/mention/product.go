package mention

import (
	"io/fs"
	"strings"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/lexicon"
)

const productsFile = "lexicons/en/products.txt"

// readProducts reads the names of weapons and other products, folded: they are neither actors nor places.
func readProducts(k fs.FS) (map[string]bool, error) {
	es, err := lexicon.Read(k, productsFile)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for i := range es {
		for _, f := range es[i].Fields {
			if f.Key != "names" {
				return nil, es[i].FieldErrorf(f, "no field is called %q here", f.Key)
			}
			for n := range strings.SplitSeq(f.Value, ";") {
				out[actors.Fold(n)] = true
			}
		}
	}
	return out, nil
}

// product reports whether a name that the files do not know as an actor is that of a product, alone or with a
// number after it («Leopard 2»).
func (r *reader) product(n *name) bool {
	if n.entry != nil {
		return false
	}
	f := actors.Fold(r.text(n))
	return r.products[f] || r.products[strings.TrimRight(f, " 0123456789")]
}
