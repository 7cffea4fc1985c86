package knowledge

import (
	"fmt"
	"slices"
	"strings"
)

// agents prints the role nouns of an agent dictionary by their sector: «POLICE_OFFICER {} [~COP]».
func (p *petrarch) agents(lines []dictionaryLine) {
	sets := map[string][]string{}
	bySector := map[string][]string{}
	var order []string
	for _, l := range lines {
		if name, values, ok := strings.Cut(l.text, "="); ok && strings.HasPrefix(l.text, "!") {
			for v := range strings.SplitSeq(values, ",") {
				sets[strings.TrimSpace(name)] = append(sets[strings.TrimSpace(name)], strings.TrimSpace(v))
			}
			continue
		}
		phrase, rest, ok := strings.Cut(l.text, "[")
		code := strings.Trim(rest, "~] \t")
		if !ok || code == "" || len(code)%3 != 0 {
			p.warn(fmt.Sprintf("%s:%d: no sector", p.name, l.no))
			continue
		}
		if bySector[code] == nil {
			order = append(order, code)
		}
		for _, noun := range expand(phrase, sets) {
			if !slices.Contains(bySector[code], noun) {
				bySector[code] = append(bySector[code], noun)
			}
		}
	}
	for _, code := range order {
		p.out.printf("%s\n", code)
		p.out.field("person", bySector[code]...)
	}
}

// expand writes a phrase as nouns of agents.txt: its set put in, its plural after «/».
func expand(phrase string, sets map[string][]string) []string {
	phrase, plural, braces := strings.Cut(strings.TrimSpace(phrase), "{")
	plural = strings.ToLower(strings.Trim(plural, "} \t"))
	begin := strings.IndexByte(phrase, '!')
	if begin >= 0 {
		if end := strings.IndexByte(phrase[begin+1:], '!'); end >= 0 {
			mark := phrase[begin : begin+end+2]
			var out []string
			for _, v := range sets[mark] {
				out = append(out, noun(phrase[:begin]+v+phrase[begin+end+2:]))
			}
			return out
		}
	}
	one := noun(phrase)
	switch {
	case one == "":
		return nil
	case !braces:
		return []string{one}
	case plural == "":
		return []string{one + "/" + one}
	}
	return []string{one + "/" + noun(plural)}
}

func noun(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(strings.ReplaceAll(s, "_", " "))), " ")
}

// verbs prints a frame for each block of a verb dictionary, its patterns as comments: their words have to be
// turned into slots by hand. Classes of words, which no frame has yet, are left out.
func (p *petrarch) verbs(lines []dictionaryLine) {
	var words, patterns []string
	code := ""
	flush := func() {
		if len(words) > 0 {
			p.frame(words, code, patterns)
		}
		words, patterns = nil, nil
	}
	open := false
	for _, l := range lines {
		switch {
		case strings.HasPrefix(l.text, "---"):
			flush()
			_, rest, _ := strings.Cut(l.text, "[")
			code, _, _ = strings.Cut(rest, "]")
			open = true
		case !open, strings.HasPrefix(l.text, "&"), strings.HasPrefix(l.text, "~"):
		case strings.HasPrefix(l.text, "-"):
			patterns = append(patterns, l.text)
		case strings.HasPrefix(l.text, "+") && !strings.Contains(l.text, "_"):
		default:
			verb, _, _ := strings.Cut(l.text, "[")
			verb, _, _ = strings.Cut(verb, "{")
			if w := noun(strings.ReplaceAll(verb, "+", "")); w != "" && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	flush()
}

func (p *petrarch) frame(words []string, code string, patterns []string) {
	code, _, _ = strings.Cut(strings.TrimSpace(code), ":")
	c := p.ontology.Code(code)
	if c == nil {
		if strings.Trim(code, "- ") != "" {
			p.warn(fmt.Sprintf("%s: %s: no CAMEO code %q", p.name, words[0], code))
		}
		return
	}
	p.out.printf("%s\n", strings.Join(words, ", "))
	if c.Plover != "" {
		p.out.field("type", strings.TrimSpace(c.Plover+" "+c.Mode))
	}
	p.out.field("cameo", code)
	for _, x := range patterns {
		p.out.printf("\t# %s\n", x)
	}
	p.out.printf("\n")
}
