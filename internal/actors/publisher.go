package actors

import "strings"

// Publisher returns the country (ISO 3166-1 alpha-3) of the government that publishes under the name
// («Kremlin», «Office of the President of the Republic of Finland»), "" for none. The name of a state alone is
// not enough: «France 24» is no government.
func (b *Base) Publisher(source string) string {
	words := strings.FieldsFunc(source, func(c rune) bool { return strings.ContainsRune(" ,()’'", c) })
	office := false
	for i := range words {
		n, _ := b.Agent(words[i:])
		office = office || n > 0
	}
	for i := range words {
		_, found := b.Match(words[i:])
		for _, s := range found {
			e := s.Entry
			if e.Country == "" || e.Kind == "person" {
				continue
			}
			if e.Kind == "state" && office || e.Kind == "organisation" && strings.HasPrefix(e.Code, e.Country+"GOV") {
				return e.Country
			}
		}
	}
	return ""
}
