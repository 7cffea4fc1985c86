package doc

// ClauseKind is the word class of a predicate.
type ClauseKind uint8

const (
	Verbal     ClauseKind = iota // a verb: «Russia invaded Ukraine»
	Nominal                      // an event noun, alone («the invasion of Ukraine by Russia») or under a light verb («held talks with»)
	Predicated                   // a noun, adjective or adverb predicated with or without a copula: «is a supporter of», «is ready to»
)

// Role is the logical role of an argument: passives, relatives, control and raising are undone.
type Role uint8

const (
	Subject   Role = iota // who does it: subject of an active verb, by-agent of a passive, «by X» or possessor of a noun
	Object                // to whom or what: object of an active verb, subject of a passive, «of X» of a noun where it is not the doer
	Recipient             // indirect object: «gave Kyiv tanks»
	Oblique               // a prepositional phrase; Prep says which
	Content               // a complement clause; Clause says which («that …», «to …», «…ing»)
)

// Arg is one argument of a clause. Coordinated arguments are separate Args; an apposition is no argument of
// its own (coref knows that it names the same).
type Arg struct {
	Role   Role
	Prep   string // Oblique: the preposition in lower case, words joined by a blank («with», «because of»); "" for a place before a noun («the Gaza war»)
	Tok    Tok    // head token of the argument
	Clause int    // Content, and a Subject that is a clause («sending arms prolongs the war»): its index, else None
	Via    string // "" where the tree says it directly, else relative, control, raising, conj, passive, possessive, compound, adjective, light
}

// Tense is the time of a clause as its verb group tells it.
type Tense uint8

const (
	NoTense Tense = iota // infinitives, participles and nouns without a finite verb of their own
	Past
	Present
	Future
)

// Clause is a predicate with its logical arguments and its verb group.
type Clause struct {
	Pred     Tok    // head token: the verb, the event noun, the predicated word
	Lemma    string // lemma of the predicate, with its particle after a blank: «carry out»
	Kind     ClauseKind
	Particle Tok   // «out» in «carried out», else None
	Light    Tok   // the light or support verb of a Nominal («held» in «held talks»), else None
	Args     []Arg // in order of their roles, then of the text as a rule

	Passive     bool
	Neg         Tok    // the negating word («not», «never», «no», «without», «nor»), else None
	Modal       string // lemma of the modal («may», «could», «should», «must», «have to», «be to»), else ""
	Tense       Tense
	Progressive bool
	Perfect     bool
	Finite      bool
	Imperative  bool
	Question    bool

	Up   int    // index of the clause it depends on, else None
	Link Link   // how it hangs on Up
	Mark string // subordinator in lower case: «if» (also of «had they come»), «although», «to», «that», «after», else ""
	Rule string // how the clause was found: clause/verb, clause/noun, clause/light, clause/copula, clause/adjective
}

// Link is how a clause depends on another.
type Link uint8

const (
	Root        Link = iota // the main clause of a sentence, or a coordinated main clause with Up None
	Complement              // argument of Up: «said that …», «plans to …», «a plan to …»
	Adverbial               // «if …», «after …», «marking …»
	Relative                // modifies a noun that is an argument of Up
	Coordinated             // «met and agreed»: Up is the first conjunct
	Parataxis               // «…, he said»: the quoted clause and the reporting one
	ArgumentOf              // a Nominal inside an argument of Up: «condemned the attack»
)

// Arg returns the first argument of c with the role, or nil.
func (c *Clause) Arg(r Role) *Arg {
	for i := range c.Args {
		if c.Args[i].Role == r {
			return &c.Args[i]
		}
	}
	return nil
}

// Has reports whether t is an argument of c in the role.
func (c *Clause) Has(r Role, t Tok) bool {
	for _, a := range c.Args {
		if a.Role == r && a.Tok == t {
			return true
		}
	}
	return false
}

// All returns the head tokens of every argument of c with the role.
func (c *Clause) All(r Role) []Tok {
	var out []Tok
	for _, a := range c.Args {
		if a.Role == r {
			out = append(out, a.Tok)
		}
	}
	return out
}

// Obliques returns the head tokens of the oblique arguments with one of the prepositions.
func (c *Clause) Obliques(preps ...string) []Tok {
	var out []Tok
	for _, a := range c.Args {
		if a.Role != Oblique {
			continue
		}
		for _, p := range preps {
			if a.Prep == p {
				out = append(out, a.Tok)
				break
			}
		}
	}
	return out
}

// ClauseOf returns the index of the clause whose predicate is t, or None.
func (d *Doc) ClauseOf(t Tok) int {
	for lo, hi := 0, len(d.Clauses); lo < hi; {
		m := (lo + hi) / 2
		switch p := d.Clauses[m].Pred; {
		case p == t:
			return m
		case p < t:
			lo = m + 1
		default:
			hi = m
		}
	}
	return None
}
