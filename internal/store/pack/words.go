package pack

import (
	"encoding/json"
	"strings"

	"github.com/openreadout/readout/record"
)

// note says what it says in words that repeat, but for what it quotes: «no actor for «called»».
func (c *coder) note(_ int, n *record.Note) {
	c.span(&n.Span)
	before, rest, quotes := strings.Cut(n.Text, "«")
	quoted, after, closed := strings.Cut(rest, "»")
	f := c.flags(quotes && closed)
	if !f.has(0) {
		c.together(&n.Layer, &n.Text)
		return
	}
	c.together(&n.Layer, &before, &after)
	c.text(&quoted)
	n.Text = before + "«" + quoted + "»" + after
}

func (c *coder) predicate(_ int, p *record.Predicate) {
	f := c.flags(len(p.Sources) > 0, p.Entry != "")
	c.span(&p.Span)
	c.text(&p.Lemma)
	score := string(p.Score)
	c.together(&p.Factuality, &score, &p.Rule)
	p.Score = json.Number(score)
	if f.has(0) {
		c.chain(&p.Sources)
	}
	if f.has(1) {
		c.word(&p.Entry)
	}
}

func (c *coder) token(_ int, t *record.Token) {
	f := c.flags(t.Feats != "", t.Joined)
	c.span(&t.Span)
	c.text(&t.Lemma)
	c.together(&t.UPOS, &t.XPOS, &t.Deprel)
	c.num(&t.Head)
	if f.has(0) {
		c.word(&t.Feats)
	}
	t.Joined = f.has(1)
}
