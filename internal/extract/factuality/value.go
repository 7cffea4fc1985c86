package factuality

// world is where a predicate is true or false.
type world uint8

const (
	actual world = iota
	planned
	possible
	conditional
	demanded
	denied
	unknown
)

// value is the worth of a predicate: where it holds, whether it is negated there, and by whose word.
type value struct {
	world    world
	neg      bool
	weak     bool // rather not so than so: «is unlikely to», «does not expect»
	lean     bool // rather so than not: «seems to», «is thought to»
	ongoing  bool
	hearsay  bool    // an unnamed source: «reportedly»
	reported bool    // said by somebody, not by the text
	void     *effect // what becomes of the content of a plan, request or claim that is there: «abandoned plans to …»
	rule     string
	entry    string // file:line of the signature
}

// label is the value in the terms of the record (RECORD.md, factuality).
func (v value) label() string {
	switch {
	case v.world == denied && !v.neg:
		return "denied"
	case v.world == denied, v.world == unknown:
		return "unknown"
	case v.neg && (v.world == actual || v.world == planned):
		return "did-not-happen"
	case v.world == planned:
		return "planned"
	case v.world == possible:
		return "possible"
	case v.world == conditional:
		return "conditional"
	case v.world == demanded && v.neg: // «urged them not to attack»
		return "unknown"
	case v.world == demanded:
		return "demanded"
	case v.reported || v.hearsay:
		return "reported"
	case v.ongoing:
		return "ongoing"
	}
	return "happened"
}

// scores gives each world a place between -30 (certainly not) and 30 (certainly so), affirmed and negated. The
// scale is that of Lee, Artzi, Choi and Zettlemoyer (EMNLP 2015), times ten; the figures lie between the
// means of the crowds' judgements in UDS-IH2 and MEANTIME (training parts), which differ over the future.
var scores = [...][2]int{actual: {30, -20}, planned: {7, -20}, possible: {5, -8}, conditional: {0, -8}, demanded: {2, -5}, denied: {-20, 5}, unknown: {0, -2}}

// ruleScores are finer places for some rules.
var ruleScores = map[string][2]int{"future": {10, -20}, "purpose": {9, -10}, "modal": {0, -5}, "imperative": {-14, -10}, "question": {2, 0}}

// score is the value in tenths between -30 and 30.
func (v value) score() int {
	of := scores[v.world]
	if x, ok := ruleScores[v.rule]; ok && v.world != actual {
		of = x
	}
	s := of[0]
	switch {
	case v.neg:
		s = of[1]
	case v.weak:
		s = -8
	case v.lean && (v.world == possible || v.world == actual):
		s = 17
	case v.world == actual && (v.reported || v.hearsay):
		s = 25
	}
	return s
}

// weaker returns the world of what stands in w inside of something in v: a plan in a hope is only possible.
func weaker(v, w world) world {
	if rank[v] > rank[w] {
		return v
	}
	return w
}

var rank = [...]int{actual: 0, planned: 1, demanded: 2, possible: 3, conditional: 4, denied: 5, unknown: 4}
