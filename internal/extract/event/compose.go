package event

import (
	"io/fs"

	"github.com/openreadout/readout/internal/lexicon"
	"github.com/openreadout/readout/internal/ontology"
)

// composed is what an operator makes of a complement.
type composed struct{ cameo, typ, mode string }

// composition says what an operator («agree», «refuse», «threaten») makes of the code of its complement:
// operator, then CAMEO prefix of the complement.
type composition map[string]map[string]composed

// readComposition reads compose.tsv. An empty type leaves it to the ontology's mapping of the code.
func readComposition(k fs.FS, o *ontology.Ontology) (composition, error) {
	rows, err := lexicon.Table(k, frameDir+"/compose.tsv", "operator", "complement", "cameo", "type", "mode")
	if err != nil {
		return nil, err
	}
	c := composition{}
	for _, r := range rows {
		code := o.Code(r.Cols[2])
		if code == nil {
			return nil, r.Errorf(2, "no CAMEO code %q", r.Cols[2])
		}
		x := composed{r.Cols[2], r.Cols[3], r.Cols[4]}
		if x.typ == "" {
			x.typ, x.mode = code.Plover, code.Mode
		}
		if x.typ != "" && o.Type(x.typ, x.mode) == nil {
			return nil, r.Errorf(3, "no PLOVER type %s with mode %q", x.typ, x.mode)
		}
		if c[r.Cols[0]] == nil {
			c[r.Cols[0]] = map[string]composed{}
		}
		c[r.Cols[0]][r.Cols[1]] = x
	}
	return c, nil
}

func (c composition) has(operator string) bool { return c[operator] != nil }

// of returns what the operator makes of a complement with the CAMEO code: the longest prefix counts.
func (c composition) of(operator, cameo string) (composed, bool) {
	for n := len(cameo); n >= 2; n-- {
		if x, ok := c[operator][cameo[:n]]; ok {
			return x, true
		}
	}
	return composed{}, false
}
