package coref

import (
	"github.com/openreadout/readout/internal/doc"
	"strings"
)

// byKind joins «the country», «the company», «the city» with the last name of that kind, if the two sentences
// before have it, and «the Lebanese group», «the militant group» with a body of which the files say so.
func (r *reader) byKind(i int) {
	v := &r.views[i]
	want := ""
	switch {
	case v.Number == "Plur" || r.d.Child(v.Head, "nmod", "acl:relcl") != doc.None:
		return
	case r.words.is("state", v.lemma):
		want = "state"
	case r.words.is("body", v.lemma):
		want = "organisation"
	case r.words.is("place", v.lemma):
		want = "place"
	default:
		return
	}
	sentences := 2
	if len(v.content) > 0 {
		sentences = 6
	}
	best, fit := doc.None, 0
	for k := i - 1; k >= i-reach && k >= 0 && v.sent-r.views[k].sent <= sentences; k-- {
		u := &r.views[k]
		if u.Form != "name" && u.Form != "metonym" || r.of(k).kind != want || r.inside(i, k) || r.bound(v, u) {
			continue
		}
		if len(v.content) > 0 && !(want == "organisation" && r.known(v, r.of(k).key)) {
			continue
		}
		if f := r.called(v, r.of(k)); f > fit {
			best, fit = k, f
		}
	}
	if best != doc.None {
		r.join(best, i, "coref/kind")
	}
}

// called says how well a cluster may be called by the noun of v: 2 where the files know it for such, 1 where they
// do not know it, 0 where they know it for something else.
func (r *reader) called(v *view, c *cluster) int {
	codes := r.words.codes[v.lemma]
	e := r.base.ByKey(c.key)
	if e == nil || e.Code == "" || len(codes) == 0 {
		return 1
	}
	for _, code := range codes {
		if strings.Contains(e.Code, code) {
			return 2
		}
	}
	return 0
}

// known reports whether every modifier of a body is what the files say of the entry with the key: its state, its
// arms, its name.
func (r *reader) known(v *view, key string) bool {
	e := r.base.ByKey(key)
	if e == nil {
		return false
	}
	if v.country != "" && v.country != "state/"+e.Country {
		return false
	}
	names := " " + strings.ToLower(e.Name+" "+strings.Join(e.Names, " ")) + " "
	for _, w := range v.content {
		switch {
		case v.country != "" && r.base.ByAdjective(strings.ToUpper(w[:1])+w[1:]) != nil:
		case r.words.is("arms", w) && armed(e.Code):
		case strings.Contains(names, " "+w+" "):
		default:
			return false
		}
	}
	return true
}

// armed reports whether an actor code is that of an armed group (CAMEO: rebels, separatists, irregulars).
func armed(code string) bool {
	for _, s := range []string{"REB", "SEP", "UAF", "IMG", "INS"} {
		if strings.Contains(code, s) {
			return true
		}
	}
	return false
}
