package clause

import (
	"fmt"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/conllu"
)

// TestHeadlines reads headlines, which leave words out. A word is form/lemma/UPOS/XPOS/head/relation.
func TestHeadlines(t *testing.T) {
	l := layer(t)
	tests := []struct{ tree, want string }{
		{"Putin/Putin/PROPN/NNP/0/root ,/,/PUNCT/,/1/punct Xi/Xi/PROPN/NNP/1/appos to/to/PART/TO/5/mark meet/meet/VERB/VB/1/acl",
			`c1 verb "meet" modal=be to link=root rule=clause/verb
	subject "Putin"
	subject "Xi"
`},
		{"Talks/talk/NOUN/NNS/0/root to/to/PART/TO/3/mark resume/resume/VERB/VB/1/acl",
			`c1 noun "talk" light=resume modal=be to link=root rule=clause/light
c2 verb "resume" modal=be to link=root rule=clause/verb
	subject "Talks"
`},
		{"Plan/plan/NOUN/NN/0/root to/to/PART/TO/3/mark ban/ban/VERB/VB/1/acl party/party/NOUN/NN/3/obj",
			`c1 noun "plan" link=root rule=clause/noun
	content "ban" =c2
c2 verb "ban" link=complement up=c1 mark=to rule=clause/verb
	object "party"
`},
		{"Minister/minister/NOUN/NN/2/nsubj arrested/arrest/VERB/VBD/0/root in/in/ADP/IN/4/case Kenya/Kenya/PROPN/NNP/2/obl",
			`c1 verb "arrest" tense=past passive link=root rule=clause/verb
	object "Minister" via=passive
	oblique prep=in "Kenya"
`},
		{"France/France/PROPN/NNP/2/nsubj weighing/weigh/VERB/VBG/0/root ban/ban/NOUN/NN/2/obj",
			`c1 verb "weigh" tense=present progressive link=root rule=clause/verb
	subject "France"
	object "ban"
c2 noun "ban" link=argument up=c1 rule=clause/noun
`},
	}
	for _, x := range tests {
		var b strings.Builder
		for i, w := range strings.Fields(x.tree) {
			p := strings.Split(w, "/")
			fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t_\t%s\t%s\t_\t_\n", i+1, p[0], p[1], p[2], p[3], p[4], p[5])
		}
		d, err := conllu.Parse(b.String(), "")
		if err != nil {
			t.Fatal(err)
		}
		d.Sentences[0].Headline = true
		l.Apply(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		if got := d.Dump("clauses"); got != x.want {
			t.Errorf("%s\n got:\n%s\nwant:\n%s", d.Text, got, x.want)
		}
	}
}
