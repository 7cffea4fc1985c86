package segment

import "strings"

// end decides after which words a sentence ends. The end of a paragraph always does.
func (r *reading) end(m *Model) {
	r.lookAhead()
	f := &features{bits: sentenceBits}
	s := state{r: r, m: m}
	margin := r.margin()
	for i := range r.words {
		s.enter(i)
		w := &r.words[i]
		switch {
		case i+1 == len(r.words) || r.words[i+1].gap == gapBreak:
			w.ends = true
		case s.mustEnd(i):
			w.ends = true
		case s.titled(i):
		case s.open(i):
			f.reset()
			s.features(i, f)
			sum := score(m.Sentence, f.list)
			w.ends = sum > 0 && (sum > margin || !w.bare())
		}
		if w.ends {
			s.leave(i)
		}
	}
}

// margin is how sure the end of a sentence without a mark must be. In a text that ends its paragraphs with
// full stops, as edited ones do, such an end is rare, and a wrong one cuts a name in two.
func (r *reading) margin() int32 {
	const least, sure = 6, 512 // words of a paragraph that counts; a weight of one
	paragraphs, marked, first := 0, 0, 0
	for i := range r.words {
		if i+1 < len(r.words) && r.words[i+1].gap != gapBreak {
			continue
		}
		if i+1-first >= least {
			paragraphs++
			last := i
			for last > first && (r.words[last].class == quote || r.words[last].class == closing || r.words[last].class == apostro) {
				last--
			}
			if r.words[last].class == dot || r.words[last].class == final {
				marked++
			}
		}
		first = i + 1
	}
	if marked*10 < paragraphs*9 || paragraphs == 0 {
		return 0
	}
	return sure
}

// bare reports a word that is no mark at which a sentence may end.
func (w *word) bare() bool {
	return w.class < dot || w.class == comma || w.class == hyphen || w.class == money || w.class == slash
}

// lookAhead counts for each word how far the next mark that ends a sentence is.
func (r *reading) lookAhead() {
	n := uint8(0)
	for i := len(r.words) - 1; i >= 0; i-- {
		w := &r.words[i]
		if w.class == dot || w.class == final || i+1 == len(r.words) || r.words[i+1].gap == gapBreak {
			n = 0
		} else if n < 250 {
			n++
		}
		w.ahead = n
	}
}

// state is what is known of the sentence before the present word.
type state struct {
	r      *reading
	m      *Model
	first  int    // the word at which the sentence began
	depth  int    // open brackets
	quoted bool   // inside double quotation marks
	single bool   // inside single quotation marks
	stops  int    // final marks in the sentence so far
	bare   uint32 // how the sentence before it ended: 0 none in this paragraph, 1 with a mark, 2 without
	style  uint32 // of the paragraph: 0 as usual, 1 all upper case, 2 all lower case
}

// enter counts the marks of word i.
func (s *state) enter(i int) {
	w := s.r.words[i]
	if i == 0 || w.gap == gapBreak {
		*s = state{r: s.r, m: s.m, first: i, style: s.r.style(i)}
	}
	switch w.class {
	case open:
		s.depth++
	case closing:
		s.depth = max(0, s.depth-1)
	case quote:
		switch c, _ := decode(s.r.text, w.begin); c {
		case '“', '„', '«':
			s.quoted = true
		case '”', '»':
			s.quoted = false
		default:
			s.quoted = !s.quoted
		}
	case apostro:
		s.single = w.gap != gapNone
	case dot, final:
		s.stops++
	}
}

// leave begins a new sentence after word i. An open bracket is forgotten, an open quotation is not: what
// is quoted may be several sentences.
func (s *state) leave(i int) {
	s.bare = 2
	if m, _ := s.mark(i); m.class == dot || m.class == final {
		s.bare = 1
	}
	s.first, s.depth, s.stops = i+1, 0, 0
}

