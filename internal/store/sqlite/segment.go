package sqlite

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// undated stands for no day: such records come last.
const undated = math.MinInt32

// place is one record in an index: where it stands in lists, and by what filters ask for it.
type place struct {
	day     int32 // the last day, by which lists are ordered
	days    int32 // from the first day to it
	doc     uint32
	n       uint32 // in the document's list of the kind
	act     uint32 // numbers of the index
	parties uint32
}

// compare orders places as segments have them: lists go from the end to the beginning.
func compare(a, b place) int {
	if c := cmp.Compare(a.day, b.day); c != 0 {
		return c
	}
	if c := cmp.Compare(a.doc, b.doc); c != 0 {
		return c
	}
	return cmp.Compare(b.n, a.n)
}

// segment is a run of places in order, with the rows of every facet if it is a large one. It does not change.
type segment struct {
	serial int // later segments have greater ones
	places []place
	facets [][]uint32 // rising rows by number of the facet; nil in a small segment
	long   []uint32   // rising rows of the records that stretch over more than longest days
}

// longest is how many days before its last one a record mostly begins.
const longest = 31

// small is how many places are looked through without a list of facets.
const small = 512

func (x *index) newSegment(serial int, places []place) *segment {
	s := &segment{serial: serial, places: places}
	for i := range places {
		if places[i].days > longest {
			s.long = append(s.long, uint32(i))
		}
	}
	if len(places) <= small {
		return s
	}
	s.facets = make([][]uint32, len(x.facets))
	for i := range places {
		for _, f := range x.actFacets[places[i].act] {
			s.facets[f] = append(s.facets[f], uint32(i))
		}
		for _, f := range x.partyFacets[places[i].parties] {
			s.facets[f] = append(s.facets[f], uint32(i))
		}
	}
	for i := range s.facets {
		s.facets[i] = slices.Clip(s.facets[i])
	}
	return s
}

// put adds places. Segments grow four times from each to the one before, so that there are few of them and each
// place is moved few times.
func (x *index) put(places []place) {
	if len(places) == 0 {
		return
	}
	slices.SortFunc(places, compare)
	x.serial++
	for n := len(x.segments); n > 0 && len(x.segments[n-1].places) < 4*len(places); n-- {
		places = x.merge(x.segments[n-1], places)
		x.segments = x.segments[:n-1]
	}
	x.segments = append(x.segments, x.newSegment(x.serial, places))
	if len(x.segments) == 1 {
		clear(x.moved)
	}
}

// merge joins a segment with later places, without those that are gone.
func (x *index) merge(s *segment, places []place) []place {
	out := make([]place, 0, len(s.places)+len(places))
	for _, p := range s.places {
		if !x.gone(s, p.doc) {
			for len(places) > 0 && compare(places[0], p) < 0 {
				out, places = append(out, places[0]), places[1:]
			}
			out = append(out, p)
		}
	}
	return append(out, places...)
}

// gone reports whether a document was coded anew after the segment was made.
func (x *index) gone(s *segment, doc uint32) bool {
	if len(x.moved) == 0 {
		return false
	}
	serial, ok := x.moved[doc]
	return ok && serial > s.serial
}

// walk goes through rows of a segment from the end: through all of them, or through those of some facets.
type walk struct {
	*segment
	rows  int        // still to be gone through
	stop  int        // the first row that is not
	lists [][]uint32 // of rows, nil for all
}

// walks are the ways through a segment to all that a query takes after a place: from the last day that it asks for to the
// first, and through what begins in these days but ends much later.
func (s *segment) walks(q *query, after *place) []*walk {
	rows, stop, bound := len(s.places), 0, len(s.places)
	if after != nil {
		rows, _ = slices.BinarySearchFunc(s.places, *after, compare)
	}
	if q.hasFrom {
		stop = s.until(q.from)
	}
	if q.hasTo {
		bound = s.until(q.to + longest + 1)
	}
	out := []*walk{newWalk(s, min(rows, bound), stop, q.rows(s))}
	if bound < rows && len(s.long) > 0 {
		out = append(out, newWalk(s, rows, max(stop, bound), [][]uint32{s.long}))
	}
	return out
}

// until returns the first row of a day or a later one.
func (s *segment) until(day int32) int {
	return sort.Search(len(s.places), func(i int) bool { return s.places[i].day >= day })
}

func newWalk(s *segment, rows, stop int, lists [][]uint32) *walk {
	for i, l := range lists {
		lists[i] = l[:sort.Search(len(l), func(j int) bool { return int(l[j]) >= rows })]
	}
	return &walk{s, rows, stop, lists}
}

// next returns the next place, nil at the end.
func (w *walk) next() *place {
	if w.lists == nil {
		if w.rows <= w.stop {
			return nil
		}
		w.rows--
		return &w.places[w.rows]
	}
	last := -1
	for _, l := range w.lists {
		if len(l) > 0 {
			last = max(last, int(l[len(l)-1]))
		}
	}
	if last < w.stop {
		return nil
	}
	for i, l := range w.lists {
		if len(l) > 0 && int(l[len(l)-1]) == last {
			w.lists[i] = l[:len(l)-1]
		}
	}
	return &w.places[last]
}
