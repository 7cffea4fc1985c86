package web

import (
	"io/fs"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// tokens reads the colours of style.css, light and dark.
func tokens(t *testing.T) map[string][2]string {
	t.Helper()
	css, err := fs.ReadFile(files, "static/style.css")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][2]string{}
	for _, m := range regexp.MustCompile(`--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)`).FindAllStringSubmatch(string(css), -1) {
		out[m[1]] = [2]string{m[2], m[3]}
	}
	if n := strings.Count(string(css), "light-dark("); n != len(out)+1 { // one stands in the comment
		t.Fatalf("%d colours read of %d", len(out), n-1)
	}
	return out
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(hex string) float64 {
	n, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		panic(err)
	}
	lin := func(c uint64) float64 {
		s := float64(c&255) / 255
		if s <= .04045 {
			return s / 12.92
		}
		return math.Pow((s+.055)/1.055, 2.4)
	}
	return .2126*lin(n>>16) + .7152*lin(n>>8) + .0722*lin(n)
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

// TestContrast computes the contrast of every pair of colours that meet on a page: text 4.5 (WCAG 2.2, 1.4.3), marks
// and borders of what can be operated 3 (1.4.11).
func TestContrast(t *testing.T) {
	c := tokens(t)
	grounds := []string{"paper", "raised", "sunken"}
	type pairs struct {
		fore, back []string
		least      float64
	}
	for _, p := range []pairs{
		{[]string{"ink", "quiet", "link"}, grounds, 4.5},
		{[]string{"documents", "entities", "events", "statements", "contacts", "commitments", "positions"}, grounds, 4.5},
		{[]string{"happened-mark", "reported-mark", "perhaps-mark", "denied-mark"}, grounds, 4.5},
		{[]string{"ink"}, []string{"happened", "reported", "perhaps", "denied", "says", "said"}, 4.5},
		{[]string{"paper"}, []string{"ink"}, 4.5}, // buttons that are on
		{[]string{"edge", "brand"}, grounds, 3},
		{[]string{"quad-0", "quad-1", "quad-2", "quad-3", "quad-4"}, []string{"raised"}, 3},
		{[]string{"raised"}, []string{"brand"}, 3}, // the sign in its square
	} {
		for _, f := range p.fore {
			for _, b := range p.back {
				for i, theme := range []string{"light", "dark"} {
					if c[f][i] == "" || c[b][i] == "" {
						t.Fatalf("no colour %s or %s", f, b)
					}
					if got := contrast(c[f][i], c[b][i]); got < p.least {
						t.Errorf("%s: --%s %s on --%s %s has contrast %.2f, want %.1f", theme, f, c[f][i], b, c[b][i], got, p.least)
					}
				}
			}
		}
	}
}

// TestTokens sees that no style sheet has a colour of its own: each is a token that TestContrast knows.
func TestTokens(t *testing.T) {
	names := tokens(t)
	literal := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(`)
	used := regexp.MustCompile(`var\(--([a-z0-9-]+)`)
	for _, sheet := range sheets {
		b, err := fs.ReadFile(files, "static/"+sheet)
		if err != nil {
			t.Fatal(err)
		}
		css := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(string(b), "")
		for i, line := range strings.Split(css, "\n") {
			if sheet == "style.css" && strings.Contains(line, "light-dark(") || strings.Contains(line, "mask-image") || strings.Contains(line, "::backdrop") {
				continue
			}
			if m := literal.FindString(line); m != "" {
				t.Errorf("%s:%d: the colour %s is no token", sheet, i+1, m)
			}
			for _, m := range used.FindAllStringSubmatch(line, -1) {
				if _, ok := names[m[1]]; !ok && !strings.Contains(css, "--"+m[1]+":") && !slices.Contains([]string{"sans", "serif", "mono"}, m[1]) {
					t.Errorf("%s:%d: no token --%s", sheet, i+1, m[1])
				}
			}
		}
	}
}
