package coref

import (
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/doc"
)

// joinNominals joins nominals with what they take up: the same noun, or the holder of an office.
func (r *reader) joinNominals() {
	lastHead := map[string][]int{} // views by head lemma
	for i := range r.views {
		v := &r.views[i]
		if v.Form == "pronoun" || v.Rule == "mention/coordination" {
			continue
		}
		if v.Form == "nominal" && !v.quiet && r.unnamed(i) {
			r.nominal(i, lastHead[v.lemma])
		}
		lastHead[v.lemma] = append(lastHead[v.lemma], i)
		if v.Form == "name" && v.Kind != "person" && v.Kind != "place" {
			for _, w := range strings.Fields(v.text) {
				if w != v.lemma {
					lastHead[w] = append(lastHead[w], i)
				}
			}
		}
	}
}

// unnamed reports whether the cluster of view i has no name yet and no nominal before it.
func (r *reader) unnamed(i int) bool {
	for _, m := range r.of(i).mentions {
		if u := &r.views[m]; u.Form != "pronoun" && m != i && (m < i || u.Form == "name") {
			return false
		}
	}
	return true
}

// nominal looks for the antecedent of view i.
func (r *reader) nominal(i int, like []int) {
	v := &r.views[i]
	if v.count > 1 && v.definite {
		return // groups
	}
	if v.Kind == "person" && v.Number != "Plur" && r.office(i) {
		return
	}
	if r.sameHead(i, like) {
		return
	}
	if v.definite && !v.indefinite {
		r.byKind(i)
	}
}

// sameHead joins a nominal with the last one of the same noun whose modifiers do not differ.
func (r *reader) sameHead(i int, like []int) bool {
	v := &r.views[i]
	if !v.definite {
		return false // what has no article speaks of the kind, not of the one before
	}
	for n := len(like) - 1; n >= 0 && n >= len(like)-12; n-- {
		k := like[n]
		u := &r.views[k]
		if v.sent-u.sent > 40 {
			return false
		}
		if u.quiet && len(r.of(k).mentions) == 1 || r.inside(i, k) || u.Form == "nominal" && u.Number != v.Number {
			continue
		}
		exact := u.text == v.text && v.text != ""
		if !exact && !subset(v.content, u) && !r.described(v, k) {
			continue
		}
		if v.country != "" && u.country != "" && v.country != u.country {
			continue
		}
		if v.country == "" && u.country != "" && r.otherState(i, u) {
			continue
		}
		if p, q := r.possessor(v), r.possessor(u); p != doc.None && q != doc.None && !r.same(p, q) {
			continue
		}
		rule := "coref/head"
		switch {
		case r.possessor(v) != doc.None:
			rule = "coref/poss"
		case exact:
			rule = "coref/exact"
		case u.Form == "name":
			rule = "coref/namehead"
		}
		if r.join(k, i, rule) {
			return true
		}
	}
	return false
}

// otherState reports whether a state other than that of u is named in the sentence of view i, before it, or in
// the sentence before: «the government» is then its own.
func (r *reader) otherState(i int, u *view) bool {
	v := &r.views[i]
	for k := i - 1; k >= i-reach && k >= 0 && v.sent-r.views[k].sent <= 1; k-- {
		if x := &r.views[k]; x.Kind == "state" && x.Key != "" && x.Key != u.country && x.sent > u.sent {
			return true
		}
	}
	return false
}

// possessor is the view that possesses v, or None.
func (r *reader) possessor(v *view) int {
	if p := r.d.Child(v.Head, "nmod:poss"); p != doc.None {
		return r.d.MentionOf(p)
	}
	return doc.None
}

// subset reports whether every modifier of a nominal stands with its antecedent too.
func subset(content []string, u *view) bool {
	for _, w := range content {
		if !slices.Contains(u.content, w) && !strings.Contains(" "+u.text+" ", " "+w+" ") {
			return false
		}
	}
	return true
}

