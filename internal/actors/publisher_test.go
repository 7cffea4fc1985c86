package actors

import (
	"testing"

	"github.com/openreadout/readout/data"
)

func TestPublisher(t *testing.T) {
	b, err := Load(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{"Kremlin", "RUS"}, {"White House", "USA"}, {"10 Downing Street", "GBR"}, {"The White House, Office of the Press Secretary", "USA"},
		{"Office of the President of the Republic of Finland", "FIN"}, {"France 24", ""}, {"Reuters", ""}, {"", ""}, {"Japan Times", ""},
	} {
		if got := b.Publisher(c[0]); got != c[1] {
			t.Errorf("%q: got %q, want %q", c[0], got, c[1])
		}
	}
}
