package web

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/server/atlas"
	"github.com/openreadout/readout/internal/server/chart"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// placesRead is how many of the newest events give a map its dots: their places stand in the documents only.
const placesRead = 150

// newMap draws the events of a scope: countries by the number of events that they are party to, dots where the newest
// happened. It is nil where there are none.
func (s *Server) newMap(ctx context.Context, in scope) (*mapView, error) {
	t, err := s.table(ctx, store.Events, in, 0, "country")
	if err != nil || len(t.Cells) == 0 {
		return nil, err
	}
	m := atlas.Map{ID: "map", Title: "Where events are", Areas: map[string]int{}}
	v := &mapView{Countries: shares{Title: "Countries by number of events", Name: "Country", Count: "Events"}}
	for _, c := range t.Cells {
		if c.A == "" {
			continue
		}
		m.Areas[c.A] = c.N
		v.Countries.Rows = append(v.Countries.Rows, chart.Share{Name: s.country(c.A), Link: "/actors/" + c.A, N: c.N})
	}
	v.Countries.Rows = longest(v.Countries.Rows, 10)
	m.Area = func(code, name string) atlas.Area {
		return atlas.Area{Title: fmt.Sprintf("%s: %s events", name, chart.Number(m.Areas[code])), Link: "/actors/" + code}
	}
	dots, read, err := s.dots(ctx, in)
	if err != nil {
		return nil, err
	}
	m.Dots, v.Read, v.Of = dots, read, t.Total
	for _, d := range dots[:min(12, len(dots))] {
		name, _, _ := strings.Cut(d.Title, ":")
		v.Places = append(v.Places, placeView{name, d.Link, d.N})
	}
	m.Desc = fmt.Sprintf("World map: %d countries coloured by the number of events that they are party to, %d places of the newest events as dots. The lists beside it say the same.", len(m.Areas), len(dots))
	v.SVG, v.Steps = m.Draw(), m.Steps()
	return v, nil
}

// dots returns the places of the newest events, those with most first, and how many events were read.
func (s *Server) dots(ctx context.Context, in scope) ([]atlas.Dot, int, error) {
	rows, _, err := s.records(ctx, store.Events, in, "", placesRead)
	if err != nil {
		return nil, 0, err
	}
	x := newReader()
	at := map[[2]float64]int{}
	var out []atlas.Dot
	for _, r := range rows {
		e := x.entity(r.Document, r.Document.Events[r.Index].Place)
		if e == nil || e.Place == nil || e.Place.Grain == "country" || e.Place.Grain == "area" {
			continue
		}
		where := [2]float64{e.Place.Lat, e.Place.Lon}
		i, ok := at[where]
		if !ok {
			i = len(out)
			at[where] = i
			out = append(out, atlas.Dot{Lon: e.Place.Lon, Lat: e.Place.Lat, Title: e.Name, Link: placeLink(in, e)})
		}
		out[i].N++
	}
	slices.SortStableFunc(out, func(a, b atlas.Dot) int { return cmp.Or(cmp.Compare(b.N, a.N), strings.Compare(a.Title, b.Title)) })
	for i := range out {
		word := "events"
		if out[i].N == 1 {
			word = "event"
		}
		out[i].Title = fmt.Sprintf("%s: %d %s", out[i].Title, out[i].N, word)
	}
	return out, len(rows), nil
}

// placeLink leads to the events whose documents name the place.
func placeLink(in scope, e *record.Entity) string {
	return listAddress(store.Events, in.with(`"`+strings.ReplaceAll(e.Name, `"`, "")+`"`))
}
