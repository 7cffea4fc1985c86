package store

import (
	"hash/fnv"
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
	var votes [64]int
	n := 0
	eachWord(text, func(w uint64) {
		copy(window[:], window[1:])
		window[3] = w
		if n++; n < 4 {
			return
		}
		h := mix(window[0]*3 + mix(window[1]*5+mix(window[2]*7+mix(window[3]))))
		for b := range votes {
			if h>>b&1 == 1 {
				votes[b]++
			} else {
				votes[b]--
			}
		}
	})
	if n < 12 {
		return 0
	}
	var out uint64
	for b, v := range votes {
		if v > 0 {
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

// eachWord calls do with a hash of every word, in lower case.
func eachWord(text string, do func(uint64)) {
	h := fnv.New64a()
	in := false
	var buf [4]byte
	flush := func() {
		if in {
			do(h.Sum64())
			h.Reset()
			in = false
		}
	}
	for _, r := range text {
		if !isWordRune(r) {
			flush()
			continue
		}
		in = true
		r = unicode.ToLower(r)
		buf = [4]byte{byte(r), byte(r >> 8), byte(r >> 16)}
		h.Write(buf[:3])
	}
	flush()
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// mix is the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
