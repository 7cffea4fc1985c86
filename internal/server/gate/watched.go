package gate

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"
)

// watched sees what an answer is.
type watched struct {
	http.ResponseWriter
	status int
	bytes  int64
	begun  bool
	cut    bool // the answer ended before its end
}

// Status of the answer; 200 where a handler said nothing.
func (w *watched) Status() int {
	if w.status == 0 {
		return http.StatusOK
	}
	return w.status
}

func (w *watched) WriteHeader(status int) {
	if !w.begun && status >= 200 {
		w.begun, w.status = true, status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(b []byte) (int, error) {
	w.begun = true
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Log writes one JSON object a request.
type Log struct{ to *slog.Logger }

// NewLog writes to w. Secrets stand in headers, of which none is logged.
func NewLog(w io.Writer) *Log { return &Log{slog.New(slog.NewJSONHandler(w, nil))} }

func (l *Log) write(r *http.Request, token string, status int, bytes int64, begin time.Time, took time.Duration) {
	if l == nil {
		return
	}
	rec := slog.NewRecord(begin, slog.LevelInfo, "request", 0)
	rec.AddAttrs(slog.String("remote", r.RemoteAddr), slog.String("method", r.Method), slog.String("host", r.Host), slog.String("path", r.URL.Path), slog.String("query", r.URL.RawQuery),
		slog.Int("status", status), slog.Int64("bytes", bytes), slog.Float64("ms", float64(took.Microseconds())/1000), slog.String("token", token), slog.String("agent", r.UserAgent()))
	_ = l.to.Handler().Handle(context.Background(), rec) // a log that cannot be written must not stop the answers
}
