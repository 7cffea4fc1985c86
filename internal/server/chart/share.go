package chart

import "html/template"

// Share is one line of a list of bars: a name, what it counts, and the bar.
type Share struct {
	Name, Link string
	N          int
	Of         int    // the longest bar's
	Parts      []Part // stretches of the bar, whose sum is N; none: the bar is one
	Text       string // what is written for N, "" for N itself
}

// Part is a stretch of a bar.
type Part struct {
	Class, Name string
	N           int
}

// Bar draws the bar of a share: a picture beside the number, which says the same, so that it is hidden from readers.
func (s Share) Bar() template.HTML {
	w := &writer{}
	w.put(`<svg class="share" width="100%%" height="12" aria-hidden="true">`)
	parts := s.Parts
	if len(parts) == 0 {
		parts = []Part{{Class: "one", N: s.N}}
	}
	at := 0
	for _, p := range parts {
		if p.N == 0 {
			continue
		}
		w.put(`<rect class="%s" x="%s" width="%s" y="1" height="10">`, p.Class, pct(float64(at)/float64(max(s.Of, 1))), pct(float64(p.N)/float64(max(s.Of, 1))))
		if p.Name != "" {
			w.put(`<title>%s %s</title>`, escape(p.Name), Number(p.N))
		}
		w.put(`</rect>`)
		at += p.N
	}
	w.put(`</svg>`)
	return html(w)
}

// html hands on what the package has drawn and escaped.
func html(w *writer) template.HTML { return template.HTML(w.String()) }
