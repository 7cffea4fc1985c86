package chart

// Bars are stacked bars over bins of time: series upwards from the line, and downwards where two things are set against
// each other.
type Bars struct {
	ID, Title string
	Desc      string // what the figure shows, in a sentence
	Bins      []Bin
	Series    []Series
	Link      func(Bin) string // where a bar leads, nil for nowhere
	Note      string
}

// Series is one kind of thing counted in each bin.
type Series struct {
	Name, Class string
	Down        bool
	Values      []int // one a bin
}

const (
	plotHeight = 200 // of bars, pixels
	headRoom   = 18  // above them, for the word of the highest line
	axisHeight = 24  // below them, for the words of time
	gutter     = .04 // left of them, for the numbers of the lines: a part of the width
)

// Draw returns the figure.
func (b *Bars) Draw() Figure {
	out := Figure{ID: b.ID, Title: b.Title, Note: b.Note, Table: b.table()}
	for _, s := range b.Series {
		out.Keys = append(out.Keys, Key{s.Name, s.Class})
	}
	up, down := b.highest()
	top, bottom := Ticks(up, 4), []int{0}
	if down > 0 {
		top, bottom = Ticks(max(up, down), 3), nil
		for _, v := range top { // the same steps downwards, as far as there is something
			if bottom = append(bottom, v); v >= down {
				break
			}
		}
		for len(top) > 2 && top[len(top)-2] >= up {
			top = top[:len(top)-1]
		}
	}
	most, least := top[len(top)-1], bottom[len(bottom)-1]
	scale := float64(plotHeight) / float64(most+least)
	y := func(v int) float64 { return headRoom + float64(most-v)*scale }

	w := &writer{}
	w.open(b.ID, b.Title, b.Desc, headRoom+plotHeight+axisHeight, b.Link != nil)
	for i, v := range top {
		w.line(y(v), i == 0)
	}
	for _, v := range bottom[1:] {
		w.line(y(-v), false)
	}
	n := float64(len(b.Bins))
	x := func(i float64) float64 { return gutter + (1-gutter)*i/n }
	for i, bin := range b.Bins {
		w.when(x(float64(i)), headRoom+plotHeight, headRoom+plotHeight+axisHeight, bin)
	}
	for i, bin := range b.Bins {
		upTo, downTo, sum := 0, 0, 0
		for _, s := range b.Series {
			sum += s.Values[i]
		}
		if sum == 0 {
			continue
		}
		to := ""
		if b.Link != nil {
			to = b.Link(bin)
		}
		w.link(to, func() {
			w.put(`<g class="bar"><title>%s</title>`, escape(b.says(i)))
			for _, s := range b.Series {
				v := s.Values[i]
				if v == 0 {
					continue
				}
				at := y(upTo + v)
				if s.Down {
					at = y(-downTo)
					downTo += v
				} else {
					upTo += v
				}
				w.put(`<rect class="%s" x="%s" width="%s" y="%s" height="%s"/>`, s.Class, pct(x(float64(i)+.1)), pct(x(.8)-gutter), short(at, 1), short(max(1, float64(v)*scale-.75), 1))
			}
			w.put(`</g>`)
		})
	}
	for i, v := range top { // over the bars, so that they can be read
		w.value(y(v), v, i == 0)
	}
	for _, v := range bottom[1:] {
		w.value(y(-v), v, false)
	}
	w.put(`</svg>`)
	out.SVG = html(w)
	return out
}

// says tells the values of a bin.
func (b *Bars) says(i int) string {
	s := b.Bins[i].Name
	sep := ": "
	for _, x := range b.Series {
		if x.Values[i] > 0 {
			s += sep + x.Name + " " + Number(x.Values[i])
			sep = ", "
		}
	}
	return s
}

func (b *Bars) highest() (up, down int) {
	for i := range b.Bins {
		u, d := 0, 0
		for _, s := range b.Series {
			if s.Down {
				d += s.Values[i]
			} else {
				u += s.Values[i]
			}
		}
		up, down = max(up, u), max(down, d)
	}
	return max(up, 1), down
}

// line draws a line across.
func (w *writer) line(y float64, zero bool) {
	class := "rule"
	if zero {
		class = "rule zero"
	}
	w.put(`<line class="%s" x1="0" x2="100%%" y1="%s" y2="%s"/>`, class, short(y, 1), short(y, 1))
}

// value writes the number of a line on it; zero needs none.
func (w *writer) value(y float64, v int, zero bool) {
	if !zero {
		w.put(`<text class="value" x="0" y="%s">%s</text>`, short(y-4, 1), Number(v))
	}
}

// when writes the word of a bin at a place of the width, with a line from top to bottom; near the right edge the word stands
// to the left of the line.
func (w *writer) when(at float64, top, bottom int, b Bin) {
	if b.Mark == "" {
		return
	}
	class, dx := "when", 3
	if at > .9 {
		class, dx = "when end", -3
	}
	if b.Spare {
		class += " spare"
	}
	w.put(`<line class="tick" x1="%s" x2="%s" y1="%d" y2="%d"/><text class="%s" x="%s" dx="%d" y="%d">%s</text>`, pct(at), pct(at), top, bottom-6, class, pct(at), dx, bottom-8, escape(b.Mark))
}

func (b *Bars) table() Table {
	t := Table{Columns: []string{"Time"}}
	for _, s := range b.Series {
		t.Columns = append(t.Columns, s.Name)
	}
	for i, bin := range b.Bins {
		row, sum := []Cell{{Text: bin.Name}}, 0
		for _, s := range b.Series {
			row = append(row, Cell{Text: Number(s.Values[i]), Number: true})
			sum += s.Values[i]
		}
		if sum == 0 {
			continue
		}
		if b.Link != nil {
			row[0].Link = b.Link(bin)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
