package sqlite

import _ "embed"

// dictionary is a record of a typical article: what most records repeat, so that a small one packs small. It
// is part of the form of the file and never changes.
//
//go:embed dictionary.json
var dictionary []byte

// dictionaryID stands in every packed record.
const dictionaryID = 1
