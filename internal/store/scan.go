package store

import "time"

// Scanned is a document with its flat records, as Store.Scan gives it.
type Scanned struct {
	ID        string // of the document
	CopyOf    string // id of the document that it is a copy of, "" for none
	Publisher string
	Rows      []Flat // of the kinds asked for, in the order of Kinds and of their index
}

// Change is one thing that happened to a document of a store.
type Change struct {
	Seq      int64     `json:"seq"`      // grows by each change
	Document string    `json:"document"` // "" for a correction of a text that no document has
	What     string    `json:"what" enum:"added,recoded,corrected"`
	At       time.Time `json:"at"`
}