// style looks at the first words of the paragraph that begins at word i.
func (r *reading) style(i int) uint32 {
	ups, lows, caps := 0, 0, 0
	for j := i; j < min(i+60, len(r.words)) && (j == i || r.words[j].gap != gapBreak); j++ {
		switch r.words[j].class {
		case upper:
			ups++
		case lower:
			lows++
		case capital:
			caps++
		}
	}
	switch {
	case ups > 2 && ups > 3*(lows+caps):
		return 1
	case lows > 4 && caps == 0:
		return 2
	}
	return 0
}

// open reports whether a sentence could end after word i at all: not between two plain words in lower case,
// nor inside a chunk except behind a mark.
func (s *state) open(i int) bool {
	a, b := s.r.words[i], s.r.words[i+1]
	if b.gap == gapNone {
		return a.class >= dot && a.class != money && a.class != slash && a.class != hyphen && a.class != open
	}
	return !(a.class == lower && (b.class == lower || b.class == digits || b.class == money) || a.class == comma && b.class == lower)
}

// starters are words that, with a capital, begin a sentence also after an abbreviation.
var starters = hashes("he", "she", "they", "it", "we", "but", "there", "this", "these", "those", "however", "meanwhile", "although", "when", "if")

func hashes(words ...string) map[uint32]bool {
	m := map[uint32]bool{}
	for _, w := range words {
		m[foldHash(w, lower)] = true
	}
	return m
}

// mustEnd reports whether a sentence surely ends after word i: «… in the U.S. She …».
func (s *state) mustEnd(i int) bool {
	a, b := s.r.words[i], s.r.words[i+1]
	if b.class != capital || b.gap == gapNone || s.style != 0 || a.end-a.begin < 2 || s.r.text[a.end-1] != '.' || !starters[b.hash] {
		return false
	}
	k := abbreviation(s.r.text[a.begin:a.end])
	return k == anywhere || k == innerStops
}

// offices are words that, behind the name of a state or body in letters, open an office: «U.S. Secretary of State».
var offices = hashes("secretary", "ambassador", "treasury", "attorney", "envoy")

// titled reports whether word i is such a name and the office follows. Behind «the» it may end a sentence.
func (s *state) titled(i int) bool {
	a, b := s.r.words[i], s.r.words[i+1]
	if b.class != capital || b.gap == gapNone || b.gap == gapBreak || s.r.text[a.end-1] != '.' || !offices[b.hash] {
		return false
	}
	return abbreviation(s.r.text[a.begin:a.end]) == anywhere && strings.ContainsRune(s.r.text[a.begin:a.end-1], '.') && s.before(i-1).hash != theHash
}

var theHash = foldHash("the", lower)

// word returns the word at i, the zero word outside of the text.
func (s *state) word(i int) word {
	if i < 0 || i >= len(s.r.words) {
		return word{}
	}
	return s.r.words[i]
}

// after returns the word at i unless the paragraph ended before it.
func (s *state) after(from, i int) word {
	for j := from + 1; j <= i; j++ {
		if j >= len(s.r.words) || s.r.words[j].gap == gapBreak {
			return word{}
		}
	}
	return s.r.words[i]
}

// before returns the word at i unless the sentence began after it.
func (s *state) before(i int) word {
	if i < s.first {
		return word{}
	}
	return s.r.words[i]
}

// mark returns the last mark or word before closing marks, and how many of those stand after it.
func (s *state) mark(i int) (word, int) {
	n := 0
	for i-n > s.first && n < 3 && (s.r.words[i-n].class == quote || s.r.words[i-n].class == closing || s.r.words[i-n].class == apostro) {
		n++
	}
	return s.r.words[i-n], n
}

// start returns the first word after opening marks behind i.
func (s *state) start(i int) word {
	for j := i + 1; j < min(i+4, len(s.r.words)); j++ {
		if w := s.r.words[j]; w.class != quote && w.class != open && w.class != apostro && w.class != bullet && w.class != hyphen && w.class != dash {
			return w
		}
	}
	return word{}
}

