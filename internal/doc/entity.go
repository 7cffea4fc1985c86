package doc

// Mention is one expression that names or points to something.
type Mention struct {
	Span           // with its determiner for a nominal («the French leader»), without a title for a name («Vladimir Putin»)
	Head    Tok    // head token; the noun of the title where the tree hangs name and title on it
	Form    string // name, nominal, pronoun, nationality, metonym
	Kind    string // person, organisation, state, place, facility, group, treaty, people, other; "" while not known
	Title   Span   // «Russian President» before «Vladimir Putin»; empty for none
	Reading string // literal, metonym, demonym: for places and seats of government
	Number  string // Sing, Plur, ""
	Gender  string // Masc, Fem, Neut, ""
	Entity  int    // coref: index in Doc.Entities, None before
	Key     string // mention: id of the knowledge entry that the text matches (actors or gazetteer), "" for none
	Role    string // mention: class of the role noun of a nominal or title (titles.txt, bodies.txt, sites.txt): head, minister, city; "" for none
	Rule    string
}

// Entity is what mentions of a document stand for.
type Entity struct {
	Kind     string
	Name     string // fullest name in the text, or the knowledge entry's name
	Mentions []int  // indices in Doc.Mentions, in order; what only describes another mention (an apposition, a predicate noun, a relative pronoun) has its Entity but does not count here
	Members  []int  // group: indices in Doc.Entities, in order of the text

	// Filled by actor.
	Actor      string // CAMEO/PLOVER code on the event's date, "" for none
	Country    string // ISO 3166-1 alpha-3, "" for none
	Role       string // office or role on the date: «president», «foreign minister», «spokesman»
	OfficeAsOf Date   // the day on which an open office spell was last known
	Ref        string // Wikidata id
	Entry      string // file:line of the knowledge entry

	Place *Place // filled by place
	Rule  string
}

// Place is a resolved place.
type Place struct {
	GeonameID int
	Country   string // ISO 3166-1 alpha-3
	Admin1    string
	Lat, Lon  float64
	Grain     string // city, region, country, area
}

// IndexMentions indexes the mentions by token. The mention layer calls it when it has set them, coref
// again if it adds any.
func (d *Doc) IndexMentions() {
	d.mentionOf = make([]int32, len(d.Tokens))
	for i := range d.mentionOf {
		d.mentionOf[i] = None
	}
	for i, m := range d.Mentions {
		if m.Form == "nationality" && d.mentionOf[m.Head] != None {
			continue
		}
		d.mentionOf[m.Head] = int32(i)
	}
}

// MentionOf returns the index of the mention whose head is t, or None. Of several the shortest counts.
func (d *Doc) MentionOf(t Tok) int {
	if int(t) >= len(d.mentionOf) || t < 0 {
		return None
	}
	return int(d.mentionOf[t])
}

// EntityOf returns the entity of the mention whose head is t, or None.
func (d *Doc) EntityOf(t Tok) int {
	if m := d.MentionOf(t); m != None {
		return d.Mentions[m].Entity
	}
	return None
}
