package train

import (
	"io/fs"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/gazetteer"
	"github.com/openreadout/readout/internal/nlp/parse"
)

// ReadHints returns the hints that the knowledge in k gives.
func ReadHints(k fs.FS) (*parse.Hints, error) {
	base, err := actors.Load(k)
	if err != nil {
		return nil, err
	}
	places, err := gazetteer.New(k)
	if err != nil {
		return nil, err
	}
	return parse.NewHints(base, places), nil
}
