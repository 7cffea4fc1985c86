package event

import (
	"io/fs"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/doc"
)

// testFrames stand in for the frames of the lexicon, so that a change of wording there breaks no case.
const testFrames = `
meet
	as: contact
	target: with, object
	context: diplomatic
speak
	as: contact
	target: with
	context: diplomatic
	when: by telephone => phone
praise
	type: SUPPORT
	cameo: 051
	target: object
agree
	compose: agree
	complement: content
	type: AGREE
	symmetric: plural
	target: with, complement.target
give
	type: AID
	object: aid, help
	target: recipient, to, within
back
	type: SUPPORT
	target: object
release/n
	type: RETREAT release
	target: object, of
	needs: source
blockade/n
	type: COERCE
	cameo: 191
	target: of, on
lift
	type: RETREAT withdraw
	object: blockade
	target: on, inside object
discuss
	as: contact
	needs: source, target
want
	compose: intend
	complement: content
	trigger: complement
	type: AGREE
	target: complement.target
sue
	type: ACCUSE
	needs: target
call
	compose: appeal
	complement: content
	type: REQUEST
	target: on, complement.target
`

// frames is the knowledge with testFrames in place of the lexicon's.
func frames(t *testing.T) fs.FS {
	t.Helper()
	files := fstest.MapFS{frameDir + "/test.txt": {Data: []byte(testFrames)}}
	for _, name := range []string{frameDir + "/words.txt", frameDir + "/patterns.txt", frameDir + "/compose.tsv",
		"ontologies/cameo.tsv", "ontologies/plover.tsv", "ontologies/contexts.tsv"} {
		b, err := fs.ReadFile(data.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: b}
	}
	return files
}

