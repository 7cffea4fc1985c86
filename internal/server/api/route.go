package api

import (
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/openreadout/readout/internal/desk"
	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/ledger"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// route is one address: how it is asked, what it answers, and who answers.
type route struct {
	method, path string // as OpenAPI writes them
	id, summary  string
	params       []param
	body         []media // what may be sent
	status       int     // of success; 0: 200
	gives        []media // what is sent on success
	fails        []int   // statuses of problems of its own, beside those of every route
	tagged       bool    // has an ETag, as it depends on nothing but the store, the program and its knowledge
	answer       func(http.ResponseWriter, *http.Request, query) error
}

// pattern is the path as the mux has it, which knows no suffix after a variable: {name}.atom is {name} there.
func (rt *route) pattern() string {
	if before, ok := strings.CutSuffix(rt.path, "}.atom"); ok {
		return before + "}"
	}
	return rt.path
}

// param is a parameter of the query.
type param struct {
	name, what  string
	kind        string // string, integer, boolean
	least, most int64  // of an integer
	one         []string
	needed      bool
}

// media is a form of a body.
type media struct {
	name   string
	schema any // a JSON Schema, or the type that is marshalled
}

func jsonOf[T any]() []media { return []media{{"application/json", reflect.TypeFor[T]()}} }

func text(name string) media { return media{name, map[string]any{"type": "string"}} }

// query is what a request asks.
type query struct {
	url.Values
	revision int64 // of the store, where the route is tagged
}

// number returns an integer that rt.query has checked, or what holds where it is not given.
func (q query) number(name string, otherwise int64) int64 {
	n, err := strconv.ParseInt(q.Get(name), 10, 64)
	if err != nil {
		return otherwise
	}
	return n
}

func (q query) yes(name string) bool { return q.Get(name) == "true" }

func (q query) filter() (store.Filter, error) { return store.ParseFilter(q.Get("q")) }

// query reads and checks the parameters of a request: nothing that is asked is passed over in silence.
func (rt *route) query(r *http.Request) (query, error) {
	q := query{Values: r.URL.Query()}
	for name, values := range q.Values {
		i := slices.IndexFunc(rt.params, func(p param) bool { return p.name == name })
		if i < 0 {
			return q, fmt.Errorf("%w: no parameter %q here; want %s", store.ErrInvalid, name, rt.names())
		}
		if len(values) > 1 {
			return q, fmt.Errorf("%w: parameter %s given %d times", store.ErrInvalid, name, len(values))
		}
		if err := rt.params[i].check(values[0]); err != nil {
			return q, err
		}
	}
	for _, p := range rt.params {
		if p.needed && !q.Has(p.name) {
			return q, fmt.Errorf("%w: parameter %s is missing: %s", store.ErrInvalid, p.name, p.what)
		}
	}
	return q, nil
}

func (rt *route) names() string {
	var out []string
	for _, p := range rt.params {
		out = append(out, p.name)
	}
	if out == nil {
		return "none"
	}
	return strings.Join(out, ", ")
}

func (p *param) check(v string) error {
	switch p.kind {
	case "integer":
		if n, err := strconv.ParseInt(v, 10, 64); err != nil || n < p.least || n > p.most {
			return fmt.Errorf("%w: %s %q; want %d to %d", store.ErrInvalid, p.name, v, p.least, p.most)
		}
	case "boolean":
		if v != "true" && v != "false" {
			return fmt.Errorf("%w: %s %q; want true or false", store.ErrInvalid, p.name, v)
		}
	}
	if p.one != nil && !slices.Contains(p.one, v) {
		return fmt.Errorf("%w: %s %q; want one of %s", store.ErrInvalid, p.name, v, strings.Join(p.one, ", "))
	}
	return nil
}

// routes lists every address of the API.
func (s *Server) routes() []route {
	var out []route
	for _, k := range store.Kinds {
		out = append(out, s.listRoutes(k)...)
	}
	counts := 1 << 40
	return append(out, []route{
		{method: "GET", path: "/documents/{id}/record.json", id: "document", summary: "A document with its records", gives: jsonOf[record.Document](), fails: []int{404}, tagged: true, answer: s.document},
		{method: "GET", path: "/records/{id}/record.json", id: "record", summary: "One record, of whatever kind", gives: jsonOf[Found](), fails: []int{404}, tagged: true, answer: s.record},
		{method: "GET", path: "/records/{id}/explain.json", id: "explain", summary: "Which rule, entry, words and actor made a record, from its text coded again", gives: jsonOf[desk.Explanation](), fails: []int{404, 503}, tagged: true, answer: s.explain},
		{method: "GET", path: "/records/{id}/verify.json", id: "verify", summary: "Whether a record comes out again when its text is coded again", gives: jsonOf[desk.Verification](), fails: []int{404, 503}, tagged: true, answer: s.verify},
		{method: "GET", path: "/records/{id}/knowledge.json", id: "knowledge", summary: "The entry of knowledge behind a record", gives: jsonOf[desk.Entry](), fails: []int{404}, tagged: true, answer: s.knowledge},
		{method: "GET", path: "/records/{id}/cite.json", id: "cite", summary: "What a record is cited with", gives: jsonOf[export.Citation](), fails: []int{404}, tagged: true, answer: s.cite("application/json", export.Citation.JSON)},
		{method: "GET", path: "/records/{id}/cite.bib", id: "citeBibTeX", summary: "The citation of a record as BibTeX", gives: []media{text("application/x-bibtex")}, fails: []int{404}, tagged: true, answer: s.cite("application/x-bibtex", export.Citation.BibTeX)},
		{method: "GET", path: "/records/{id}/cite.csl.json", id: "citeCSL", summary: "The citation of a record as CSL-JSON", gives: []media{{"application/vnd.citationstyles.csl+json", map[string]any{"type": "array", "items": map[string]any{"type": "object"}}}}, fails: []int{404}, tagged: true,
			answer: s.cite("application/vnd.citationstyles.csl+json", export.Citation.CSL)},
		{method: "GET", path: "/corrections.json", id: "corrections", summary: "Every correction, in the order in which they were made", gives: jsonOf[Corrections](), tagged: true, answer: s.corrections},
		{method: "POST", path: "/records/{id}/corrections", id: "correct", summary: "Accept, change or reject a record", body: jsonOf[Verdict](), status: 201, gives: jsonOf[store.Correction](), fails: []int{404, 413, 415}, answer: s.correct},
		{method: "GET", path: "/dyads/{dyad}/gap.json", id: "gap", summary: "The contacts of two countries (RUS-FRA), the time between them, and claims of a first since", gives: jsonOf[Gap](), tagged: true, answer: s.gap, params: []param{filterParam()}},
		{method: "GET", path: "/dyads/{dyad}/timeline.json", id: "timeline", summary: "What there was between two countries in order of time: contacts, events, statements about each other, commitments", gives: jsonOf[Timeline](), tagged: true, answer: s.timeline, params: []param{filterParam()}},
		{method: "GET", path: "/compare/{a}/{b}/comparison.json", id: "compare", summary: "Two documents, one of each side, side by side", gives: jsonOf[ledger.Comparison](), fails: []int{404, 409, 503}, tagged: true, answer: s.compare,
			params: []param{{name: "side_a", what: "country of the side of A, ISO 3166-1 alpha-3; found if left out", kind: "string"}, {name: "side_b", what: "country of the side of B", kind: "string"}, {name: "force", what: "compare documents that seem to tell of different contacts", kind: "boolean"}}},
		{method: "GET", path: "/changes", id: "changes", summary: "What changed in the store after a sequence number, in order", gives: jsonOf[Changes](), tagged: true, answer: s.changes, params: changeParams(int64(counts))},
		{method: "GET", path: "/changes.json", id: "changesJSON", summary: "The same as /changes", gives: jsonOf[Changes](), tagged: true, answer: s.changes, params: changeParams(int64(counts))},
		{method: "GET", path: "/feeds.json", id: "feeds", summary: "The feeds that are watched and how they fare", gives: jsonOf[Feeds](), answer: s.feeds},
		{method: "GET", path: "/alerts.json", id: "alerts", summary: "The saved queries", gives: jsonOf[Alerts](), answer: s.alerts},
		{method: "GET", path: "/alerts/{name}.atom", id: "alertFeed", summary: "What a saved query found, newest first, as an Atom feed", gives: []media{text("application/atom+xml")}, fails: []int{404}, answer: s.atom},
		{method: "POST", path: "/code", id: "code", summary: "Code a text; it is kept nowhere", gives: jsonOf[record.Document](), fails: []int{404, 413, 415, 503}, answer: s.code,
			body: []media{{"application/json", reflect.TypeFor[record.Article]()}, text("text/plain")}, params: []param{{name: "tokens", what: "print tokens and trees", kind: "boolean"}, {name: "predicates", what: "print every predicate with its factuality", kind: "boolean"},
				{name: "published", what: "day of publication of a text sent as text/plain", kind: "string"}, {name: "source", what: "publisher of a text sent as text/plain", kind: "string"}, {name: "title", what: "title of a text sent as text/plain", kind: "string"}, {name: "lang", what: "language of a text sent as text/plain", kind: "string"}}},
		{method: "GET", path: "/schema.json", id: "schema", summary: "JSON Schema of a record", gives: []media{{"application/schema+json", map[string]any{"type": "object"}}}, answer: s.schema},
		{method: "GET", path: "/openapi.json", id: "openapi", summary: "This description", gives: []media{{"application/json", map[string]any{"type": "object"}}}, answer: s.openAPI},
		{method: "GET", path: "/version.json", id: "version", summary: "Versions of the program, its knowledge and the record", gives: jsonOf[Version](), answer: s.version},
		{method: "GET", path: "/healthz", id: "health", summary: "Whether the store answers; asks no token", gives: jsonOf[Health](), fails: []int{503}, answer: s.health},
		{method: "GET", path: "/metrics", id: "metrics", summary: "Counts of requests, codings and records, for Prometheus", gives: []media{text("text/plain")}, answer: s.metrics},
	}...)
}

func changeParams(most int64) []param {
	return []param{{name: "since", what: "sequence number of the last change known: «next» of the answer before; 0 for all", kind: "integer", most: most},
		{name: "limit", what: "changes at most, 1 to 1000, 100 unless told", kind: "integer", least: 1, most: MostRows}}
}
