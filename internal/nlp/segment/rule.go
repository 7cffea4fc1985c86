package segment

// rule decides the places between atoms that need no statistics: inside and around an address, around
// quotation marks, before the clitic of a contraction, behind an abbreviation.
func (c *chunk) rule(i int) (boundary, sure bool) {
	if a := c.address; a[0] < a[1] && a[0] <= i && i <= a[1] {
		return i == a[0] || i == a[1], true
	}
	a, b := c.r.atoms[i-1], c.r.atoms[i]
	switch {
	case c.isCurly(a) || c.isCurly(b), a.class == quote && i-1 == c.first, b.class == quote && i == c.end-1 && a.class != digits && a.class != apostro:
		return true, true
	case a.class == digits && b.class == dot && i == c.end-1 && c.first > 0 && (c.end == len(c.r.atoms) || c.r.atoms[c.end].gap == gapBreak):
		return true, true // «on Dec. 1.»; elsewhere «1.» may number an item
	case b.class == dot && i == c.end-1 && i-1 == c.word && i-2 >= c.first && c.r.atoms[i-2].class == digits && a.class <= mixed:
		return true, true // «€3.7bn.»
	case a.class == digits && b.class == comma && (i == c.end-1 || c.atom(i+1).class == quote), a.class == comma && b.class == quote:
		return true, true // «28,”»
	case b.class == apostro && c.isClitic(i), a.class == apostro && c.isClitic(i-1):
		return false, true
	case b.class == dot && i+1 >= c.end-2 && c.isAbbreviated(i):
		return false, true
	}
	return false, false
}

// isAbbreviated reports whether the stop at atom i belongs to the word before it: «Gen.», «U.S.», «p.m.».
// Of an abbreviation that may also be a word («no», «sun») the classifier decides.
func (c *chunk) isAbbreviated(i int) bool {
	switch w := c.r.text[c.r.atoms[c.word].begin:c.r.atoms[i-1].end]; abbreviation(w) {
	case beforeName:
		return c.r.atoms[c.word].class != lower || len(w) > 3
	case innerStops, anywhere:
		return i-c.word >= 3 && i-c.word <= 9 && c.r.atoms[i-1].end-c.r.atoms[i-1].begin <= 2 && c.r.atoms[i-1].class < digits && c.r.atoms[c.word].end-c.r.atoms[c.word].begin <= 2
	}
	return false
}

func (c *chunk) isCurly(a atom) bool {
	if a.class != quote || a.end-a.begin == 1 {
		return false
	}
	r, _ := decode(c.r.text, a.begin)
	return r != '″'
}

// isClitic reports whether the apostrophe at atom i ties a clitic to the word before it: «Russia's»,
// «U.K.'s», «don't», «1960's».
func (c *chunk) isClitic(i int) bool {
	before, after, next := c.atom(i-1), c.atom(i+1), c.atom(i+2)
	if i-1 < c.first || before.class > dot || after.class == edge || lower <= next.class && next.class <= digits {
		return false
	}
	s := c.r.text[after.begin:after.end]
	return len(s) <= 2 && (clitics[s] || s == "t" || s == "S" || s == "T")
}

// address finds the first web or mail address in the chunk of the atoms from first to end.
func (r *reading) address(first, end int) (found [2]int) {
	for j := first; j < min(end, first+maxAtom); j++ {
		a := r.atoms[j]
		switch {
		case r.text[a.begin] == '@' && j > first && j+1 < end:
			if found = r.mail(j, first, end); found[0] < found[1] {
				return found
			}
		case a.hash == www && j+2 < end && r.atoms[j+1].class == dot,
			j+3 < end && schemes[a.hash] && r.text[r.atoms[j+1].begin] == ':' && r.atoms[j+2].class == slash:
			return [2]int{j, r.webEnd(j, end)}
		case a.class == dot && j > first && j+1 < end && domains[r.atoms[j+1].hash] && (r.atoms[j+1].class != capital || r.atoms[j+1].hash == com) && (j+2 == end || r.atoms[j+2].class > digits):
			if found = r.site(j, first, end); found[0] < found[1] {
				return found
			}
		}
	}
	return found
}

var (
	www     = foldHash("www", lower)
	com     = foldHash("com", lower)
	schemes = map[uint32]bool{foldHash("http", lower): true, foldHash("https", lower): true, foldHash("ftp", lower): true}
)

// domains at the end of a web address, which then needs no «www.» before it, and ends of file names.
var domains = hashes("com", "org", "net", "gov", "edu", "mil", "info", "biz", "eu", "uk", "ru", "ua", "cn", "de", "fr", "tv",
	"pdf", "doc", "docx", "xls", "xlsx", "ppt", "htm", "html", "jpg", "jpeg", "png", "gif", "zip", "mp3", "mp4", "csv", "xml")

// site returns the address or file whose last stop is at atom j: «example.org/page», «list.pdf».
func (r *reading) site(j, first, end int) [2]int {
	from := j
	for from > first && (r.atoms[from-1].class < comma && r.atoms[from-1].class != final || r.atoms[from-1].class == hyphen) {
		from--
	}
	for from < j && r.atoms[from].class >= dot {
		from++
	}
	if from == j || r.atoms[j-1].class >= dot {
		return [2]int{}
	}
	if j+2 < end && r.atoms[j+2].class == slash {
		return [2]int{from, r.webEnd(from, end)}
	}
	if j+3 < end && r.atoms[j+2].class == dot && lower <= r.atoms[j+3].class && r.atoms[j+3].class <= digits {
		return [2]int{} // «open.uk.example.com» is found at its last stop
	}
	return [2]int{from, j + 2}
}

// mail returns the address around the «@» at atom j.
func (r *reading) mail(j, first, end int) [2]int {
	part := func(a atom) bool {
		c := r.text[a.begin]
		return lower <= a.class && a.class <= dot || a.class == hyphen || c == '+' || c == '.'
	}
	from, to := j, j+1
	for from > first && part(r.atoms[from-1]) {
		from--
	}
	for to < end && part(r.atoms[to]) {
		to++
	}
	for to > j+1 && r.atoms[to-1].class > digits {
		to--
	}
	dotted := false
	for _, a := range r.atoms[j:to] {
		dotted = dotted || a.class == dot
	}
	if from == j || !dotted {
		return [2]int{}
	}
	return [2]int{from, to}
}

// webEnd returns the end of the web address that begins at atom j: white space, a quotation mark or an
// angle bracket ends it, and marks at its end are not part of it, nor a bracket that it does not open.
func (r *reading) webEnd(j, end int) int {
	to, depth := j, 0
	for ; to < end; to++ {
		a := r.atoms[to]
		c := r.text[a.begin]
		if a.class == quote || c == '<' || c == '>' {
			break
		}
		if a.class == open {
			depth++
		}
		if a.class == closing {
			if depth--; depth < 0 {
				break
			}
		}
	}
	for to > j+1 {
		switch a := r.atoms[to-1]; a.class {
		case dot, final, comma, apostro:
			to--
			continue
		}
		break
	}
	return to
}
