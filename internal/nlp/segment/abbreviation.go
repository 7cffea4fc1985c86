package segment

import "strings"

// kind of abbreviation, by what may follow its stop.
const (
	noAbbreviation uint32 = iota
	beforeName            // a sentence never ends here: «Gen.», «Mr.»
	beforeNumber          // «No.», «Jan.»: a number or a name follows, seldom a new sentence
	anywhere              // «Inc.», «a.m.», «etc.»: a sentence may end here
	letterStop            // a letter and a stop: «J.»
	innerStops            // «U.S.»
)

// abbreviations of English news and official texts, without their last stop.
var abbreviations = kinds(map[uint32]string{
	beforeName: `mr mrs ms mx dr prof rev revd fr sr sra srta hon gen lt col maj capt cpt cmdr cdr comdr adm brig sgt cpl pvt sen sens rep reps gov govs lt.gov
		pres amb atty supt insp det st ste mt ft messrs mme mlle m.p h.e h.r.h lt.-gen maj.-gen brig.-gen lt.-col vice-adm ald asst assoc dep
		spc msgt ofc cllr v vs cf viz e.g i.e esp incl approx ca nos pp vol vols fig figs eq sec secs art arts ch para paras`,
	beforeNumber: `no nr jan feb mar apr jun jul aug sep sept oct nov dec p tel ext est rs`,
	anywhere: `inc ltd corp co cos bros llc plc s.a n.v a.g gmbh etc al a.m p.m am pm jr esq ph.d m.d b.a m.a d.c u.s u.k u.n e.u u.s.a u.s.s.r
		calif ala ariz ark colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev n.h n.j n.m n.y n.c n.d okla ore pa r.i s.c s.d tenn tex vt va wash
		w.va wis wyo ave blvd rd dept univ min max mins hrs hr sec bldg assn dist mon tue tues wed thu thur thurs fri sat sun in oz lb lbs km cm kg mm
		op ed eds trans rev. ret b.c a.d bn mn m.p.h gov't int'l nat'l`,
})

func kinds(lists map[uint32]string) map[string]uint32 {
	m := map[string]uint32{}
	for _, k := range []uint32{anywhere, beforeNumber, beforeName} {
		for _, w := range strings.Fields(lists[k]) {
			m[w] = k
		}
	}
	return m
}

// abbreviation returns the kind of the word w, which may end in a stop of its own.
func abbreviation(w string) uint32 {
	if len(w) > 12 {
		return noAbbreviation
	}
	stem := strings.ToLower(strings.TrimSuffix(w, "."))
	if k, ok := abbreviations[stem]; ok {
		return k
	}
	switch {
	case len(stem) == 1 && isLetter(rune(stem[0])):
		return letterStop
	case strings.Contains(stem, "."):
		return innerStops
	}
	return noAbbreviation
}
