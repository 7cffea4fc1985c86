package atlas

import (
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"
)

// TestProject holds the projection to what the paper says of it: poles as lines .5925 as long as the equator, the height
// .4867 of the width.
func TestProject(t *testing.T) {
	for _, c := range []struct{ lon, lat, x, y float64 }{
		{0, 0, 0, 0},
		{180, 0, 2.7066299837, 0},
		{0, 90, 0, 1.3173627591574},
		{-180, 90, -.5925 * 2.7066299837, 1.3173627591574},
	} {
		x, y := equalEarth(c.lon, c.lat)
		if math.Abs(x-c.x) > 1e-3 || math.Abs(y-c.y) > 1e-6 {
			t.Errorf("%v %v: got %v %v, want %v %v", c.lon, c.lat, x, y, c.x, c.y)
		}
	}
	if x, y := Project(-180, -58); x < 0 || y > Height {
		t.Errorf("the southern edge lies at %v %v, outside the drawing", x, y)
	}
}

func TestCountries(t *testing.T) {
	size := 0
	by := map[string]string{}
	for _, c := range Countries() {
		size += len(c.Path)
		by[c.Code] = c.Path
	}
	if len(by) < 170 || size > 45_000 {
		t.Errorf("%d countries in %d bytes", len(by), size)
	}
	if n := strings.Count(by["UKR"], "M"); n != 2 {
		t.Errorf("Ukraine has %d rings, want the mainland and Crimea", n)
	}
	if strings.Count(by["ZAF"], "M") != 2 {
		t.Error("South Africa has no hole where Lesotho is")
	}
}

func TestDraw(t *testing.T) {
	m := Map{ID: "m", Title: "Events <&>", Desc: "Where", Areas: map[string]int{"FRA": 3, "RUS": 90, "KEN": 1},
		Dots: []Dot{{2.35, 48.86, 2, `Paris "<b>"`, "/x?a=1&b=2"}},
		Area: func(code, name string) Area { return Area{name + ": 3", "/" + code} }}
	got := string(m.Draw())
	for _, want := range []string{`Events &lt;&amp;&gt;`, `href="/FRA"`, `class="heat-`, `Paris &#34;&lt;b&gt;&#34;`, `href="/x?a=1&amp;b=2"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in the map", want)
		}
	}
	for d := xml.NewDecoder(strings.NewReader(got)); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if s := m.Steps(); s[0] != 1 || len(s) < 2 {
		t.Errorf("steps %v", s)
	}
}
