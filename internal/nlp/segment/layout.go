package segment

// A line is a run of atoms between line breaks.
type line struct {
	first, end int // atoms
	indent     int // blanks before it
	width      int // bytes from its first to its last character
}

// layout reads each single line break as the end of a paragraph or as a blank. In agency copy and on most web
// pages every line is a paragraph; in plain-text mail and old wires a paragraph is broken into lines of like
// length. A text is taken for the latter when enough of its lines run on in lower case.
func (r *reading) layout() {
	lines := r.lines()
	runOn, breaks, width := 0, 0, 0
	for i := 1; i < len(lines); i++ {
		if r.atoms[lines[i].first].gap != gapLine {
			continue
		}
		breaks++
		if r.runsOn(lines[i-1], lines[i]) {
			runOn++
			width = max(width, lines[i-1].width)
		}
	}
	wrapped := runOn*5 >= breaks*2 // two fifths
	for i := 1; i < len(lines); i++ {
		a := &r.atoms[lines[i].first]
		if a.gap != gapLine {
			continue
		}
		a.gap = gapBreak
		switch {
		case r.isItem(lines[i]):
		case r.runsOn(lines[i-1], lines[i]), wrapped && !r.deliberate(lines[i-1], lines[i], width):
			a.gap = gapSpace
		}
	}
}

func (r *reading) lines() []line {
	var out []line
	for i := range r.atoms {
		if a := r.atoms[i]; i == 0 || a.gap >= gapLine {
			out = append(out, line{first: i, indent: r.indent(a.begin)})
		}
		l := &out[len(out)-1]
		l.end = i + 1
		l.width = r.atoms[i].end - r.atoms[l.first].begin
	}
	return out
}

func (r *reading) indent(at int) int {
	n := 0
	for n < at && n < 40 && (r.text[at-n-1] == ' ' || r.text[at-n-1] == '\t') {
		n++
	}
	return n
}

// runsOn reports whether b goes on with a sentence that a leaves open.
func (r *reading) runsOn(a, b line) bool {
	last, first := r.atoms[a.end-1], r.atoms[b.first]
	if first.class != lower && first.class != single {
		return false
	}
	switch last.class {
	case dot, final, bullet:
		return false
	case comma:
		return r.text[last.begin] == ','
	}
	return true
}

// deliberate reports whether a writer broke the line: the next word would still have fitted.
func (r *reading) deliberate(a, b line, width int) bool {
	if b.indent > a.indent+1 {
		return true
	}
	first := r.atoms[b.first].begin
	end := first
	for i := b.first; i < b.end && (i == b.first || r.atoms[i].gap == gapNone); i++ {
		end = r.atoms[i].end
	}
	return a.width+1+end-first+3 < width
}

// isItem reports whether the line is an item of a list: «• …», «- …», «1. …», «(a) …».
func (r *reading) isItem(l line) bool {
	at := func(i int) atom {
		if l.first+i < l.end {
			return r.atoms[l.first+i]
		}
		return atom{}
	}
	a, b, c := at(0), at(1), at(2)
	switch a.class {
	case bullet:
		return b.class != edge
	case hyphen, dash:
		return b.gap != gapNone
	case digits:
		return a.end-a.begin <= 2 && (b.class == dot || b.class == closing) && c.gap == gapSpace
	case initial, single:
		return b.class == closing && c.gap == gapSpace
	case open:
		return (b.class == digits || b.class == single) && c.class == closing
	}
	return false
}
