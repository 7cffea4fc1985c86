package segment

// maxSentence is the most words that a sentence may have: parsing takes more than linear time in it.
const maxSentence = 400

// cut ends a sentence that is too long at its best place in the second half of what is allowed: after a
// final mark, else a semicolon, colon, dash, comma or closing mark, else before a word with a capital.
func (r *reading) cut() {
	first := 0
	for i := range r.words {
		if r.words[i].ends {
			first = i + 1
			continue
		}
		if i+1-first < maxSentence {
			continue
		}
		best, rank := i, 0
		for j := i; j >= first+maxSentence/2; j-- {
			if k := r.rank(j); k > rank {
				best, rank = j, k
			}
		}
		r.words[best].ends = true
		first = best + 1
	}
}

// rank says how good a place to cut is behind word i.
func (r *reading) rank(i int) int {
	gap := r.words[i+1].gap != gapNone
	switch c := r.text[r.words[i].begin]; {
	case !gap:
		return 0
	case r.words[i].class == final || r.words[i].class == dot:
		return 5
	case c == ';':
		return 4
	case r.words[i].class == dash || c == ':':
		return 3
	case r.words[i].class == comma || r.words[i].class == closing:
		return 2
	}
	return 1
}
