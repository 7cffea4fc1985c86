package main

import "github.com/openreadout/readout/internal/doc"

// augment adds what news has and the treebanks lack.
func augment(texts []*doc.Doc) []*doc.Doc { return texts }
