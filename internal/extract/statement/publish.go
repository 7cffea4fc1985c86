package statement

import (
	"slices"

	"github.com/openreadout/readout/internal/doc"
)

// publish turns the drafts into d.Statements: sources, kinds, chains, topics, times.
func (r *reading) publish() {
	r.sort()
	out := make([]doc.Statement, len(r.drafts))
	for i := range r.drafts {
		out[i] = r.statement(&r.drafts[i])
	}
	r.nest(out)
	if kept := r.outer(out); len(kept) < len(out) {
		out = kept
		r.nest(out)
	}
	r.d.Statements = out
	for i := range out {
		r.chain(i)
	}
}

// outer drops what «I» and «we» say, think or hope where no statement around it tells who they are.
func (r *reading) outer(out []doc.Statement) []doc.Statement {
	kept := make([]doc.Statement, 0, len(out))
	for _, s := range out {
		if s.Within == doc.None && s.SpeakerHead != doc.None {
			switch r.low(s.SpeakerHead) {
			case "i", "we", "me", "us", "my", "our":
				continue
			}
		}
		s.Within = doc.None
		kept = append(kept, s)
	}
	if len(kept) == len(out) {
		return out
	}
	return kept
}

func (r *reading) statement(x *draft) doc.Statement {
	s := doc.Statement{Speaker: x.source, SpeakerHead: x.speaker, SpeakerEntity: doc.None, Cue: x.cueSpan, CueHead: x.cue, Content: x.content, ContentHead: x.head,
		Act: x.act, Within: doc.None, Hedge: x.hedge, Negated: x.negated, Time: doc.None, Rule: x.rule, Entry: x.class.entry}
	if x.speaker != doc.None {
		if s.Speaker.Empty() {
			s.Speaker = r.sourceOf(x.speaker, x)
		}
		s.SpeakerEntity = r.entityOf(x.speaker, s.Speaker)
		if s.Act == "statement" && r.carrierNoun(x.speaker) {
			s.Act = "report" // «the survey says»
		}
		if r.d.IsRel(x.speaker, "nsubj") && r.none(x.speaker) {
			s.Negated = true
		}
	}
	s.Quotes = r.quotesIn(x.content)
	s.Kind = r.kind(x.content, s.Quotes)
	s.Topics = r.topicsOf(x.content)
	s.About = r.about(x.content)
	if x.cue != doc.None {
		s.Time = r.time(x)
	} else {
		s.CueHead = x.head // readers of statements index by it: never None
	}
	return s
}

// none reports whether the source is nobody: «no one said», «neither side claimed».
func (r *reading) none(s doc.Tok) bool {
	switch r.low(s) {
	case "nobody", "none", "neither":
		return true
	}
	k := r.d.Child(s, "det")
	return k != doc.None && (r.low(k) == "no" || r.low(k) == "neither")
}

// entityOf returns the entity of the source with the head s: of the group where the source is a coordination.
func (r *reading) entityOf(s doc.Tok, span doc.Span) int {
	d := r.d
	if d.Child(s, "conj") != doc.None {
		at, _ := slices.BinarySearchFunc(d.Mentions, span.Begin, func(m doc.Mention, begin int) int { return m.Begin - begin })
		for ; at < len(d.Mentions) && d.Mentions[at].Begin < span.End; at++ {
			if m := d.Mentions[at]; m.Head == s && m.Kind == "group" && m.Entity != doc.None {
				return m.Entity
			}
		}
	}
	if e := d.EntityOf(s); e != doc.None {
		return e
	}
	return d.EntityOf(r.antecedent(s))
}

// quotesIn returns the quotations inside the content.
func (r *reading) quotesIn(content []doc.Span) []doc.Span {
	var out []doc.Span
	for _, c := range content {
		at, _ := slices.BinarySearchFunc(r.quotes, c.Begin, func(q quote, begin int) int { return q.Begin - begin })
		for ; at < len(r.quotes) && r.quotes[at].Begin < c.End; at++ {
			if c.Contains(r.quotes[at].Span) {
				out = append(out, r.quotes[at].Span)
			}
		}
	}
	return out
}

// kind tells direct, mixed and indirect content apart. What stands inside a quotation as a whole is direct.
func (r *reading) kind(content, quotes []doc.Span) string {
	inside, outside := false, false
	for _, c := range content {
		a, b := r.d.TokensIn(c)
		for t := a; t < b; t++ {
			if r.d.Tokens[t].UPOS == "PUNCT" {
				continue
			}
			if r.quoteAt(t) >= 0 {
				inside = true
			} else {
				outside = true
			}
		}
	}
	switch {
	case inside && !outside:
		return "direct"
	case inside && len(quotes) > 0:
		return "mixed"
	}
	return "indirect"
}

// about returns the entities mentioned in the content, in order of the text.
func (r *reading) about(content []doc.Span) []int {
	var out []int
	for _, c := range content {
		at, _ := slices.BinarySearchFunc(r.d.Mentions, c.Begin, func(m doc.Mention, begin int) int { return m.Begin - begin })
		for ; at < len(r.d.Mentions) && r.d.Mentions[at].Begin < c.End; at++ {
			if e := r.d.Mentions[at].Entity; e != doc.None && c.Contains(r.d.Mentions[at].Span) && !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// time returns the time expression that says when it was said: one that hangs on the cue, outside the content.
func (r *reading) time(x *draft) int {
	d := r.d
	s := d.Sentences[d.SentenceOf(x.cue)]
	at, _ := slices.BinarySearchFunc(d.Times, s.Begin, func(t doc.Time, begin int) int { return t.Begin - begin })
	for n := 0; at < len(d.Times) && d.Times[at].Begin < s.Span.End && n < 20; at, n = at+1, n+1 {
		a, b := d.TokensIn(d.Times[at].Span)
		for t := a; t < b; t++ {
			if h := d.Tokens[t].Head; h == x.cue && d.IsRel(t, "obl", "advmod", "nmod") && !r.inContent(d.Tokens[t].Span, x) {
				return at
			}
		}
	}
	return doc.None
}
