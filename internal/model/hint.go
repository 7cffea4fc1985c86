package model

// Hint says what lists of names know of a word: bits that help the network with the labels of entities. The parse
// layer gives them; without any the labels rest on the text alone.
type Hint uint8

// The bits of a Hint. A match is the longest name of the lists that covers the word.
const (
	InPlace        Hint = 1 << iota // in a name of the gazetteer
	InCity                          // in the name of a place that many know
	InState                         // in the name or adjective of a state
	InOrganisation                  // in the name of an organisation
	InPerson                        // in the full name of a person
	Surname                         // a surname of persons of the files
	Begins                          // first word of a match
	Several                         // the match has several words
)

// hintBits is how many bits a Hint has.
const hintBits = 8

// HintRows is how many rows the table of hints has: one for each bit of the word, of the one before it and of the one
// behind it.
const HintRows = 3 * hintBits

// EachHint calls f with the row of every bit that is set for word t of a sentence and its neighbours.
func EachHint(hints []Hint, t int, f func(row int32)) {
	for side, at := range [3]int{t, t - 1, t + 1} {
		if at < 0 || at >= len(hints) {
			continue
		}
		for bit := range hintBits {
			if hints[at]>>bit&1 != 0 {
				f(int32(side*hintBits + bit))
			}
		}
	}
}
