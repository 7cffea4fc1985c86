package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/openreadout/readout/internal/store"
)

// alertsView is the saved queries with a form for one more.
type alertsView struct {
	Rows  []alertRow
	Kinds []store.Kind
	Kind  store.Kind // that the form offers
	Name  string
	Error string // why the form was not taken
}

// alertRow is a saved query, with what it found last.
type alertRow struct {
	store.Alert
	Host    string // of the webhook
	Found   int
	Many    bool // more were found than are counted
	Newest  string
	Records []store.Found
}

// foundShown is how many of the records that an alert found its row counts.
const foundShown = 50

// saved returns what the store keeps of alerts; not every store does.
func (s *Server) saved() (store.Desk, error) {
	d, ok := s.store.(store.Desk)
	if !ok {
		return nil, fmt.Errorf("alerts: %w", store.ErrNotFound)
	}
	return d, nil
}

func (s *Server) alerts(w http.ResponseWriter, r *http.Request) {
	s.showAlerts(w, r, http.StatusOK, alertsView{Kind: store.Kind(r.URL.Query().Get("kind")), Name: r.URL.Query().Get("name")})
}

func (s *Server) showAlerts(w http.ResponseWriter, r *http.Request, status int, v alertsView) {
	d, err := s.saved()
	if err == nil {
		v.Rows, err = alertRows(r.Context(), d)
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	v.Kinds = store.Kinds
	if !slices.Contains(store.Kinds, v.Kind) {
		v.Kind = store.Events
	}
	s.show(w, r, status, "alerts", "Alerts", v)
}

func alertRows(ctx context.Context, d store.Desk) ([]alertRow, error) {
	all, err := d.Alerts(ctx)
	if err != nil {
		return nil, err
	}
	var out []alertRow
	for _, a := range all {
		row := alertRow{Alert: a}
		if u, err := url.Parse(a.Webhook); err == nil {
			row.Host = u.Host
		}
		found, err := d.Found(ctx, a.Name, foundShown+1)
		if err != nil {
			return nil, err
		}
		row.Found, row.Many = min(len(found), foundShown), len(found) > foundShown
		if len(found) > 0 {
			row.Newest = found[0].At.Format("2006-01-02 15:04")
			row.Records = found[:1]
		}
		out = append(out, row)
	}
	return out, nil
}

// saveAlert saves the query of the form: what comes from now on is told by its feed. Webhooks and commands are set up on
// the machine of the store alone.
func (s *Server) saveAlert(w http.ResponseWriter, r *http.Request) {
	d, err := s.saved()
	if err != nil {
		s.problem(w, r, err)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	a := store.Alert{Name: r.PostFormValue("name"), Kind: store.Kind(r.PostFormValue("kind")), Filter: r.PostFormValue("q"), Made: s.o.Now().UTC()}
	if a.Since, err = s.store.Revision(r.Context()); err == nil {
		err = d.AddAlert(r.Context(), a)
	}
	switch {
	case errors.Is(err, store.ErrInvalid):
		s.showAlerts(w, r, http.StatusBadRequest, alertsView{Kind: a.Kind, Name: a.Name, Error: err.Error()})
	case err != nil:
		s.problem(w, r, err)
	default:
		http.Redirect(w, r, "/alerts", http.StatusSeeOther)
	}
}

func (s *Server) removeAlert(w http.ResponseWriter, r *http.Request) {
	d, err := s.saved()
	if err == nil {
		r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
		err = d.RemoveAlert(r.Context(), r.PostFormValue("name"))
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	http.Redirect(w, r, "/alerts", http.StatusSeeOther)
}
