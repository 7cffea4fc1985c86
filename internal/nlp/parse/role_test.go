package parse

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/doc"
)

// tree makes a sentence of «form/UPOS/head/rel/label» with heads from 1, 0 the root.
func tree(t *testing.T, text string) *doc.Doc {
	t.Helper()
	var forms []string
	for _, w := range strings.Fields(text) {
		forms = append(forms, strings.Split(w, "/")[0])
	}
	d := tokens(strings.Join(forms, " "))
	for i, w := range strings.Fields(text) {
		f := strings.Split(w, "/")
		head, err := strconv.Atoi(f[2])
		if err != nil {
			t.Fatal(err)
		}
		k := &d.Tokens[i]
		k.UPOS, k.Head, k.Rel, k.Label = f[1], doc.Tok(head-1), f[3], f[4]
	}
	return d
}

// moved returns the words that hang otherwise than before, sorted: «Paul appos of President».
func moved(before, after *doc.Doc) string {
	var out []string
	for i, k := range after.Tokens {
		if b := before.Tokens[i]; k.Head != b.Head || k.Rel != b.Rel {
			out = append(out, after.Form(doc.Tok(i))+" "+k.Rel+" of "+after.Form(k.Head))
		}
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

func TestHangNames(t *testing.T) {
	o, err := NewOffices(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		{"beside the verb", "Ito/PROPN/2/nsubj/B-PER met/VERB/0/root/ President/PROPN/2/obj/B-PER of/ADP/6/case/ the/DET/6/det/ Republic/PROPN/3/nmod/ of/ADP/8/case/ Chad/PROPN/6/nmod/ Paul/PROPN/2/obl/B-PER Lee/PROPN/9/flat/I-PER", "Paul appos of President"},
		{"around the place", "Ito/PROPN/2/nsubj/B-PER met/VERB/0/root/ Minister/PROPN/2/obj/ of/ADP/5/case/ Defence/PROPN/6/nmod:desc/ Paul/PROPN/3/nmod/B-PER Lee/PROPN/6/flat/I-PER", "Defence nmod of Minister; Paul appos of Minister"},
		{"no office", "Ito/PROPN/2/nsubj/B-PER saw/VERB/0/root/ Bank/PROPN/2/obj/B-ORG of/ADP/5/case/I-ORG Chad/PROPN/3/nmod/I-ORG Paul/PROPN/2/obl/B-PER Lee/PROPN/6/flat/I-PER", ""},
		{"with a preposition", "Ito/PROPN/2/nsubj/B-PER met/VERB/0/root/ President/PROPN/2/obj/ of/ADP/5/case/ Chad/PROPN/3/nmod/ with/ADP/7/case/ Paul/PROPN/2/obl/B-PER Lee/PROPN/7/flat/I-PER", ""},
		{"above the office", "President/PROPN/4/nmod:desc/ of/ADP/3/case/ Chad/PROPN/1/nmod/ Paul/PROPN/6/nsubj/B-PER Lee/PROPN/4/flat/I-PER spoke/VERB/0/root/", ""},
	} {
		d := tree(t, c.text)
		before := tree(t, c.text)
		o.hangNames(d, d.Sentences[0])
		for i, k := range d.Tokens {
			if d.Form(doc.Tok(i)) == "President" && k.Label != "" {
				t.Errorf("%s: the office has the label %s", c.name, k.Label)
			}
		}
		if got := moved(before, d); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCutNames(t *testing.T) {
	d := tree(t, "Ann/PROPN/4/nsubj/B-PER Lee/PROPN/1/flat/I-PER of/ADP/4/case/I-PER the/DET/4/det/I-PER Gambia/PROPN/1/nmod/I-PER spoke/VERB/0/root/")
	cutNames(d, d.Sentences[0])
	var got []string
	for _, k := range d.Tokens {
		got = append(got, k.Label)
	}
	if want := "B-PER I-PER   B-LOC "; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, " "), want)
	}
}