// The sentences of these cases are built by hand, with their trees, entities and clauses, so that no change of
// another layer breaks them.
var cases = []struct {
	name     string
	words    string // «form/lemma/UPOS/head/relation», heads from 1, an empty lemma is the form in lower case
	entities string // «form=kind» each; «A+B=group» has members
	clauses  string // one a line: predicate kind [field=value …]
	want     string
}{
	{"transitive", "Norway//PROPN/2/nsubj met/meet/VERB/0/root Finland//PROPN/2/obj",
		"Norway=state Finland=state", "met verb subject=Norway object=Finland",
		`ev1 "met" source=["Norway"] target=["Finland"] symmetric plover=CONSULT contexts=diplomatic cameo=040 rule=event/meet`},
	{"two who meet", "Chile//PROPN/4/nsubj and//CCONJ/3/cc Peru//PROPN/1/conj met/meet/VERB/0/root",
		"Chile=state Peru=state", "met verb subject=Chile subject=Peru",
		`ev1 "met" source=["Chile"] target=["Peru"] symmetric plover=CONSULT contexts=diplomatic cameo=040 rule=event/meet`},
	{"a group meets", "They//PRON/2/nsubj met/meet/VERB/0/root Chile//PROPN/2/dep Peru//PROPN/2/dep",
		"Chile=state Peru=state They:Chile+Peru=group", "met verb subject=They",
		`ev1 "met" source=["Chile"] target=["Peru"] symmetric plover=CONSULT contexts=diplomatic cameo=040 rule=event/meet`},
	{"by telephone", "Norway//PROPN/2/nsubj spoke/speak/VERB/0/root with//ADP/4/case Finland//PROPN/2/obl by//ADP/6/case telephone//NOUN/2/obl",
		"Norway=state Finland=state", "spoke verb subject=Norway with=Finland by=telephone",
		`ev1 "spoke" source=["Norway"] target=["Finland"] symmetric plover=CONSULT mode=phone contexts=diplomatic cameo=041 rule=event/speak`},
	{"owner of what is praised", "Ghana//PROPN/2/nsubj praised/praise/VERB/0/root Togo//PROPN/5/nmod:poss 's//PART/3/case decision//NOUN/2/obj",
		"Ghana=state Togo=state", "praised verb subject=Ghana object=decision",
		`ev1 "praised" source=["Ghana"] target=["Togo"] plover=SUPPORT contexts=diplomatic cameo=051 rule=event/praise`},
	{"agreement to meet is one event", "Norway//PROPN/2/nsubj agreed/agree/VERB/0/root to//PART/4/mark meet//VERB/2/xcomp Finland//PROPN/4/obj",
		"Norway=state Finland=state", "agreed verb subject=Norway content=c2\nmeet verb subject=Norway object=Finland up=1 link=complement mark=to",
		`ev1 "agreed" source=["Norway"] target=["Finland"] plover=AGREE contexts=diplomatic cameo=036 rule=event/agree+meet`},
	{"infinitive that hangs as an adverbial", "Norway//PROPN/2/nsubj called/call/VERB/0/root on//ADP/4/case Iran//PROPN/2/obl to//PART/6/mark meet//VERB/2/advcl Israel//PROPN/6/obj",
		"Norway=state Iran=state Israel=state", "called verb subject=Norway on=Iran\nmeet verb subject=Iran object=Israel up=1 link=adverbial mark=to",
		`ev1 "called" source=["Norway"] target=["Iran"] plover=REQUEST mode=meet contexts=diplomatic cameo=026 rule=event/call+meet`},
	{"what will be done is an agreement", "Norway//PROPN/3/nsubj will//AUX/3/aux meet//VERB/0/root Finland//PROPN/3/obj",
		"Norway=state Finland=state", "meet verb subject=Norway object=Finland tense=future modal=will",
		`ev1 "meet" source=["Norway"] target=["Finland"] symmetric plover=AGREE contexts=diplomatic cameo=036 rule=event/meet+intend`},
	{"the receiver is told by the purpose", "Norway//PROPN/2/nsubj gave/give/VERB/0/root aid//NOUN/2/obj to//PART/5/mark fight//VERB/3/acl malaria//NOUN/5/obj in//ADP/8/case Togo//PROPN/6/nmod",
		"Norway=state Togo=state", "gave verb subject=Norway object=aid\nfight verb object=malaria up=1 link=adverbial mark=to",
		`ev1 "gave" source=["Norway"] target=["Togo"] plover=AID cameo=070 rule=event/give`},
	{"receiver told once for two deeds", "Norway//PROPN/2/nsubj backed/back/VERB/0/root Togo//PROPN/2/obj giving/give/VERB/2/advcl aid//NOUN/4/obj",
		"Norway=state Togo=state", "backed verb subject=Norway object=Togo\ngiving verb subject=Norway object=aid up=1 link=adverbial",
		"ev1 \"backed\" source=[\"Norway\"] target=[\"Togo\"] plover=SUPPORT contexts=diplomatic cameo=050 rule=event/back\n" +
			`ev2 "giving" source=["Norway"] target=["Togo"] plover=AID cameo=070 rule=event/give`},
	{"who orders a deed has it done", "Norway//PROPN/2/nsubj ordered/order/VERB/0/root the//DET/4/det release//NOUN/2/obj of//ADP/6/case rebels/rebel/NOUN/4/nmod",
		"Norway=state rebels=group", "ordered verb subject=Norway object=release\nrelease noun object=rebels up=1 link=argument",
		`ev1 "release" source=["Norway"] target=["rebels"] plover=RETREAT mode=release contexts=legal cameo=0841 rule=event/release`},
	{"what is lifted is no blockade", "Norway//PROPN/2/nsubj lifted/lift/VERB/0/root the//DET/4/det blockade//NOUN/2/obj of//ADP/6/case Togo//PROPN/4/nmod",
		"Norway=state Togo=state", "lifted verb subject=Norway object=blockade\nblockade noun of=Togo up=1 link=argument light=lifted",
		`ev1 "lifted" source=["Norway"] target=["Togo"] plover=RETREAT mode=withdraw contexts=military cameo=0872 rule=event/lift`},
	{"talks for which they met", "Norway//PROPN/2/nsubj met/meet/VERB/0/root Togo//PROPN/2/obj to//PART/5/mark discuss//VERB/2/advcl trade//NOUN/5/obj with//ADP/8/case Togolese//PROPN/5/obl",
		"Norway=state Togo=state", "met verb subject=Norway object=Togo\ndiscuss verb subject=Norway with=Togo object=trade up=1 link=adverbial mark=to",
		"ev1 \"met\" source=[\"Norway\"] target=[\"Togo\"] symmetric plover=CONSULT contexts=diplomatic cameo=040 rule=event/meet\n\tmention \"discuss\""},
	{"the wish is for the deed", "Norway//PROPN/2/nsubj wants/want/VERB/0/root to//PART/4/mark meet//VERB/2/xcomp Togo//PROPN/4/obj",
		"Norway=state Togo=state", "wants verb subject=Norway content=c2\nmeet verb subject=Norway object=Togo up=1 link=complement mark=to",
		`ev1 "meet" source=["Norway"] target=["Togo"] plover=AGREE contexts=diplomatic cameo=036 rule=event/want+meet`},
	{"a wish that others do it is none of one's own", "Norway//PROPN/2/nsubj wants/want/VERB/0/root Chile//PROPN/4/nsubj meet//VERB/2/ccomp Togo//PROPN/4/obj",
		"Norway=state Chile=state Togo=state", "wants verb subject=Norway content=c2\nmeet verb subject=Chile object=Togo up=1 link=complement",
		`ev1 "meet" source=["Chile"] target=["Togo"] symmetric plover=CONSULT contexts=diplomatic cameo=040 rule=event/meet`},
	{"a group named after two", "Chile//PROPN/4/nmod:poss and//CCONJ/3/cc Peru//PROPN/1/conj ministers/minister/NOUN/5/nsubj met/meet/VERB/0/root",
		"Chile=state/CHL Peru=state/PER ministers=group", "met verb subject=ministers",
		`ev1 "met" source=["Chile"] target=["Peru"] symmetric plover=CONSULT contexts=diplomatic cameo=040 rule=event/meet`},
	{"a person who is no party makes none of his country", "Norway//PROPN/2/nsubj praised/praise/VERB/0/root the//DET/5/det Chilean//ADJ/5/amod striker//NOUN/2/obj",
		"Norway=state Chilean=state", "praised verb subject=Norway object=striker", ""},
	{"nobody to do it", "He//PRON/2/nsubj praised/praise/VERB/0/root it//PRON/2/obj", "", "praised verb subject=He object=it", ""},
	{"sport", "Chile//PROPN/2/nsubj met/meet/VERB/0/root Peru//PROPN/2/obj in//ADP/6/case the//DET/6/det semifinal//NOUN/2/obl of//ADP/9/case the//DET/9/det tournament//NOUN/6/nmod",
		"Chile=state Peru=state", "met verb subject=Chile object=Peru in=semifinal", ""},
}

