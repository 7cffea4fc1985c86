package record

import (
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"strings"
	"unicode/utf8"
)

// Check reports the first thing in d that no record may have: a span outside the text, an id used twice, a
// reference that resolves to nothing or to the wrong kind of record, a value that is not among those
// allowed, a tree that is no tree, a group that is its own member, a date that is none.
func (d *Document) Check() error {
	c := &checker{runes: utf8.RuneCountInString(d.Text), kinds: map[string]string{}}
	if d.Schema != Schema {
		return fmt.Errorf("schema is %q; want %q", d.Schema, Schema)
	}
	if !utf8.ValidString(d.Text) {
		return fmt.Errorf("text is not UTF-8")
	}
	c.ids(d)
	c.values("document", reflect.ValueOf(*d))
	c.trees(d)
	c.references(d)
	c.groups(d)
	return c.err
}

type checker struct {
	runes int
	kinds map[string]string // id -> kind of record
	err   error
}

func (c *checker) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

func (c *checker) add(kind, id string) {
	if id == "" {
		c.fail("%s without an id", kind)
	}
	if k, ok := c.kinds[id]; ok {
		c.fail("id %s stands for a %s and a %s", id, k, kind)
	}
	c.kinds[id] = kind
}

func (c *checker) ids(d *Document) {
	for i := range d.Entities {
		c.add("entity", d.Entities[i].ID)
	}
	for i := range d.Times {
		c.add("time", d.Times[i].ID)
	}
	for i := range d.Amounts {
		c.add("amount", d.Amounts[i].ID)
	}
	for i := range d.Statements {
		c.add("statement", d.Statements[i].ID)
	}
	for i := range d.Events {
		c.add("event", d.Events[i].ID)
	}
	for i := range d.Contacts {
		c.add("contact", d.Contacts[i].ID)
	}
	for i := range d.Commitments {
		c.add("commitment", d.Commitments[i].ID)
	}
	for i := range d.Positions {
		c.add("position", d.Positions[i].ID)
	}
	for i := range d.Shifts {
		c.add("shift", d.Shifts[i].ID)
	}
}

var (
	spanType     = reflect.TypeFor[Span]()
	intervalType = reflect.TypeFor[Interval]()
	numberType   = reflect.TypeFor[json.Number]()
)

