package web_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/openreadout/readout/internal/server/web"
	"github.com/openreadout/readout/internal/store/storetest"
	"github.com/openreadout/readout/record"
)

// long is a document of 1,500 words with as many records as agency copy of that length has: three events, two
// statements and six mentions in forty words.
func long() *record.Document {
	d := storetest.Document(0)
	sentence := d.Text + " " + strings.Repeat("The talks went on in the capital for some hours more. ", 2) + "\n"
	d.Entities, d.Events, d.Statements, d.Contacts = nil, nil, nil, nil
	text := strings.Repeat(sentence, 1500/len(strings.Fields(sentence))+1)
	for n := 0; n*len(sentence) < len(text); n++ {
		at := n * len(sentence)
		s := func(begin, end int) record.Span { return record.Span{Begin: at + begin, End: at + end} }
		d.Sentences = append(d.Sentences, s(0, len(sentence)-1))
		for i := range 4 {
			d.Entities = append(d.Entities, record.Entity{ID: fmt.Sprintf("e%d", 4*n+i), Kind: "state", Name: fmt.Sprint("State ", i), Actor: "KEN", Country: "KEN", Mentions: []record.Mention{{Span: s(9*i, 9*i+6), Form: "name"}, {Span: s(9*i+40, 9*i+44), Form: "pronoun"}}})
		}
		for i := range 3 {
			d.Events = append(d.Events, record.Event{ID: fmt.Sprintf("ev%d", 3*n+i), Source: []string{fmt.Sprintf("e%d", 4*n)}, Target: []string{fmt.Sprintf("e%d", 4*n+1)}, Plover: "CONSULT", CAMEO: "041", Quad: 1, Trigger: s(20*i+7, 20*i+13), Evidence: s(0, len(sentence)-1), Factuality: "happened", Rule: "event/call", Entry: "lexicons/en/frames/talk.txt:3"})
		}
		for i := range 2 {
			d.Statements = append(d.Statements, record.Statement{ID: fmt.Sprintf("st%d", 2*n+i), Cue: s(30*i+2, 30*i+6), Content: []record.Span{s(30*i+7, 30*i+60)}, Kind: "indirect", Act: "report", Rule: "statement/that"})
		}
	}
	d.Text = text
	return d
}

// BenchmarkDocument shows a document of 1,500 words: 20 ms of server time is the goal.
func BenchmarkDocument(b *testing.B) {
	d := long()
	if n := len(strings.Fields(d.Text)); n < 1500 {
		b.Fatalf("%d words", n)
	}
	h, ids, _ := serveWith(b, web.Options{Knowledge: knowledge}, d)
	size := 0
	for b.Loop() {
		r := httptest.NewRequest("GET", "/documents/"+ids[0], nil)
		r.Host = "localhost:8030"
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != 200 {
			b.Fatalf("status %d", w.Code)
		}
		size = w.Body.Len()
	}
	b.ReportMetric(float64(size)/1024, "kB")
}
