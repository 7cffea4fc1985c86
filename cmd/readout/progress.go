package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// progress prints how far a run is on a terminal, at most five times a second; elsewhere it prints
// warnings only.
type progress struct {
	w           io.Writer
	on          bool
	total, done int64
	articles    int
	start, last time.Time
	shown       bool
}

func newProgress(w io.Writer, total int64) *progress {
	f, ok := w.(*os.File)
	now := time.Now()
	return &progress{w: w, on: ok && term.IsTerminal(int(f.Fd())), total: total, start: now, last: now}
}

// add counts one article of n bytes.
func (p *progress) add(n int64) {
	p.done += n
	p.articles++
	if now := time.Now(); p.on && now.Sub(p.last) > 200*time.Millisecond {
		p.last = now
		p.show(now.Sub(p.start))
	}
}

func (p *progress) show(spent time.Duration) {
	rate := float64(p.done) / spent.Seconds()
	line := fmt.Sprintf("%d articles, %.1f MB, %.2f MB/s", p.articles, float64(p.done)/1e6, rate/1e6)
	if p.total > p.done && rate > 0 {
		left := time.Duration(float64(p.total-p.done) / rate * float64(time.Second))
		line += fmt.Sprintf(", %d %%, %s left", 100*p.done/p.total, left.Round(time.Second))
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", line)
	p.shown = true
}

// warn prints a line of its own.
func (p *progress) warn(format string, args ...any) {
	p.end()
	fmt.Fprintf(p.w, format+"\n", args...)
}

// end clears the line.
func (p *progress) end() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
