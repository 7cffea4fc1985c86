package parse

import (
	"testing"

	"github.com/openreadout/readout/data"
)

func TestLemmas(t *testing.T) {
	l, err := NewLemmas(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ form, upos, xpos, guess, want string }{
		{"banned", "VERB", "VBN", "bann", "ban"},
		{"launched", "VERB", "VBD", "launche", "launch"},
		{"Carried", "VERB", "VBN", "carri", "carry"},
		{"died", "VERB", "VBD", "die", "die"},
		{"called", "VERB", "VBD", "call", "call"},
		{"expelled", "VERB", "VBD", "expell", "expel"},
		{"arguing", "VERB", "VBG", "argu", "argue"},
		{"met", "VERB", "VBD", "med", "meet"},
		{"found", "VERB", "VBD", "find", "find"},
		{"found", "VERB", "VB", "found", "found"},
		{"lay", "VERB", "VBD", "lie", "lie"},
		{"crosses", "VERB", "VBZ", "crosse", "cross"},
		{"denies", "VERB", "VBZ", "deni", "deny"},
		{"rearmed", "VERB", "VBD", "rearme", "rearm"},
		{"materialised", "VERB", "VBD", "materialis", "materialise"},
		{"has", "VERB", "VBZ", "ha", "have"},
		{"refuted", "VERB", "VBD", "refut", "refute"},
		{"studies", "NOUN", "NNS", "studie", "study"},
		{"movies", "NOUN", "NNS", "movie", "movie"},
		{"headaches", "NOUN", "NNS", "headach", "headache"},
		{"witnesses", "NOUN", "NNS", "witnesse", "witness"},
		{"shoes", "NOUN", "NNS", "shoe", "shoe"},
		{"Applause", "NOUN", "NN", "Applause", "applause"},
		{"easiest", "ADJ", "JJS", "easgood", "easy"},
		{"larger", "ADJ", "JJR", "larg", "large"},
		{"stronger", "ADJ", "JJR", "strong", "strong"},
		{"more", "ADV", "RBR", "more", "more"},
		{"better", "ADV", "RBR", "good", "well"},
		{"Libraries", "PROPN", "NNPS", "Librarie", "Library"},
		{"Netherlands", "PROPN", "NNPS", "Netherland", "Netherlands"},
		{"Secretary", "PROPN", "NNP", "secretary", "Secretary"},
		{"United", "VERB", "NNP", "Unite", "United"},
		{"themselves", "PRON", "PRP", "themselvey", "themselves"},
		{"ceded", "VERB", "VBD", "ced", "cede"},
		{"googled", "VERB", "VBD", "googl", "google"},
		{"grokked", "VERB", "VBD", "grokk", "grok"},
		{"clashes", "NOUN", "NNS", "clasy", "clash"},
		{"ties", "NOUN", "NNS", "ty", "tie"},
		{"parties", "NOUN", "NNS", "party", "party"},
		{"spokesmen", "NOUN", "NNS", "spokesmen", "spokesman"},
		{"headquarters", "NOUN", "NNS", "headquarters", "headquarters"},
		{"’s", "VERB", "VBZ", "be", "be"},
		{"ed", "VERB", "VBD", "ed", "ed"},
		{"uted", "VERB", "VBD", "ut", "ut"},
		{"s", "NOUN", "NNS", "s", "s"},
		{"Kyiv", "PROPN", "NNP", "Kyiv", "Kyiv"},
	} {
		if got := l.correct(c.form, c.upos, c.xpos, c.guess); got != c.want {
			t.Errorf("%s/%s of %q is %q, want %q", c.upos, c.xpos, c.form, got, c.want)
		}
	}
}

func TestTense(t *testing.T) {
	l, err := NewLemmas(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	const present, past = "Mood=Ind|Tense=Pres|VerbForm=Fin", "Mood=Ind|Tense=Past|VerbForm=Fin"
	for _, c := range []struct{ form, xpos, feats, wantX, wantF string }{
		{"froze", "VBP", present, "VBD", past},
		{"Underwent", "VBP", present, "VBD", past},
		{"cut", "VBP", present, "VBP", present},
		{"found", "VB", "VerbForm=Inf", "VB", "VerbForm=Inf"},
		{"say", "VBP", present, "VBP", present},
	} {
		if x, f := l.tense(c.form, c.xpos, c.feats); x != c.wantX || f != c.wantF {
			t.Errorf("%s/%s is %s %s, want %s %s", c.form, c.xpos, x, f, c.wantX, c.wantF)
		}
	}
}
