package actors

import "strings"

// people finds persons by full name.
type people struct {
	exact    map[string][]*Entry // by Fold of the name
	skeleton map[string][]*Entry // by skeleton of the name
	short    map[string][]*Entry // by the first word of the skeleton and another one: «gloria arroyo»
}

func newPeople(size int) *people {
	return &people{exact: make(map[string][]*Entry, size), skeleton: make(map[string][]*Entry, size), short: make(map[string][]*Entry, size)}
}

func (p *people) add(name string, e *Entry) {
	f := Fold(name)
	addOnce(p.exact, f, e)
	k := Skeleton(f)
	addOnce(p.skeleton, k, e)
	if ws := strings.Fields(k); len(ws) > 2 { // «Gloria Arroyo» for «Gloria Macapagal Arroyo», «Aguila Saleh» for «Aguila Saleh Issa»
		for _, w := range ws[1:] {
			if len(w) > 2 {
				addOnce(p.short, ws[0]+" "+w, e)
			}
		}
	}
}

// enter enters a person under every full name.
func (p *people) enter(e *Entry) {
	p.add(e.Name, e)
	for _, n := range e.Names {
		p.add(n, e)
	}
}

func addOnce(m map[string][]*Entry, k string, e *Entry) {
	for _, x := range m[k] {
		if x == e {
			return
		}
	}
	m[k] = append(m[k], e)
}

func (p *people) find(name string) []*Entry {
	f := Fold(name)
	if es := p.exact[f]; len(es) > 0 {
		return es
	}
	if strings.IndexByte(f, ' ') < 0 {
		return nil
	}
	k := Skeleton(f)
	if es := p.skeleton[k]; len(es) > 0 {
		return es
	}
	ws := strings.Fields(k)
	for n := len(ws); n > 2 && isSuffix(ws[n-1]); n-- { // «Joseph R. Biden, Jr.»
		ws = ws[:n-1]
	}
	if len(ws) == 2 {
		return p.short[k]
	}
	if len(ws) > 2 { // «Mikhail S. Gorbachev», «Salva Kiir Mayardit» for what the files have shorter
		for _, w := range [...]string{ws[len(ws)-1], ws[1]} {
			if es := p.skeleton[ws[0]+" "+w]; len(es) > 0 {
				return es
			}
		}
	}
	return nil
}

// isSuffix reports whether a word after a name tells only which generation it is.
func isSuffix(w string) bool {
	switch w {
	case "jr", "sr", "ii", "iii":
		return true
	}
	return false
}

// Skeleton writes a folded name (see Fold) so that the usual romanisations of one name come out alike: Sergei,
// Sergey, Serhii differ only where the languages do. It errs on the side of keeping names apart.
func Skeleton(folded string) string {
	var b strings.Builder
	for i, w := range strings.Split(folded, " ") {
		switch w {
		case "al", "el", "ul", "ud", "as", "ad", "an", "ar", "ash", "at": // the Arabic article and its assimilations
			if i > 0 {
				continue
			}
		case "bin", "ibn", "ben":
			w = "bin"
		}
		if i > 0 && b.Len() > 0 {
			b.WriteByte(' ')
		}
		if v, ok := givenVariants[w]; ok {
			w = v
		}
		b.WriteString(endings.Replace(w + "$"))
	}
	return b.String()
}

// endings levels spellings inside words; «$» is the end of a word.
var endings = strings.NewReplacer(
	"skyy$", "ski", "skyi$", "ski", "skiy$", "ski", "skii$", "ski", "skij$", "ski", "sky$", "ski", "ski$", "ski",
	"iy$", "i", "iyi$", "i", "ii$", "i", "yi$", "i", "ij$", "i", "yy$", "i", "ey$", "ei", "ay$", "ai", "oy$", "oi", "y$", "i",
	"iye", "ie", "ye", "e", "yo", "e", "ou", "u", "oo", "u", "ee", "i", "kh", "h", "dzh", "j", "zh", "j", "tch", "ch", "tsch", "ch", "sch", "sh",
	"ph", "f", "q", "k", "ck", "k", "w", "v", "ss", "s", "ll", "l", "mm", "m", "nn", "n", "tt", "t", "bb", "b", "dd", "d", "ff", "f", "pp", "p", "rr", "r", "kk", "k", "zz", "z", "gg", "g",
	"$", "")

