package actors

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"Côte d'Ivoire": "cote divoire", "U.S.": "us", "Ban Ki-moon": "ban ki moon", "People's Liberation Army": "people s liberation army",
		"Workers’ Party": "workers party", "Gideon Sa'ar": "gideon saar", "AT&T": "at and t", "Lord’s": "lord s", "O'Sullivan": "osullivan", "": "",
	} {
		if got := Fold(name); got != want {
			t.Errorf("Fold(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestMatchTokens matches names as texts split them.
func TestMatchTokens(t *testing.T) {
	b := load(t)
	for text, want := range map[string]string{
		"People 's Republic of China said": "state/CHN", "People ’s Liberation Army troops": "organisation/pla", "Workers ' Party of Korea": "organisation/workers-party-of-korea",
		"Lord 's Resistance Army": "organisation/lords-resistance-army", "U.S. said": "state/USA", "Côte d’Ivoire": "state/CIV", "Guinea - Bissau": "state/GNB",
	} {
		_, found := b.Match(strings.Fields(text))
		got := ""
		if len(found) > 0 {
			got = found[0].Entry.Key
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
