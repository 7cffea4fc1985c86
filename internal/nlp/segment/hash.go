package segment

import "unicode"

// mix folds v into the hash h.
func mix(h, v uint32) uint32 {
	h = (h ^ v) * 0x9E3779B1
	return h ^ h>>15
}

// foldHash hashes an atom so that case, the shape of quotation marks and the value of numbers do not matter.
func foldHash(s string, c class) uint32 {
	switch c {
	case digits:
		return mix(0x5bd1, uint32(min(len(s), 6)))
	case apostro, quote:
		return mix(0x5bd1, 100+uint32(c))
	}
	h := uint32(0x811c9dc5)
	for i := 0; i < len(s); {
		r, n := decode(s, i)
		i += n
		h = (h ^ uint32(fold(r))) * 0x01000193
	}
	return mix(h, 7)
}

func fold(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r < 0x80:
		return r
	case r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == '´':
		return '\''
	case r == '“' || r == '”' || r == '„' || r == '«' || r == '»':
		return '"'
	case r == '‐' || r == '‑':
		return '-'
	case r == '―' || r == '—':
		return '—'
	}
	return unicode.ToLower(r)
}

// ending hashes the last n bytes of s in lower case; it may cut a character, which does not matter here.
func ending(s string, n int) uint32 {
	h := uint32(n)
	for i := max(0, len(s)-n); i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		h = mix(h, uint32(c))
	}
	return h
}
