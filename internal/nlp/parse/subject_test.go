package parse

import (
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/doc"
)

func TestHangSubjects(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"postposed attribution", "Lee/PROPN/4/nsubj/ ,/PUNCT/4/punct/ will/AUX/4/aux/ go/VERB/7/ccomp/ spokesmen/NOUN/7/nsubj/ have/AUX/7/aux/ said/VERB/0/root/", ""},
		{"two subjects", "Lee/PROPN/7/nsubj/ ,/PUNCT/7/punct/ will/AUX/4/aux/ go/VERB/7/ccomp/ spokesmen/NOUN/7/nsubj/ have/AUX/7/aux/ said/VERB/0/root/", ", punct of go; Lee nsubj of go"},
		{"passive", "Lee/PROPN/6/nsubj/ was/AUX/3/aux:pass/ freed/VERB/6/ccomp/ ,/PUNCT/3/punct/ police/NOUN/6/nsubj/ said/VERB/0/root/", "Lee nsubj:pass of freed"},
		{"clause with a subject", "Friday/PROPN/5/nsubj/ he/PRON/3/nsubj/ left/VERB/5/ccomp/ police/NOUN/5/nsubj/ said/VERB/0/root/", ""},
		{"one subject", "Lee/PROPN/3/nsubj/ ill/ADJ/3/ccomp/ said/VERB/0/root/", ""},
	} {
		d, before := tree(t, c.text), tree(t, c.text)
		hangSubjects(d, d.Sentences[0])
		if got := moved(before, d); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestHangTold(t *testing.T) {
	h, err := NewHearers(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		{"clause of the verb", "Lee/PROPN/2/nsubj/ tell/VERB/0/root/ crowds/NOUN/2/iobj/ she/PRON/5/nsubj/ stays/VERB/3/acl:relcl/", "stays ccomp of tell"},
		{"relative word", "Lee/PROPN/2/nsubj/ tell/VERB/0/root/ crowds/NOUN/2/iobj/ that/PRON/5/nsubj/ stay/VERB/3/acl:relcl/", ""},
		{"a clause is there", "Lee/PROPN/2/nsubj/ tell/VERB/0/root/ crowds/NOUN/2/iobj/ she/PRON/5/nsubj/ loves/VERB/3/acl:relcl/ all/PRON/7/nsubj/ went/VERB/2/ccomp/", ""},
		{"another verb", "Lee/PROPN/2/nsubj/ see/VERB/0/root/ crowds/NOUN/2/obj/ she/PRON/5/nsubj/ leads/VERB/3/acl:relcl/", ""},
	} {
		d, before := tree(t, c.text), tree(t, c.text)
		for i := range d.Tokens {
			d.Tokens[i].Lemma = d.Form(doc.Tok(i))
		}
		h.hangTold(d, d.Sentences[0])
		if got := moved(before, d); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestAgree(t *testing.T) {
	for _, c := range []struct{ name, text, xpos, want string }{
		{"finite and active", "Lee/PROPN/2/nsubj:pass/ called/VERB/0/root/", "VBD", "Lee nsubj of called"},
		{"passive", "Lee/PROPN/3/nsubj/ was/AUX/3/aux:pass/ called/VERB/0/root/", "VBN", "Lee nsubj:pass of called"},
		{"no auxiliary", "Lee/PROPN/2/nsubj:pass/ called/VERB/0/root/", "VBN", "Lee nsubj of called"},
		{"relative", "Lee/PROPN/3/nsubj/ men/NOUN/3/nsubj:pass/ called/VERB/4/ccomp/ left/VERB/0/root/", "VBN", ""},
		{"object with a preposition", "said/VERB/0/root/ in/ADP/3/case/ letters/NOUN/1/obj/", "VBD", "letters obl of said"},
		{"about so many", "hurt/VERB/0/root/ about/ADP/3/case/ nine/NUM/1/obj/", "VBD", ""},
	} {
		d, before := tree(t, c.text), tree(t, c.text)
		for i := range d.Tokens {
			if d.Tokens[i].UPOS == "VERB" {
				d.Tokens[i].XPOS = c.xpos
			}
		}
		agree(d, d.Sentences[0])
		if got := moved(before, d); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestHangAbsolutes(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"absolute", "met/VERB/0/root/ with/SCONJ/4/mark/ sides/NOUN/1/obl/ stressing/VERB/3/acl/ need/NOUN/4/obj/", "sides nsubj of stressing; stressing advcl of met"},
		{"infinitive", "had/VERB/0/root/ plans/NOUN/1/obj/ to/PART/4/mark/ leave/VERB/2/acl/", ""},
	} {
		d, before := tree(t, c.text), tree(t, c.text)
		hangAbsolutes(d, d.Sentences[0])
		if got := moved(before, d); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestHangJuniors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"addition as subject", "President/PROPN/5/nsubj/ Hale/PROPN/1/flat/ ,/PUNCT/4/punct/ Jr./PROPN/5/nsubj/ met/VERB/0/root/ Lee/PROPN/5/obj/", "Jr. nmod:desc of President"},
		{"as it should be", "Ann/PROPN/4/nsubj/ Hale/PROPN/1/flat/ Jr./PROPN/1/flat/ met/VERB/0/root/", ""},
	} {
		d, before := tree(t, c.text), tree(t, c.text)
		hangJuniors(d, d.Sentences[0])
		if got := moved(before, d); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
