package store

import (
	"math/bits"
	"unicode"
)

// Near-duplicates are found by SimHash (Charikar 2002; Manku, Jain & Das Sarma 2007) over shingles of four
// words: two texts whose hashes differ in few of 64 bits share most of their wording. Agencies' texts come
// with cut endings and changed headlines; readouts of one call by two governments do not come near.

// near is the greatest number of differing bits of copies.
const near = 6

// SimHash returns the hash of the text, 0 for a text of fewer than twelve words, which is a copy of nothing.
func SimHash(text string) uint64 {
	var window [4]uint64
	var v votes
	n := 0
	eachWord(text, func(w uint64) {
		copy(window[:], window[1:])
		window[3] = w
		if n++; n >= 4 {
			v.add(mix(window[0]*3 + mix(window[1]*5+mix(window[2]*7+mix(window[3])))))
		}
	})
	if n < 12 {
		return 0
	}
	return v.majority()
}

// votes counts for each of 64 bits how often it was set, in planes: bit b of plane i is bit i of the count of b.
// Adding a word to all 64 counters is then two instructions a plane (a carry-save adder).
type votes struct {
	n      uint64
	planes [64]uint64
	used   int
}

func (v *votes) add(w uint64) {
	v.n++
	for i := 0; w != 0; i++ {
		if i == v.used {
			v.used++
		}
		v.planes[i], w = v.planes[i]^w, v.planes[i]&w
	}
}

// majority returns the bits that were set more often than not.
func (v *votes) majority() uint64 {
	var out uint64
	for b := range 64 {
		count := uint64(0)
		for i := range v.used {
			count |= v.planes[i] >> b & 1 << i
		}
		if count*2 > v.n {
			out |= 1 << b
		}
	}
	return out
}

// Near reports whether two hashes are of copies.
func Near(a, b uint64) bool { return a != 0 && b != 0 && bits.OnesCount64(a^b) <= near }

// Blocks cuts a hash into near+1 parts: two hashes of copies have at least one part in common, by which
// stores look for candidates.
func Blocks(h uint64) [near + 1]uint16 {
	var out [near + 1]uint16
	const width = 64/(near+1) + 1
	for i := range out {
		out[i] = uint16(i)<<width | uint16(h>>(i*width)&(1<<width-1))
	}
	return out
}

// eachWord calls do with a hash of every word in lower case: FNV-1a over its characters.
func eachWord(text string, do func(uint64)) {
	const offset, prime = 0xcbf29ce484222325, 0x100000001b3
	h, in := uint64(offset), false
	for _, r := range text {
		switch {
		case isWordRune(r):
			h, in = (h^uint64(lower(r)))*prime, true
		case in:
			do(h)
			h, in = offset, false
		}
	}
	if in {
		do(h)
	}
}

func lower(r rune) rune {
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(r)
}

func isWordRune(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// mix is the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
