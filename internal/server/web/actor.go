package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/actors"
	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
)

// actorView is the page of an actor: a person, an organisation, a state, or all that an actor code covers.
type actorView struct {
	Name     string
	Over     string // what it is: «person», «state», «all actors whose code begins with RUSGOV»
	Roles    []string
	Code     string
	Country  party
	Ref      string
	Spells   []spellView
	Members  []party
	Since    string // of what was known of the spells
	N        []count
	Filter   string
	Activity *chart.Figure
	Said     *chart.Figure
	Peers    shares
	Topics   shares
	Panels   columns
}

// spellView is a time in an office.
type spellView struct {
	Role, Of, From, To string
	Now                bool
}

// actor shows /actors/ID: a Wikidata id, an actor code, or a name.
func (s *Server) actor(w http.ResponseWriter, r *http.Request) {
	v, err := remember(r.Context(), s, r.URL.Path, func(ctx context.Context) (*actorView, error) { return s.newActor(ctx, r.PathValue("id")) })
	if err != nil {
		s.problem(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "actor", v.Name, v)
}

func (s *Server) newActor(ctx context.Context, id string) (*actorView, error) {
	v, in, err := s.whoIs(ctx, id)
	if err != nil {
		return nil, err
	}
	found := false
	for _, k := range []store.Kind{store.Contacts, store.Events, store.Statements, store.Commitments, store.Positions} {
		c, err := s.count(ctx, k, in)
		if err != nil {
			return nil, err
		}
		found = found || c.N > 0
		v.N = append(v.N, c)
	}
	if !found && v.Over == "" {
		return nil, fmt.Errorf("actor %q: %w: no record of the store names it, and the knowledge does not know it", id, store.ErrNotFound)
	}
	v.Filter = in.Text
	if v.Activity, err = s.timeline(ctx, store.Events, in, "activity", "Events of "+v.Name); err != nil {
		return nil, err
	}
	if v.Said, err = s.timeline(ctx, store.Statements, in, "said", "Statements by and about "+v.Name); err != nil {
		return nil, err
	}
	if v.Peers, err = s.peers(ctx, in, id, v.Name); err != nil {
		return nil, err
	}
	if v.Topics, err = s.topicShares(ctx, in, 10); err != nil {
		return nil, err
	}
	for _, p := range []struct {
		kind         store.Kind
		title, empty string
	}{
		{store.Contacts, "Contacts", "No contact is known."},
		{store.Statements, "Statements", "No statement is known."},
		{store.Events, "Events", "No event is known."},
		{store.Commitments, "Commitments", "No commitment is known."},
		{store.Positions, "Positions", "No position is known."},
	} {
		x, err := s.panel(ctx, p.kind, in, p.title, p.empty, 6)
		if err != nil {
			return nil, err
		}
		v.Panels.add(x)
	}
	return v, nil
}

// whoIs tells what an id stands for and which records are its.
func (s *Server) whoIs(ctx context.Context, id string) (*actorView, scope, error) {
	v := &actorView{Name: id}
	switch {
	case wikidata.MatchString(id):
		in, err := newScope(condition("entity", id))
		if err == nil {
			err = s.nameBy(ctx, v, id)
		}
		if e := s.entryByRef(id); e != nil {
			s.know(v, e)
		}
		v.Ref = id
		return v, in, err
	case len(id) == 3 && code.MatchString(id):
		in, err := newScope(condition("country", id))
		v.Code = id
		if v.Name = s.country(id); v.Name != id {
			v.Over = "state, with all who act for it or come from it"
		}
		if s.o.Actors != nil {
			if e := s.o.Actors.Country(id); e != nil {
				s.know(v, e)
				v.Over = "state, with all who act for it or come from it"
			}
		}
		v.Country = party{}
		return v, in, err
	case code.MatchString(id):
		in, err := newScope(condition("actor", id))
		v.Code, v.Over = id, "all actors whose code begins with "+id
		if name := s.country(id[:3]); name != id[:3] {
			v.Country = party{Name: name, Link: "/actors/" + id[:3]}
		}
		return v, in, err
	}
	in, err := newScope(condition("entity", id))
	if err == nil {
		err = s.nameBy(ctx, v, id)
	}
	return v, in, err
}

// nameBy names an entity as the newest records do.
func (s *Server) nameBy(ctx context.Context, v *actorView, ref string) error {
	x, err := s.counts(ctx)
	if errors.Is(err, errCounting) {
		return nil
	}
	if err != nil {
		return err
	}
	if p, ok := x.Entity(ref); ok {
		v.Name, v.Over, v.Code = p.Name, p.Kind, p.Actor
		if p.Country != "" {
			v.Country = party{Name: s.country(p.Country), Link: "/actors/" + p.Country}
		}
	}
	return nil
}

func (s *Server) entryByRef(ref string) *actors.Entry {
	if s.o.Actors == nil {
		return nil
	}
	if e := s.o.Actors.ByKey("person/" + ref); e != nil {
		return e
	}
	es := s.o.Actors.Entries()
	if i := slices.IndexFunc(es, func(e *actors.Entry) bool { return e.Ref == ref }); i >= 0 {
		return es[i]
	}
	return nil
}

// know adds what the knowledge says of an entry.
func (s *Server) know(v *actorView, e *actors.Entry) {
	v.Name, v.Over, v.Ref = e.Name, e.Kind, e.Ref
	if e.Country != "" {
		v.Country = party{Name: s.country(e.Country), Link: "/actors/" + e.Country}
	}
	spells := slices.Clone(e.Spells)
	slices.SortStableFunc(spells, func(a, b actors.Spell) int { return cmp.Compare(b.Office.Rank, a.Office.Rank) })
	for _, sp := range spells {
		x := spellView{Role: sp.Role(), Of: sp.Of, From: sp.From, To: sp.To, Now: sp.To == ""}
		if len(sp.Of) == 3 {
			x.Of = s.country(sp.Of)
		} else if o := s.o.Actors.ByKey(sp.Of); o != nil {
			x.Of = o.Name
		}
		if x.Now {
			v.Roles = append(v.Roles, x.Role+", "+x.Of)
			v.Since = max(v.Since, sp.Known)
		}
		v.Spells = append(v.Spells, x)
	}
	slices.SortStableFunc(v.Spells, func(a, b spellView) int { return strings.Compare(b.From, a.From) })
	v.Spells = slices.CompactFunc(v.Spells, func(a, b spellView) bool { return a.Role == b.Role && a.Of == b.Of && a.From == b.From })
	for _, m := range e.Members {
		if m.To == "" {
			v.Members = append(v.Members, party{Name: s.country(m.Country), Link: "/actors/" + m.Country})
		}
	}
}

// peers lists with whom an actor's events are, other than itself and, for a state, its own people.
func (s *Server) peers(ctx context.Context, in scope, id, name string) (shares, error) {
	x, err := s.counts(ctx)
	if errors.Is(err, errCounting) {
		return shares{}, nil
	}
	if err != nil {
		return shares{}, err
	}
	out := shares{Title: "With whom, by number of events", Name: "Counterpart", Count: "Events"}
	return s.stackShares(ctx, store.Events, in, "entity", 12, out, func(key string) (string, string) {
		p, ok := x.Entity(key)
		if !ok || p.Kind == "place" || p.Ref != "" && p.Ref == id || strings.EqualFold(p.Name, name) || p.Country == id || len(id) > 3 && code.MatchString(id) && strings.HasPrefix(p.Actor, id) {
			return "", ""
		}
		return p.Name, actorAddress(p.Ref, p.Actor, p.Name)
	})
}

// topicShares lists of what the statements of a scope are.
func (s *Server) topicShares(ctx context.Context, in scope, limit int) (shares, error) {
	t, err := s.table(ctx, store.Statements, in, 0, "context")
	if err != nil {
		return shares{}, err
	}
	out := shares{Title: "Topics of statements", Name: "Topic", Count: "Statements"}
	for _, c := range t.Cells {
		if c.A != "" {
			out.Rows = append(out.Rows, chart.Share{Name: strings.ReplaceAll(c.A, "_", " "), Link: "/topics/" + url.PathEscape(c.A), N: c.N})
		}
	}
	out.Rows = longest(out.Rows, limit)
	return out, nil
}
