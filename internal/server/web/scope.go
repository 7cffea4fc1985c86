package web

import (
	"net/url"
	"strings"

	"github.com/openreadout/readout/internal/store"
)

// scope is a filter with its text, so that what is shown links to the lists that it comes from.
type scope struct {
	Text   string
	Filter store.Filter
}

// newScope reads conditions in the text form of filters, joined; empty ones are left out.
func newScope(conditions ...string) (scope, error) {
	text := strings.Join(strings.Fields(strings.Join(conditions, " ")), " ")
	f, err := store.ParseFilter(text)
	return scope{text, f}, err
}

// with returns the text of the scope with further conditions.
func (s scope) with(conditions ...string) string {
	return strings.TrimSpace(s.Text + " " + strings.Join(conditions, " "))
}

// condition writes key:value as filters have it, the value in quotation marks where it needs them.
func condition(key, value string) string {
	value = strings.ReplaceAll(value, `"`, "")
	if strings.ContainsAny(value, " \t\n,") {
		value = `"` + value + `"`
	}
	return key + ":" + value
}

// listAddress is the address of the list of a kind under a filter.
func listAddress(k store.Kind, filter string) string {
	if filter == "" {
		return "/" + string(k)
	}
	return "/" + string(k) + "?q=" + url.QueryEscape(filter)
}
