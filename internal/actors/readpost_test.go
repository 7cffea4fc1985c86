package actors

import (
	"testing"
	"testing/fstest"
)

// small is knowledge of one state with a president.
func small(leaders, posts string) fstest.MapFS {
	return fstest.MapFS{
		"actors/countries.txt":     {Data: []byte("XAA Aland\nXBB Beland\n")},
		"actors/offices.txt":       {Data: []byte("president\n\tcode: GOV\n\trank: 90\ncommander\n\tcode: MIL\n\tholders: many\n")},
		"actors/organisations.txt": {Data: []byte("League\n\tcode: IGO\n")},
		"actors/people.txt": {Data: []byte("Ann Ash\n\tref: Q1\n\toffice: XAA president, 2001-01-01 to 2009-01-01, wikidata\nBob Birch\n\tref: Q2\n\toffice: XAA president, 2009 to 2010-06-01+, wikidata\n" +
			"Cyd Cedar\n\tref: Q3\n\toffice: XAA president, 2012-01-01 to 2013-01-01, wikidata\nSam Same\n\tref: Q4\n\toffice: XAA commander, 2001 to 2002, wikidata\nSam Same\n\tref: Q5\n\toffice: XAA commander, 2001 to 2002, wikidata\n")},
		"actors/people_other.txt": {Data: []byte("Bob Birch\n\toffice: XAA president, 1990-01-01 to 1991-01-01, reign\n")},
		"actors/leaders.txt":      {Data: []byte(leaders)},
		"actors/posts.txt":        {Data: []byte(posts)},
	}
}

func TestPosts(t *testing.T) {
	b, err := Load(small("Dan Dill\n\tname: Danny Dill\n\toffice: XAA president, 2020-01-01 to 2026-01-01+\n",
		"XAA president\n\tfrom: 2005-01-01 Ann Ash\n\tfrom: 2010-02-03 acting Bob Birch\n\tfrom: 2010-09-01 vacant\n\tfrom: 2011-01-01 Eve Elm\n\tuntil: 2015-01-01+\n"+
			"league president (chair)\n\tfrom: 2010 Fay Fir (XBB)\n\tuntil: 2012\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ of, day, want string }{
		{"XAA", "1990-05-05", "Bob Birch"}, // the other file's spell joined the person
		{"XAA", "2002-05-05", "Ann Ash"},   // the first holder had begun before the list
		{"XAA", "2009-06-06", "Ann Ash"},   // what people.txt says of the time of the list is left out
		{"XAA", "2010-03-03", "Bob Birch"},
		{"XAA", "2010-10-10", ""},
		{"XAA", "2012-06-06", "Eve Elm"},
		{"XAA", "2019-06-06", "Eve Elm"}, // open: until someone else is known
		{"XAA", "2021-06-06", "Dan Dill"},
		{"organisation/league", "2011-01-01", "Fay Fir"},
		{"organisation/league", "2013-01-01", ""},
	} {
		got := ""
		if hs := b.Holder(c.of, "president", c.day); len(hs) > 0 {
			got = hs[0].Person.Name
		}
		if got != c.want {
			t.Errorf("president of %s on %s: got %q, want %q", c.of, c.day, got, c.want)
		}
	}
	if got := b.Person("Fay Fir")[0].Country; got != "XBB" {
		t.Errorf("Fay Fir is of %q", got)
	}
	if got := b.Holder("XAA", "president", "2010-03-03")[0].Spell.Role(); got != "acting president" {
		t.Errorf("role is %q", got)
	}
	if got := b.Holder("organisation/league", "president", "2011-01-01")[0].Spell.Role(); got != "chair" {
		t.Errorf("role is %q", got)
	}
}

func TestPostMistakes(t *testing.T) {
	for posts, want := range map[string]string{
		"XAA\n":           `actors/posts.txt:1:1: want «STATE office» or «key office»`,
		"XZZ president\n": `actors/posts.txt:1:1: "XZZ" is in no line of countries.txt`,
		"XAA king\n":      `actors/posts.txt:1:1: "king" is no office of offices.txt`,
		"union president\n\tfrom: 2001 Ann Ash\n\tuntil: 2002\n":                                                   `actors/posts.txt:1:1: nothing has the key "organisation/union"`,
		"XAA president\n\tfrom: 2001 Ann Ash\n":                                                                    `actors/posts.txt:1:1: want «from» lines and an «until» line`,
		"XAA president\n\tfrom: Ann Ash\n\tuntil: 2002\n":                                                          `actors/posts.txt:2:8: "Ann" is no day after the one before`,
		"XAA president\n\tfrom: 2001 Ann Ash\n\tfrom: 2000 Bob Birch\n\tuntil: 2002\n":                             `actors/posts.txt:3:8: "2000" is no day after the one before`,
		"XAA president\n\tfrom: 2001\n\tuntil: 2002\n":                                                             `actors/posts.txt:2:13: no name`,
		"XAA president\n\tfrom: 2001 Ann Ash\n\tuntil: 1999\n":                                                     `actors/posts.txt:3:9: "1999" is no day after the last holder began`,
		"XAA president\n\tfrom: 2001 Ann Ash\n\tuntil: 2002\n\tfrom: 2003 Bob Birch\n":                             `actors/posts.txt:4:8: a holder after «until»`,
		"XAA president\n\tsince: 2001 Ann Ash\n":                                                                   `actors/posts.txt:2:2: no field is called since here`,
		"XAA president\n\tfrom: 2001 Gil Gum (XZZ)\n\tuntil: 2002\n":                                               `actors/posts.txt:2:13: "XZZ" is no country of countries.txt and no Wikidata id of a person`,
		"XAA commander\n\tfrom: 2001 Sam Same\n\tuntil: 2002\n":                                                    `actors/posts.txt:2:13: Sam Same may be the person at actors/people.txt:10 or at actors/people.txt:13: add the Wikidata id in brackets`,
		"XAA president\n\tfrom: 2001 Ann Ash\n\tuntil: 2002\nXAA president\n\tfrom: 2003 Ann Ash\n\tuntil: 2004\n": `actors/posts.txt:4:1: the post has a list already`,
	} {
		if errs := Check(small("", posts)); len(errs) == 0 || errs[0].Error() != want {
			t.Errorf("%q:\n got %v\nwant %s", posts, errs, want)
		}
	}
	if errs := Check(small("", "XAA commander\n\tfrom: 2001 Sam Same (Q4)\n\tuntil: 2002\n")); len(errs) > 0 {
		t.Errorf("a Wikidata id in brackets: %v", errs)
	}
}
