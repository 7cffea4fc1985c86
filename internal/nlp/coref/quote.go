package coref

import (
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// quote is a stretch of tokens between quotation marks.
type quote struct {
	first, end doc.Tok // without the marks
	speaker    int     // view of who says it, None where the syntax does not tell
}

// findQuotes finds the quotations, who says each, and in which each mention stands.
func (r *reader) findQuotes() {
	r.pairMarks()
	for i := range r.quotes {
		q := &r.quotes[i]
		q.speaker = r.speakerOf(q)
		if q.speaker == doc.None && i > 0 {
			q.speaker = r.continued(&r.quotes[i-1], q)
		}
	}
	at := 0
	for i := range r.views {
		v := &r.views[i]
		for at < len(r.quotes) && r.quotes[at].end <= v.first {
			at++
		}
		if at < len(r.quotes) && r.quotes[at].first <= v.first && v.end <= r.quotes[at].end {
			v.quote = at
		}
	}
}

// pairMarks pairs the marks. A quotation that goes on over a paragraph begins anew there, as news set it.
func (r *reader) pairMarks() {
	open, close := doc.Tok(doc.None), ""
	paragraph := -1
	for _, s := range r.d.Sentences {
		if s.Paragraph != paragraph {
			if open != doc.None && s.First-open < 400 {
				r.quotes = append(r.quotes, quote{open + 1, s.First, doc.None})
			}
			open, paragraph = doc.None, s.Paragraph
		}
		for t := s.First; t < s.End; t++ {
			w := r.d.Form(t)
			if open != doc.None && isClose(w, close) && (close != "’" || r.d.Tokens[t].UPOS == "PUNCT") {
				if open+1 < t {
					r.quotes = append(r.quotes, quote{open + 1, t, doc.None})
				}
				open = doc.None
			} else if open == doc.None || w == "“" {
				if c := closeOf(w); c != "" && (w != "‘" || r.d.Tokens[t].UPOS == "PUNCT") {
					open, close = t, c
				}
			}
		}
	}
}

func closeOf(w string) string {
	switch w {
	case "“", "„", "``", "\"":
		return "”"
	case "«":
		return "»"
	case "‘":
		return "’"
	}
	return ""
}

func isClose(w, close string) bool {
	return w == close || close == "”" && (w == "\"" || w == "''") || close == "’" && w == "'"
}

// speakerOf finds the subject of the verb that reports a quotation: above it in the tree («said “…”», «described
// it as “…”») or beside it («“…”, she said»).
func (r *reader) speakerOf(q *quote) int {
	seen := 0
	for t := q.first; t < q.end && seen < 6; t++ {
		h := r.d.Tokens[t].Head
		if h != doc.None && h >= q.first && h < q.end {
			continue
		}
		if r.d.Tokens[t].UPOS == "PUNCT" {
			continue
		}
		seen++
		if s := r.above(q, h); s != doc.None {
			return s
		}
		if s := r.beside(q, t); s != doc.None {
			return s
		}
	}
	return doc.None
}

// above climbs from the head of a quoted piece to the first predicate that has a subject outside the quotation.
func (r *reader) above(q *quote, t doc.Tok) int {
	for steps := 0; t != doc.None && steps < 12; t, steps = r.d.Tokens[t].Head, steps+1 {
		if t >= q.first && t < q.end {
			continue
		}
		if s := r.subjectOf(q, t); s != doc.None {
			return s
		}
		for _, c := range r.d.Children(t) {
			if r.d.IsRel(c, "obl", "nmod") && strings.EqualFold(r.firstCase(c), "according") {
				if m := r.d.MentionOf(c); m != doc.None {
					return m
				}
			}
		}
	}
	return doc.None
}

// beside looks for a reporting clause among the dependents of a quoted piece.
func (r *reader) beside(q *quote, t doc.Tok) int {
	for _, c := range r.d.Children(t) {
		if c >= q.first && c < q.end {
			continue
		}
		if r.d.IsRel(c, "parataxis", "ccomp", "advcl", "discourse", "conj", "dep") && r.words.is("speech", strings.ToLower(r.d.Tokens[c].Lemma)) {
			if s := r.subjectOf(q, c); s != doc.None {
				return s
			}
		}
		if r.d.IsRel(c, "obl", "nmod") && strings.EqualFold(r.firstCase(c), "according") {
			if m := r.d.MentionOf(c); m != doc.None {
				return m
			}
		}
	}
	return doc.None
}

func (r *reader) firstCase(t doc.Tok) string {
	if c := r.d.Child(t, "case"); c != doc.None {
		return r.d.Form(c)
	}
	return ""
}

// subjectOf returns the mention that is the subject of t, or the agent of its passive, outside the quotation.
func (r *reader) subjectOf(q *quote, t doc.Tok) int {
	for _, c := range r.d.Children(t) {
		if q != nil && c >= q.first && c < q.end {
			continue
		}
		agent := r.d.IsRel(c, "obl:agent")
		if r.d.Tokens[c].Rel != "nsubj" && !agent {
			continue
		}
		if m := r.d.MentionOf(c); m != doc.None {
			return m
		}
	}
	return doc.None
}

// continued returns the speaker of the quotation before q where q goes on with it: in the same paragraph or in
// one that begins with the quotation, when the sentence of q names nobody.
func (r *reader) continued(before, q *quote) int {
	a, b := r.d.SentenceOf(before.first), r.d.SentenceOf(q.first)
	pa, pb := r.d.Sentences[a].Paragraph, r.d.Sentences[b].Paragraph
	whole := q.first-r.d.Sentences[b].First <= 1 && q.end-q.first > 4
	if b-a <= 3 && pa == pb || b == r.d.SentenceOf(before.end-1)+1 && pb == pa+1 && whole {
		return before.speaker
	}
	return doc.None
}

// joinSpeakers joins «I» inside a quotation with who says it, and «I» outside with every other.
func (r *reader) joinSpeakers() {
	outside := doc.None
	for i := range r.views {
		v := &r.views[i]
		if v.Form != "pronoun" || v.Role != "first" || v.Number != "Sing" {
			continue
		}
		if v.quote != doc.None {
			if s := r.quotes[v.quote].speaker; s != doc.None {
				r.join(s, i, "coref/speaker")
			}
			continue
		}
		if outside != doc.None {
			r.join(outside, i, "coref/author")
		}
		outside = i
	}
}