// values walks every field: spans lie in the text, intervals run forward, numbers are decimals and tagged
// strings have one of their values.
func (c *checker) values(path string, v reflect.Value) {
	switch {
	case v.Type() == spanType:
		s := v.Interface().(Span)
		if s.Begin < 0 || s.End < s.Begin || s.End > c.runes {
			c.fail("%s: span %d..%d outside the text of %d characters", path, s.Begin, s.End, c.runes)
		}
		return
	case v.Type() == intervalType:
		c.interval(path, v.Interface().(Interval))
	case v.Type() == numberType:
		if s := v.String(); s != "" {
			if _, ok := new(big.Rat).SetString(s); !ok || strings.ContainsAny(s, "/eE") {
				c.fail("%s: %q is not a decimal", path, s)
			}
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.values(path, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.values(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if enum := f.Tag.Get("enum"); enum != "" {
				c.enum(path+"."+f.Name, v.Field(i).String(), enum, strings.Contains(f.Tag.Get("json"), "omitempty"))
			}
			c.values(path+"."+f.Name, v.Field(i))
		}
	}
}

func (c *checker) enum(path, value, enum string, optional bool) {
	if value == "" && optional {
		return
	}
	for e := range strings.SplitSeq(enum, ",") {
		if e == value {
			return
		}
	}
	c.fail("%s: %q is none of %s", path, value, enum)
}

func (c *checker) interval(path string, i Interval) {
	for _, day := range []string{i.From, i.To} {
		if day != "" && !ValidDay(day) {
			c.fail("%s: %q is not a day", path, day)
		}
	}
	if i.From != "" && i.To != "" && i.To < i.From {
		c.fail("%s: %s is before %s", path, i.To, i.From)
	}
}

// ValidDay reports whether s is a day of the Gregorian calendar, «2025-07-02».
func ValidDay(s string) bool {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return false
	}
	var n [3]int
	for i, f := range []string{s[:4], s[5:7], s[8:]} {
		for _, r := range f {
			if r < '0' || r > '9' {
				return false
			}
			n[i] = n[i]*10 + int(r-'0')
		}
	}
	days := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	if n[1] < 1 || n[1] > 12 {
		return false
	}
	last := days[n[1]-1]
	if n[1] == 2 && n[0]%4 == 0 && (n[0]%100 != 0 || n[0]%400 == 0) {
		last = 29
	}
	return n[2] >= 1 && n[2] <= last
}

func (c *checker) trees(d *Document) {
	if len(d.Tokens) == 0 {
		return
	}
	at := 0
	for i, s := range d.Sentences {
		first := at
		for at < len(d.Tokens) && d.Tokens[at].End <= s.End {
			if at > first && d.Tokens[at].Begin < d.Tokens[at-1].End {
				c.fail("token %d begins inside the one before", at)
			}
			at++
		}
		c.tree(i, d.Tokens[first:at])
	}
	if at != len(d.Tokens) {
		c.fail("token %d stands in no sentence", at)
	}
}

func (c *checker) tree(sentence int, toks []Token) {
	roots := 0
	for i := range toks {
		steps, h := 0, i
		for toks[h].Head != 0 {
			if toks[h].Head < 0 || toks[h].Head > len(toks) {
				c.fail("sentence %d: head %d of %d", sentence, toks[h].Head, len(toks))
				return
			}
			h = toks[h].Head - 1
			if steps++; steps > len(toks) {
				c.fail("sentence %d: heads go in a circle", sentence)
				return
			}
		}
		if toks[i].Head == 0 {
			roots++
		}
	}
	if roots != 1 {
		c.fail("sentence %d has %d roots", sentence, roots)
	}
}

// refer checks that the ids stand for records of a kind; "" is no reference.
func (c *checker) refer(from, kind string, ids ...string) {
	for _, id := range ids {
		if id != "" && c.kinds[id] != kind {
			c.fail("%s: %q is no %s", from, id, kind)
		}
	}
}

func (c *checker) when(from string, w *When) {
	if w == nil {
		return
	}
	c.refer(from, "time", w.Time)
	if w.To == "" || (w.By == "publication") != (w.Time == "") {
		c.fail("%s: when is by %s, until %q, of the time %q", from, w.By, w.To, w.Time)
	}
}

func (c *checker) chain(from string, chains ...Chain) {
	for _, ch := range chains {
		for _, id := range ch {
			if id != Unnamed {
				c.refer(from, "entity", id)
			}
			if id == "" {
				c.fail("%s: an empty source in its chain", from)
			}
		}
	}
}

func (c *checker) references(d *Document) {
	for _, e := range d.Entities {
		c.refer(e.ID, "entity", e.Members...)
		if len(e.Mentions) == 0 {
			c.fail("%s has no mention", e.ID)
		}
	}
	for _, t := range d.Times {
		c.refer(t.ID, "event", t.Anchor)
	}
	for _, a := range d.Amounts {
		c.refer(a.ID, "amount", a.SameAs)
	}
	for i, p := range d.Predicates {
		c.chain(fmt.Sprintf("predicate %d", i), p.Sources)
	}
	for _, s := range d.Statements {
		if s.Speaker != nil {
			c.refer(s.ID, "entity", s.Speaker.Entity)
		}
		c.chain(s.ID, s.Chain)
		c.refer(s.ID, "statement", s.Within)
		c.refer(s.ID, "entity", s.About...)
		c.refer(s.ID, "time", s.Time)
		c.when(s.ID, s.When)
	}
	for _, e := range d.Events {
		c.refer(e.ID, "entity", e.Source...)
		c.refer(e.ID, "entity", e.Target...)
		c.refer(e.ID, "entity", e.Place)
		c.refer(e.ID, "time", e.Time)
		c.when(e.ID, e.When)
		c.refer(e.ID, "amount", e.Amounts...)
		c.chain(e.ID, e.Sources...)
		for _, m := range e.Mentions {
			c.chain(e.ID, m.Sources)
		}
	}
	c.dealings(d)
}

func (c *checker) dealings(d *Document) {
	for _, x := range d.Contacts {
		c.refer(x.ID, "event", x.Event)
		c.refer(x.ID, "entity", x.Participants...)
		c.refer(x.ID, "entity", x.Place)
		if x.Initiator != nil {
			c.refer(x.ID, "entity", *x.Initiator)
		}
		c.refer(x.ID, "statement", x.Statements...)
		c.refer(x.ID, "contact", x.Previous)
		c.chain(x.ID, x.Sources...)
		if x.Counted != nil {
			c.chain(x.ID, x.Counted.Sources...)
		}
		if x.FirstSince != nil {
			c.chain(x.ID, x.FirstSince.Sources...)
		}
	}
	for _, k := range d.Commitments {
		c.refer(k.ID, "event", k.Event)
		c.refer(k.ID, "entity", k.Donor...)
		c.refer(k.ID, "entity", k.Recipient...)
		c.refer(k.ID, "amount", k.Amounts...)
		c.chain(k.ID, k.Sources...)
	}
	for _, p := range d.Positions {
		c.refer(p.ID, "entity", p.Holder, p.Via)
		c.refer(p.ID, "statement", p.Statement)
	}
	for _, s := range d.Shifts {
		c.refer(s.ID, "entity", s.Holder)
		c.refer(s.ID, "entity", s.AssertedBy...)
		c.refer(s.ID, "position", s.From...)
		c.refer(s.ID, "position", s.To...)
	}
	for i, a := range d.Agreements {
		name := fmt.Sprintf("agreement %d", i)
		c.refer(name, "statement", a.Statement)
		c.refer(name, "entity", a.Parties...)
		c.refer(name, "entity", a.ClaimedBy...)
	}
}

// groups checks that no group is a member of itself, directly or through others, and that statements are
// not within each other in a circle.
func (c *checker) groups(d *Document) {
	if c.err != nil {
		return
	}
	members := map[string][]string{}
	for _, e := range d.Entities {
		members[e.ID] = e.Members
	}
	state := map[string]int{}
	var visit func(id string) bool
	visit = func(id string) bool {
		switch state[id] {
		case 1:
			return false
		case 2:
			return true
		}
		state[id] = 1
		for _, m := range members[id] {
			if !visit(m) {
				return false
			}
		}
		state[id] = 2
		return true
	}
	for _, e := range d.Entities {
		if !visit(e.ID) {
			c.fail("%s is a member of itself", e.ID)
		}
	}
	within := map[string]string{}
	for _, s := range d.Statements {
		within[s.ID] = s.Within
	}
	for _, s := range d.Statements {
		steps := 0
		for id := s.ID; id != ""; id = within[id] {
			if steps++; steps > len(d.Statements) {
				c.fail("%s is within itself", s.ID)
				return
			}
		}
	}
}