// known tells of a word in capitals whether it is usually written in lower case.
func (s *state) known(w word) uint32 {
	k := uint32(w.class) << 1
	if s.m.knows(w.hash) {
		k |= 1
	}
	return k
}

// features describes the place after word i.
func (s *state) features(i int, f *features) {
	x, a, b, d := s.before(i-1), s.r.words[i], s.r.words[i+1], s.after(i, i+2)
	y, e3 := s.before(i-2), s.after(i, i+3)
	k3 := s.known(e3)
	m, closers := s.mark(i)
	e := s.start(i)
	kx, ka, kb, kd, ke := s.known(x), s.known(a), s.known(b), s.known(d), s.known(e)
	g := uint32(b.gap)
	size := uint32(bucket(i + 1 - s.first))
	abbr := abbreviation(s.r.text[a.begin:a.end])
	if a.class == dot && i > s.first {
		abbr = 8 + abbreviation(s.r.text[x.begin:x.end])
	}
	ahead := uint32(bucket(int(b.ahead)))
	in := uint32(min(s.depth, 2))<<2 | flag(s.quoted)<<1 | flag(s.single)
	mc := uint32(m.class)<<3 | uint32(closers)<<1 | g&1

	f.add()
	f.add(g, a.hash)
	f.add(g, b.hash)
	f.add(g, a.hash, b.hash)
	f.add(g, ka, kb)
	f.add(g, a.hash, kb)
	f.add(g, ka, b.hash)
	f.add(g, ka, kb, kd)
	f.add(g, a.hash, kb, kd)
	f.add(kx, ka, kb, kd)
	f.add(kx, a.hash, kb, kd, g)
	f.add(x.hash, a.hash)
	f.add(x.hash, a.hash, kb)
	f.add(x.hash, a.hash, b.hash)
	f.add(ka, b.hash, d.hash)
	f.add(ka, kb, d.hash)
	f.add(b.hash, d.hash, e3.hash)
	f.add(ka, kb, kd, k3, g)
	f.add(a.hash, b.hash, d.hash)
	f.add(a.hash, kb, d.hash)
	f.add(y.hash, x.hash, a.hash, kb)
	f.add(mc, m.hash, ke)
	f.add(mc, m.hash, e.hash)
	f.add(mc, m.hash, ke, in)
	f.add(mc, m.hash, kb, in)
	f.add(in, a.hash, kb)
	f.add(in, a.hash, b.hash)
	f.add(size, a.hash)
	f.add(size, ka, kb)
	f.add(size, mc, m.hash, ke)
	f.add(size, a.hash, kb)
	f.add(size, uint32(min(s.stops, 2)), mc, ke)
	f.add(s.bare, ka, kb)
	f.add(s.bare, a.hash, kb)
	f.add(s.bare, ka, b.hash)
	f.add(s.bare, ahead, size, ka, kb)
	f.add(ahead, ka, kb)
	f.add(ahead, size, ka, kb)
	f.add(ahead, a.hash)
	f.add(ahead, b.hash, ka)
	f.add(abbr, a.hash, kb)
	f.add(abbr, b.hash)
	f.add(abbr, kb, kd, g)
	f.add(abbr, kx, kb)
	f.add(s.style, a.hash, kb)
	f.add(s.style, size, ka, kb)
	f.add(s.style, mc, e.hash)
	s.firstFeatures(i, size, a, kb, f)
}

// firstFeatures looks at how the sentence began: «1 .», «From :», «* …».
func (s *state) firstFeatures(i int, size uint32, a word, kb uint32, f *features) {
	w := s.r.words[s.first]
	k := s.known(w)
	f.add(w.hash, a.hash, size)
	f.add(k, a.hash, size, kb)
	f.add(w.hash, kb, size)
	if n := i - s.first; n < 3 {
		f.add(uint32(n), w.hash, s.word(i).hash, kb)
	}
}

func bucket(n int) int {
	switch {
	case n < 6:
		return n
	case n < 10:
		return 6
	case n < 16:
		return 7
	case n < 25:
		return 8
	case n < 40:
		return 9
	}
	return 10
}

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