// described reports whether the modifiers of v stand somewhere in the cluster of view k.
func (r *reader) described(v *view, k int) bool {
	for _, w := range v.content {
		found := false
		for _, m := range r.of(k).mentions {
			u := &r.views[m]
			if slices.Contains(u.content, w) || strings.Contains(" "+u.text+" ", " "+w+" ") {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// inside reports whether one of two views stands in the phrase of the other.
func (r *reader) inside(i, k int) bool {
	a, b := &r.views[i], &r.views[k]
	if a.sent != b.sent {
		return false
	}
	return a.Span.Overlaps(b.Span) || r.d.Under(a.Head, b.Head) && !r.acrossClause(a.Head, b.Head) || r.d.Under(b.Head, a.Head) && !r.acrossClause(b.Head, a.Head)
}

// acrossClause reports whether a clause, a coordination or an apposition stands between t and top above it.
func (r *reader) acrossClause(t, top doc.Tok) bool {
	for ; t != top && t != doc.None; t = r.d.Tokens[t].Head {
		if r.d.IsRel(t, "acl", "advcl", "ccomp", "xcomp", "parataxis", "csubj", "conj", "appos") {
			return true
		}
	}
	return false
}

// office joins a role noun with the person who has the role in the text or had the office on the day: «the
// French leader», «the minister», «the spokeswoman».
func (r *reader) office(i int) bool {
	v := &r.views[i]
	if v.indefinite || !v.definite && v.country == "" || v.Role == "" {
		return false
	}
	best, score := doc.None, 0
	for k := i - 1; k >= i-reach && k >= 0; k-- {
		u := &r.views[k]
		if u.Form != "name" || u.Kind != "person" || v.sent-u.sent > 30 {
			continue
		}
		if s := r.holdsRole(i, k); s > score {
			best, score = k, s
		}
	}
	return best != doc.None && r.join(best, i, "coref/office")
}

// holdsRole says how surely the person of view k is whom the role noun of view i means; 0 for not.
func (r *reader) holdsRole(i, k int) int {
	v, c := &r.views[i], r.of(k)
	near := 30 - (v.sent - r.views[k].sent)
	if v.country != "" {
		switch {
		case r.inOffice(v, c):
			return 200 + near
		case !rolesMeet(v.Role, c.roles):
			return 0
		case c.country == v.country:
			return 100 + near
		case c.country == "" && r.nationality(c) == v.country:
			return 60 + near
		case c.country == "" && c.key == "":
			return near
		}
		return 0
	}
	if !v.definite {
		return 0
	}
	if len(v.content) > 0 && r.titled(v, c) && (rolesMeet(v.Role, c.roles) || leads(v.Role) && leadsAny(c.roles)) {
		return 40 + near
	}
	if !rolesMeet(v.Role, c.roles) {
		return 0
	}
	if len(v.content) > 0 && !r.described(v, k) {
		return near / 3
	}
	return near
}

// nationality is the key of the state of which the files say that the person of c is.
func (r *reader) nationality(c *cluster) string {
	if e := r.base.ByKey(c.key); e != nil && e.Country != "" {
		return "state/" + e.Country
	}
	return ""
}

// leads reports whether a role is the lead of something, whatever it is called there.
func leads(role string) bool {
	switch role {
	case "head", "leader", "chief", "king", "queen", "minister", "governor", "monarch":
		return true
	}
	return false
}

func leadsAny(roles []string) bool { return slices.ContainsFunc(roles, leads) }

// titled reports whether a title of the person holds the modifiers of v.
func (r *reader) titled(v *view, c *cluster) bool {
	for _, w := range v.content {
		found := false
		for _, m := range c.mentions {
			if t := r.views[m].Title; !t.Empty() && strings.Contains(strings.ToLower(r.d.Str(t)), w) {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// rolesMeet reports whether the class of a role noun fits one of a person's roles. Who leads a state, a party
// or a body may be called its leader or chief.
func rolesMeet(role string, roles []string) bool {
	for _, x := range roles {
		if x == role {
			return true
		}
		switch role {
		case "leader":
			if x == "head" || x == "king" || x == "queen" || x == "chief" || x == "monarch" {
				return true
			}
		case "diplomat":
			if x == "minister" {
				return true
			}
		case "official":
			if x == "minister" || x == "chief" || x == "spokesman" || x == "spokeswoman" || x == "governor" || x == "diplomat" {
				return true
			}
		case "monarch":
			if x == "king" || x == "queen" {
				return true
			}
		case "politician":
			if x == "legislator" || x == "governor" {
				return true
			}
		}
	}
	return false
}

// inOffice reports whether the person of c is known to have held, on the day, the office that the nominal names
// for its state.
func (r *reader) inOffice(v *view, c *cluster) bool {
	iso, ok := strings.CutPrefix(v.country, "state/")
	e := r.base.ByKey(c.key)
	if !ok || e == nil || e.Kind != "person" {
		return false
	}
	office := ""
	if v.Role == "leader" {
		office = r.base.LeaderOffice(iso, r.day)
	} else if n, as := r.base.Agent(r.nounWords(v)); n > 0 && as[0].Office != nil {
		office = as[0].Office.Name
	}
	if office == "" {
		return false
	}
	if r.d.Published == "" { // whenever it was
		for _, sp := range e.Spells {
			if sp.Of == iso && sp.Office.Name == office {
				return true
			}
		}
		return false
	}
	for _, h := range r.base.Holder(iso, office, r.day) {
		if h.Person == e {
			return true
		}
	}
	return false
}

// nounWords are the words of the role noun of a nominal: its head with the compounds before it.
func (r *reader) nounWords(v *view) []string {
	first := v.Head
	for first > v.first && (r.d.IsRel(first-1, "compound") || r.d.IsRel(first-1, "amod") && r.d.MentionOf(first-1) == doc.None) && r.d.Tokens[first-1].Head == v.Head {
		first--
	}
	var out []string
	for t := first; t <= v.Head; t++ {
		out = append(out, r.d.Form(t))
	}
	return out
}

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
