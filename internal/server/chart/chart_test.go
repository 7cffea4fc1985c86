package chart

import (
	"encoding/xml"
	"flag"
	"html/template"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/calendar"
)

var update = flag.Bool("update", false, "write the drawings anew")

func day(s string) calendar.Day {
	d, ok := calendar.Parse(s)
	if !ok {
		panic(s)
	}
	return d
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		most, n int
		want    []int
	}{
		{0, 4, []int{0, 1}},
		{1, 4, []int{0, 1}},
		{3, 4, []int{0, 1, 2, 3}},
		{7, 4, []int{0, 2, 4, 6, 8}},
		{40, 4, []int{0, 10, 20, 30, 40}},
		{41, 4, []int{0, 20, 40, 60}},
		{999, 4, []int{0, 500, 1000}},
	} {
		if got := Ticks(c.most, c.n); !slices.Equal(got, c.want) {
			t.Errorf("Ticks(%d, %d) = %v, want %v", c.most, c.n, got, c.want)
		}
	}
}

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1\u202f000", 1234567: "1\u202f234\u202f567", -1500: "−1\u202f500"} {
		if got := Number(n); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestBins(t *testing.T) {
	for _, c := range []struct {
		from, to string
		grain    Grain
		n        int
		first    string
		marks    string // those of the axis
	}{
		{"2024-02-27", "2024-03-02", Day, 5, "27 February 2024", "Mar 2024"},
		{"2024-01-03", "2024-03-02", Day, 60, "3 January 2024", "Feb 2024 Mar"},
		{"2024-01-03", "2024-12-30", Week, 53, "week of 1 January 2024", "Jan 2024 Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"},
		{"2022-11-15", "2025-02-01", Month, 28, "November 2022", "2023 2024 2025"},
		{"2015-05-01", "2025-02-01", Quarter, 40, "quarter 2 of 2015", "2016 2018 2020 2022 2024"},
		{"1980-05-01", "2025-02-01", Year, 46, "1980", "1980 1990 2000 2010 2020"},
		{"2024-05-03", "2024-05-03", Day, 1, "3 May 2024", "3 May 2024"},
	} {
		from, to := day(c.from), day(c.to)
		if g := GrainFor(from, to); g != c.grain {
			t.Errorf("%s to %s: grain %v, want %v", c.from, c.to, g, c.grain)
		}
		bins := Bins(from, to, c.grain)
		var marks []string
		for i, b := range bins {
			if b.Mark != "" {
				marks = append(marks, b.Mark)
			}
			if i > 0 && b.From != bins[i-1].To+1 {
				t.Errorf("%s to %s: bin %d begins on %s, the one before ends on %s", c.from, c.to, i, b.From, bins[i-1].To)
			}
		}
		if len(bins) != c.n || bins[0].Name != c.first || bins[0].From > from || bins[len(bins)-1].To < to {
			t.Errorf("%s to %s: %d bins from %q", c.from, c.to, len(bins), bins[0].Name)
		}
		if got := strings.Join(marks, " "); got != c.marks && c.grain != Week {
			t.Errorf("%s to %s: the axis says %q, want %q", c.from, c.to, got, c.marks)
		}
	}
}

// TestDrawings holds the drawings to those of testdata.
func TestDrawings(t *testing.T) {
	bars := Bars{ID: "b", Title: "Events <over> time", Desc: "Cooperation & conflict", Bins: Bins(day("2024-01-01"), day("2024-06-30"), Month),
		Series: []Series{{"Talk", "quad-1", false, []int{3, 0, 5, 1200, 0, 1}}, {"Fighting", "quad-4", true, []int{0, 0, 2, 300, 0, 0}}},
		Link:   func(b Bin) string { return "/events?q=from:" + b.From.String() + "&x=<>" }}
	strips := Strips{ID: "s", Title: "Contacts", Desc: "Calls and the gaps between them", From: day("2022-09-11"), To: day("2025-07-01"), What: "Kind",
		Rows: []Strip{{Name: `Macron & "Putin"`, Marks: []Mark{{day("2022-09-11"), day("2022-09-11"), "phone", "call", "/documents/1"}, {day("2023-01-01"), day("2023-12-31"), "meeting", "meeting, some day of 2023", ""},
			{day("2025-07-01"), day("2025-07-01"), "phone", "call", ""}}, Gaps: []Gap{{day("2022-09-12"), day("2025-06-30"), "1 024 days", true}}}}}
	share := Share{Name: "x", N: 5, Of: 8, Parts: []Part{{"quad-1", "talk", 3}, {"quad-4", "<fights>", 2}}}
	for name, got := range map[string]template.HTML{"bars": bars.Draw().SVG, "strips": strips.Draw().SVG, "share": share.Bar()} {
		path := "testdata/" + name + ".svg"
		if *update {
			if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(got), "><", ">\n<")+"\n"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if g := strings.ReplaceAll(string(got), "><", ">\n<") + "\n"; g != string(want) {
			t.Errorf("%s is not that of %s:\n%s", name, path, g)
		}
		for d := xml.NewDecoder(strings.NewReader(string(got))); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
}

// TestTables sees that a figure's table has what the figure shows.
func TestTables(t *testing.T) {
	f := (&Bars{ID: "b", Bins: Bins(day("2024-01-01"), day("2024-03-31"), Month), Series: []Series{{"Talk", "quad-1", false, []int{3, 0, 5}}}}).Draw()
	if len(f.Table.Rows) != 2 || f.Table.Rows[1][0].Text != "March 2024" || f.Table.Rows[1][1].Text != "5" {
		t.Errorf("got %+v", f.Table)
	}
	if len(f.Keys) != 1 || f.Keys[0].Name != "Talk" {
		t.Errorf("keys %+v", f.Keys)
	}
}