// givenVariants brings the spellings of common given names together.
var givenVariants = makeVariants(
	"muhammad mohammed mohamed mohammad muhammed mohamad muhamad mahomed mohamud", "ahmad ahmed", "hussein husain hussain husayn hossein hosein",
	"hasan hassan", "abdallah abdullah abdulla abdalla", "abd abdul abdel abdal", "yusuf youssef yousef yousuf yusef", "umar omar", "usman osman othman uthman", "said saeed saied sayed",
	"mahmud mahmoud mehmood", "khalid khaled", "ali aly", "ibrahim ebrahim", "ismail esmail ismael esmaeil", "mustafa mostafa moustafa", "salih saleh", "jamal gamal", "jafar jaafar", "faisal faysal feisal",
	"aleksandr alexander aleksander oleksandr alyaksandr aliaksandr", "aleksei alexei alexey aleksey oleksiy oleksii", "dmitri dmitry dmitriy dmytro dimitri", "sergei sergey serhiy serhii siarhei",
	"yuri yury yuriy iurii yurii", "vladimir volodymyr uladzimir", "mikhail mykhailo mykhaylo", "nikolai nikolay mykola", "andrei andrey andriy andrii", "evgeny yevgeny yevgeniy evgeniy evgenii yevhen yevgeni", "pavel pavlo",
	"vasily vasiliy vasyl vasili", "viktor victor", "maksim maxim maksym", "valery valeriy valeri valerii", "anatoly anatoliy anatolii", "gennady gennadiy", "grigory grigoriy hryhoriy", "arseny arseniy arsenii",
	"petro pyotr petr piotr", "benjamin binyamin benyamin", "joseph joe", "william bill billy", "robert bob bobby", "richard rick dick", "michael mike", "james jim jimmy", "thomas tom", "anthony antony tony", "edward ed eddie", "daniel dan danny",
	"kenneth ken", "ronald ron", "donald don", "stephen steven steve", "timothy tim", "christopher chris", "jeffrey jeff", "gregory greg", "matthew matt", "nicholas nick", "samuel sam", "theodore ted", "charles chuck", "katherine catherine", "deborah debbie", "abdelmajid abdelmadjid", "ivan", "igor ihor", "oleg oleh", "konstantin kostyantyn", "natalia nataliya natalya", "maria mariya marija", "yulia yuliya iuliia", "tatiana tatyana", "ksenia kseniya",
	"nguyen", "zviad", "giorgi", "ilham", "recep", "philippe", "philip phillip")

func makeVariants(rows ...string) map[string]string {
	m := map[string]string{}
	for _, row := range rows {
		ws := strings.Fields(row)
		for _, w := range ws {
			m[w] = ws[0]
		}
	}
	return m
}

// surnameOf tells what news call a person by after the full name.
func surnameOf(name, country string) string {
	ws := strings.Fields(name)
	if len(ws) < 2 {
		return name
	}
	if last := ws[len(ws)-1]; (last == "Jr." || last == "Jr" || last == "Sr." || last == "II" || last == "III") && len(ws) > 2 {
		ws = ws[:len(ws)-1]
	}
	switch country {
	case "CHN", "PRK", "KOR", "TWN", "VNM", "KHM", "MAC":
		if len(ws) == 2 || len(ws) == 3 && country == "VNM" || strings.Contains(name, "-") {
			return ws[0]
		}
	case "ETH", "ERI":
		return ws[0]
	}
	i := len(ws) - 1
	for i > 1 && particles[strings.ToLower(ws[i-1])] {
		i--
	}
	return strings.Join(ws[i:], " ")
}

var particles = map[string]bool{"von": true, "van": true, "de": true, "der": true, "den": true, "ten": true, "ter": true, "da": true, "dos": true, "das": true, "di": true,
	"del": true, "della": true, "du": true, "la": true, "le": true, "bin": true, "ibn": true, "ben": true, "al": true, "el": true, "af": true, "zu": true, "av": true, "san": true, "st.": true, "mac": true}