func TestEvents(t *testing.T) {
	layer, err := New(frames(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := build(t, c.words, c.entities, c.clauses)
			layer.Apply(d)
			if got := strings.TrimSpace(d.Dump("events")); got != c.want {
				t.Errorf("%s\n got: %s\nwant: %s", d.Text, got, c.want)
			}
		})
	}
}

func build(t *testing.T, words, entities, clauses string) *doc.Doc {
	t.Helper()
	d := &doc.Doc{}
	for _, w := range strings.Fields(words) {
		f := strings.Split(w, "/")
		if len(f) != 5 {
			t.Fatalf("word %q", w)
		}
		if f[1] == "" {
			f[1] = strings.ToLower(f[0])
		}
		head, err := strconv.Atoi(f[3])
		if err != nil {
			t.Fatal(err)
		}
		begin := len(d.Text)
		d.Text += f[0] + " "
		d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Begin: begin, End: begin + len(f[0])}, Lemma: f[1], UPOS: f[2], Head: doc.Tok(head - 1), Rel: f[4]})
	}
	d.Sentences = []doc.Sentence{{Span: doc.Span{Begin: 0, End: len(d.Text)}, End: doc.Tok(len(d.Tokens))}}
	d.SetTrees()
	for _, e := range strings.Fields(entities) {
		addEntity(t, d, e)
	}
	d.IndexMentions()
	for line := range strings.Lines(clauses) {
		addClause(t, d, strings.Fields(line))
	}
	return d
}

func token(t *testing.T, d *doc.Doc, form string) doc.Tok {
	t.Helper()
	for i := range d.Tokens {
		if d.Form(doc.Tok(i)) == form {
			return doc.Tok(i)
		}
	}
	t.Fatalf("no word %q in %q", form, d.Text)
	return doc.None
}

func addEntity(t *testing.T, d *doc.Doc, spec string) {
	name, kind, _ := strings.Cut(spec, "=")
	kind, country, _ := strings.Cut(kind, "/")
	name, members, _ := strings.Cut(name, ":")
	tok := token(t, d, name)
	e := doc.Entity{Kind: kind, Name: name, Country: country, Mentions: []int{len(d.Mentions)}}
	for i := range d.Entities {
		if members != "" && strings.Contains(members, d.Entities[i].Name) {
			e.Members = append(e.Members, i)
		}
	}
	d.Mentions = append(d.Mentions, doc.Mention{Span: d.Tokens[tok].Span, Head: tok, Form: "name", Kind: kind, Entity: len(d.Entities)})
	d.Entities = append(d.Entities, e)
}

func addClause(t *testing.T, d *doc.Doc, f []string) {
	pred := token(t, d, f[0])
	c := doc.Clause{Pred: pred, Lemma: d.Tokens[pred].Lemma, Particle: doc.None, Light: doc.None, Neg: doc.None, Up: doc.None, Tense: doc.Past, Finite: true}
	switch f[1] {
	case "noun":
		c.Kind = doc.Nominal
	case "predicated":
		c.Kind = doc.Predicated
	}
	for _, x := range f[2:] {
		key, value, _ := strings.Cut(x, "=")
		switch key {
		case "subject", "object", "recipient":
			role := map[string]doc.Role{"subject": doc.Subject, "object": doc.Object, "recipient": doc.Recipient}[key]
			c.Args = append(c.Args, doc.Arg{Role: role, Tok: token(t, d, value), Clause: doc.None})
		case "content":
			n, _ := strconv.Atoi(value[1:])
			c.Args = append(c.Args, doc.Arg{Role: doc.Content, Tok: pred, Clause: n - 1})
		case "up":
			n, _ := strconv.Atoi(value)
			c.Up = n - 1
		case "link":
			c.Link = map[string]doc.Link{"complement": doc.Complement, "adverbial": doc.Adverbial, "argument": doc.ArgumentOf}[value]
		case "mark":
			c.Mark, c.Finite = value, value != "to"
		case "modal":
			c.Modal = value
		case "tense":
			c.Tense = doc.Future
		case "neg":
			c.Neg = token(t, d, value)
		case "light":
			c.Light = token(t, d, value)
		default:
			c.Args = append(c.Args, doc.Arg{Role: doc.Oblique, Prep: key, Tok: token(t, d, value), Clause: doc.None})
		}
	}
	d.Clauses = append(d.Clauses, c)
}
