// Package train makes the weights in data/models from treebanks, entity labels and running text. Nothing
// that ships imports it. The commands in its folders are thin: vectors (word vectors), parser (the
// network) and evaluate (scores on gold tokens). README.md has the commands that made what is shipped.
package train

import (
	"os"

	"github.com/openreadout/readout/internal/model"
)

// LoadParser reads a weight file from the disk.
func LoadParser(path string) (*model.Parser, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f, err := model.ReadFile(b)
	if err != nil {
		return nil, err
	}
	return model.New(f)
}
