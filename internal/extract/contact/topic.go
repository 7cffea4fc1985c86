package contact

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// statements returns the statements made in the contact: by its parties, their governments or both sides at
// once, told after it and of no other day, as long as the paragraphs go on about it.
func (r *reader) statements(c *call) []int {
	first := r.d.SentenceOf(c.notes[0].tok)
	paragraphs := map[int]bool{}
	for _, n := range c.notes {
		paragraphs[r.d.Sentences[r.d.SentenceOf(n.tok)].Paragraph] = true
	}
	var out []int
	for i := range r.d.Statements {
		s := &r.d.Statements[i]
		if s.CueHead < 0 || s.SpeakerEntity < 0 {
			continue
		}
		if slices.ContainsFunc(c.notes, func(n *note) bool { return !n.word.weak && r.inContent(s, n.tok) }) {
			continue // what is said of the contact is not said in it
		}
		at := r.d.SentenceOf(s.CueHead)
		if at < first || !r.ofDay(s, c) || r.owner(s.CueHead) != c {
			continue
		}
		speakers := r.members(s.SpeakerEntity, 0)
		joint := len(speakers) > 1 && r.within(speakers, c.parties)
		p := r.d.Sentences[at].Paragraph
		if joint || len(speakers) > 0 && r.within(speakers, c.parties) && (r.publisher != "" || paragraphs[p] || paragraphs[p-1]) && !r.pluperfect(s.CueHead) {
			paragraphs[p] = true
			out = append(out, i)
		}
	}
	return out
}

func (r *reader) inContent(s *doc.Statement, t doc.Tok) bool {
	return slices.ContainsFunc(s.Content, func(c doc.Span) bool { return c.Contains(r.d.Tokens[t].Span) })
}

// owner returns the contact last told of in t's sentence or before it.
func (r *reader) owner(t doc.Tok) *call {
	end := r.d.Sentences[r.d.SentenceOf(t)].End
	return r.latest(end - 1)
}

func (r *reader) ofDay(s *doc.Statement, c *call) bool {
	if s.Time == doc.None {
		return true
	}
	t := &r.d.Times[s.Time]
	return t.From != "" && datesAgree(t.Interval, c.date) // «previously», «later» are other days
}

// pluperfect reports whether the clause at t tells of what had been before.
func (r *reader) pluperfect(t doc.Tok) bool {
	c := r.d.ClauseOf(t)
	return c != doc.None && r.d.Clauses[c].Perfect && r.d.Clauses[c].Tense == doc.Past
}

// topics returns the contexts of the contact's statements and of its event, in order of the text.
func (r *reader) topics(c *call, statements []int) []string {
	var out []string
	add := func(ts []string) {
		for _, t := range ts {
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	for _, s := range statements {
		add(r.d.Statements[s].Topics)
	}
	if c.event != doc.None {
		add(r.d.Events[c.event].Contexts)
	}
	return out
}
