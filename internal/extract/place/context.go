package place

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
	"github.com/openreadout/readout/internal/gazetteer"
)

// context is what the whole text tells of where it plays: how often it names each state and region.
type context struct {
	country map[string]int                // by ISO code: mentions of the state and its people, words of its local life
	region  map[string]int                // by «USA.TX»: names of it, alone or in other names («Texas Department of Public Safety»)
	clear   map[string]int                // by folded name: how often a state is counted for it
	hinted  map[string][]*gazetteer.Place // by folded name: the places of names that the text puts somewhere
	near    *grid
}

// context counts the states and regions whose names can mean nothing else.
func (r *reader) context() {
	r.ctx = context{country: map[string]int{}, region: map[string]int{}, clear: map[string]int{}, hinted: map[string][]*gazetteer.Place{}}
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if iso, ok := strings.CutPrefix(m.Key, "state/"); ok && (m.Form == "nationality" || m.Form == "nominal" || r.clear(m)) {
			r.ctx.country[iso]++
			if m.Form == "name" {
				r.ctx.clear[gazetteer.Fold(r.d.Str(m.Span))]++
			}
		}
	}
	for i := range r.named {
		n := &r.named[i]
		for _, h := range n.hints {
			r.count(h, 1)
		}
	}
	for i := range r.d.Sentences {
		r.regions(r.d.Sentences[i])
	}
	r.life()
}

// clear reports whether a name of a state is not that of a region or a town too, nor a capital.
func (r *reader) clear(m *doc.Mention) bool {
	ms := r.places.Matches(r.d.Str(m.Span))
	if m.Form == "metonym" {
		return len(ms) == 0 // «the Kremlin»
	}
	return len(ms) < 2 || ms[1].Fame() < ms[0].Fame()/50 && ms[1].Kind != gazetteer.Region
}

// count notes a place that the text names for sure.
func (r *reader) count(p *gazetteer.Place, n int) {
	if p.Country != "" {
		r.ctx.country[p.Country] += n
	}
	if p.Admin1 != "" {
		r.ctx.region[p.Country+"."+p.Admin1] += n
	}
}

// regions counts the regions that a sentence names, alone or within other names: «Indiana State Police», «the
// University of Kentucky», «D-Ohio».
func (r *reader) regions(s doc.Sentence) {
	for t := s.First; t < s.End; t++ {
		if c := r.words[t][0]; c < 'A' || c > 'Z' {
			continue
		}
		for end := min(t+3, s.End); end > t; end-- {
			name := r.d.Text[r.d.Tokens[t].Begin:r.d.Tokens[end-1].End]
			if !r.places.Has(name) {
				continue
			}
			ms := r.places.Matches(name)
			if ms[0].Kind == gazetteer.Region && (len(ms) == 1 || ms[0].Fame() > 4*ms[1].Fame()) {
				r.count(ms[0].Place, 1)
			}
			t = end - 1
			break
		}
	}
}

// life counts, for each country, the words of its local life that the text uses, each once.
func (r *reader) life() {
	seen := map[string]bool{}
	for t := range r.words {
		for n := 1; n <= 3 && t+n <= len(r.words); n++ {
			w := strings.ToLower(strings.Join(r.words[t:t+n], " "))
			if of := r.local[w]; of != nil && !seen[w] {
				seen[w] = true
				for _, iso := range of {
					r.ctx.country[iso] += 2
				}
			}
		}
	}
}
