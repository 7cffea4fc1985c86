package web

import (
	"net/http"
	"strings"

	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
)

// entry is an entry of the navigation.
type entry struct {
	Name, Path string
	Apart      bool // what follows is apart from the records
}

// navigation lists the pages that every page leads to.
var navigation = []entry{
	{"Overview", "/", false},
	{"Contacts", "/contacts", false},
	{"Events", "/events", false},
	{"Statements", "/statements", false},
	{"Commitments", "/commitments", false},
	{"Positions", "/positions", false},
	{"Actors", "/actors", false},
	{"Pairs", "/dyads", false},
	{"Topics", "/topics", false},
	{"Documents", "/documents", false},
	{"Compare", "/compare", true},
	{"Sources", "/sources", false},
	{"Alerts", "/alerts", false},
}

// section returns the address of the entry that a page belongs to: /documents for /documents/ID.
func section(path string) string {
	if path == "/entities" {
		return "/actors"
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return "/" + first
}

// themeCookie keeps whether the pages are light or dark.
const themeCookie = "theme"

// theme returns what the switch of the footer was last set to: light, dark, or "" for what the system has.
func theme(r *http.Request) string {
	if c, err := r.Cookie(themeCookie); err == nil && (c.Value == "light" || c.Value == "dark") {
		return c.Value
	}
	return ""
}

// setTheme answers the switch: it sets the cookie and goes back to the page.
func setTheme(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	c := &http.Cookie{Name: themeCookie, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	switch v := r.PostFormValue("theme"); v {
	case "light", "dark":
		c.Value = v
	default:
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
	http.Redirect(w, r, local(r.PostFormValue("back")), http.StatusSeeOther)
}

// local returns an address of this server as it is, "/" for any other.
func local(back string) string {
	if !strings.HasPrefix(back, "/") || strings.HasPrefix(back, "//") || strings.ContainsAny(back, "\\\r\n\t") {
		return "/"
	}
	return back
}

// dict makes a dictionary of pairs of name and value, for templates that take several things.
func dict(pairs ...any) map[string]any {
	out := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		out[pairs[i].(string)] = pairs[i+1]
	}
	return out
}

// several writes a number with the name of a kind: «1 commitment», «28 contacts».
func several(n int, k store.Kind) string {
	word := string(k)
	switch {
	case n != 1:
	case k == store.Entities:
		word = "entity"
	default:
		word = strings.TrimSuffix(word, "s")
	}
	return chart.Number(n) + " " + word
}

// lines breaks a stretch of days, so that it fits where a day does.
func lines(date string) string {
	return strings.NewReplacer(" to ", " to\n", "until ", "until\n").Replace(date)
}
