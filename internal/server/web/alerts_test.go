package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/store"
)

// TestAlerts saves a query by the form, sees it with what it found, and removes it.
func TestAlerts(t *testing.T) {
	h, ids, s := deskOf(t, documents(4)...)
	for _, c := range []struct {
		form   url.Values
		status int
		want   string
	}{
		{url.Values{"name": {"calls"}, "kind": {"events"}, "q": {"type:CONSULT"}}, http.StatusSeeOther, ""},
		{url.Values{"name": {"calls"}, "kind": {"events"}}, 400, "there already"},
		{url.Values{"name": {"a b"}, "kind": {"events"}}, 400, "want a name of letters"},
		{url.Values{"name": {"x"}, "kind": {"stories"}}, 400, "no kind"},
		{url.Values{"name": {"x"}, "kind": {"events"}, "q": {"colour:red"}}, 400, "no key"},
		{url.Values{"name": {"x"}, "kind": {"events"}, "webhook": {"https://example.org"}, "command": {"id"}}, http.StatusSeeOther, ""},
	} {
		if w := post(h, "/alerts", c.form, "same-origin"); w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%v: status %d, want %d with %s", c.form, w.Code, c.status, c.want)
		}
	}
	d := s.(store.Desk)
	all, err := d.Alerts(t.Context())
	if err != nil || len(all) != 2 || all[1].Webhook+all[1].Command != "" || all[0].Since == 0 {
		t.Fatalf("%+v %v", all, err)
	}
	if _, err := d.Find(t.Context(), "calls", []store.Found{{Record: "r", Document: ids[0], At: time.Unix(1e9, 0)}}, 9); err != nil {
		t.Fatal(err)
	}
	_, body := get(t, h, "/alerts?q=%22%3Cb%3E%22&kind=contacts")
	for _, want := range []string{"<h1>Alerts</h1>", `href="/alerts/calls.atom"`, "1 found, the last at 2001-09-09 01:46 UTC", `<option value="contacts" selected>`, `value="&#34;&lt;b&gt;&#34;"`, "nothing found since"} {
		if !strings.Contains(body, want) {
			t.Errorf("/alerts lacks %s in\n%.5000s", want, body)
		}
	}
	if w := post(h, "/alerts/remove", url.Values{"name": {"calls"}}, "same-origin"); w.Code != http.StatusSeeOther {
		t.Errorf("remove: status %d", w.Code)
	}
	if w := post(h, "/alerts/remove", url.Values{"name": {"calls"}}, "same-origin"); w.Code != http.StatusNotFound {
		t.Errorf("removed again: status %d", w.Code)
	}
}
