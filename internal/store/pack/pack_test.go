package pack_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"testing"

	"github.com/openreadout/readout"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/pack"
	"github.com/openreadout/readout/record"
)

// memory is a Dictionary that is kept nowhere.
type memory struct {
	words   []string
	numbers map[string]uint64
	known   []pack.Known
	entity  map[pack.Known]uint64
}

func newMemory() *memory {
	return &memory{numbers: map[string]uint64{}, entity: map[pack.Known]uint64{}}
}

func (m *memory) Number(w []byte) (uint64, error) {
	if n := m.numbers[string(w)]; n > 0 {
		return n, nil
	}
	word := string(w)
	if m.numbers[word] == 0 {
		m.words = append(m.words, word)
		m.numbers[word] = uint64(len(m.words))
	}
	return m.numbers[word], nil
}

func (m *memory) Word(n uint64) (string, error) {
	if n < 1 || n > uint64(len(m.words)) {
		return "", fmt.Errorf("%w: no word %d", pack.ErrDamaged, n)
	}
	return m.words[n-1], nil
}

func (m *memory) KnownNumber(k pack.Known) (uint64, error) {
	if m.entity[k] == 0 {
		m.known = append(m.known, k)
		m.entity[k] = uint64(len(m.known))
	}
	return m.entity[k], nil
}

func (m *memory) Known(n uint64) (*pack.Known, error) {
	if n < 1 || n > uint64(len(m.known)) {
		return nil, fmt.Errorf("%w: no entity %d", pack.ErrDamaged, n)
	}
	return &m.known[n-1], nil
}

// samples are the records of the sample articles, with their trees; each caller gets documents of its own.
func samples(t testing.TB) []*record.Document {
	t.Helper()
	out := slices.Clone(coded(t))
	for i, d := range out {
		c := *d
		out[i] = &c
	}
	return out
}

var kept []*record.Document // what coded has made

func coded(t testing.TB) []*record.Document {
	if kept != nil {
		return kept
	}
	e, err := readout.New(readout.WithTokens(), readout.WithPredicates())
	if err != nil {
		t.Fatal(err)
	}
	articles, err := readout.Samples()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		d := e.Code(a)
		kept = append(kept, &d)
	}
	return kept
}

func line(t testing.TB, d *record.Document) string {
	t.Helper()
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// there packs and reads a record: it must be what it was.
func there(t testing.TB, d *record.Document, m *memory) []byte {
	t.Helper()
	b, err := pack.Encode([]byte("x"), d, m)
	if err != nil {
		t.Fatal(err)
	}
	got := &record.Document{Article: d.Article}
	h, err := pack.Decode(b[1:], got, pack.All, m)
	if err != nil || h.Characters != len([]rune(d.Text)) {
		t.Fatalf("%v, %d characters", err, h.Characters)
	}
	for _, k := range []store.Kind{store.Events, store.Statements, store.Contacts, store.Commitments, store.Positions} {
		for i, want := range store.Marks(d, k) {
			if mark, ok := h.Mark(k, i); !ok || mark != want {
				t.Fatalf("%s %d: mark %d, %v; want %d", k, i, mark, ok, want)
			}
		}
	}
	if line(t, got) != line(t, d) {
		t.Fatalf("got\n%s\nwant\n%s", line(t, got), line(t, d))
	}
	return b[1:]
}

func TestSamples(t *testing.T) {
	m := newMemory()
	text, whole, trees := 0, 0, 0
	for _, d := range samples(t) {
		trees += len(there(t, d, m))
		d.Tokens, d.Predicates = nil, nil
		b := there(t, d, m)
		if b[0] != 1 {
			t.Errorf("%s is kept as JSON", d.ID)
		}
		whole += len(b)
		text += len(line(t, d))
	}
	if whole*10 > text {
		t.Errorf("%d bytes of JSON packed into %d: more than a tenth", text, whole)
	}
	t.Logf("%d bytes of JSON packed into %d, with trees and predicates %d; %d words, %d known entities", text, whole, trees, len(m.words), len(m.known))
}

// same compares two values as JSON has them.
func same(a, b any) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}

// TestShape fails when a field of a record is new: pack it in types.go, then write its shape in shape.go. Until then
// records are kept as JSON.
func TestShape(t *testing.T) {
	if knows, is := pack.Shape(); knows != is {
		t.Errorf("records have the shape %#x, packed are those of %#x", is, knows)
	}
}

// TestSections reads single sections: each as it is in the whole.
func TestSections(t *testing.T) {
	m := newMemory()
	for _, d := range samples(t) {
		b := there(t, d, m)
		var got record.Document
		if _, err := pack.Decode(b, &got, pack.Entities|pack.Events, m); err != nil {
			t.Fatal(err)
		}
		if !same(got.Events, d.Events) || len(got.Entities) != len(d.Entities) || got.Statements != nil || got.Entities[0].Mentions != nil {
			t.Errorf("%s: entities and events differ", d.ID)
		}
		for i := range d.Statements {
			var one record.Document
			if _, err := pack.DecodeOne(b, &one, pack.Statements, i, m); err != nil || len(one.Statements) != len(d.Statements) || !same(one.Statements[i], d.Statements[i]) {
				t.Errorf("%s: statement %d: %v", d.ID, i, err)
			}
		}
		got = record.Document{}
		if _, err := pack.Decode(b, &got, pack.Sentences|pack.Statements, m); err != nil {
			t.Fatal(err)
		}
		if !same(got.Statements, d.Statements) || !same(got.Sentences, d.Sentences) || got.Entities != nil {
			t.Errorf("%s: statements and sentences differ", d.ID)
		}
	}
}

// TestAnything packs records that were filled by chance: whatever fits no form must come back all the same.
func TestAnything(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	m := newMemory()
	forms := map[byte]int{}
	for range 600 {
		d := &record.Document{}
		f := filler{rng, 1 + rng.Intn(40)}
		f.fill(reflect.ValueOf(d).Elem(), "")
		d.Text = "Ein Text, fünf Wörter."
		forms[there(t, d, m)[0]]++
	}
	if forms[0] < 50 || forms[1] < 50 {
		t.Errorf("forms %v: one of them was hardly tried", forms)
	}
}

// filler fills a value by chance; of odd values one in odd is of the sort that packing has no form for.
type filler struct {
	rng *rand.Rand
	odd int
}

var ids = map[string]string{"Entity": "e", "Time": "t", "Amount": "a", "Statement": "st", "Event": "ev", "Contact": "c", "Commitment": "k", "Position": "p", "Shift": "s"}

func (f *filler) fill(v reflect.Value, path string) {
	if s, ok := v.Addr().Interface().(*record.Span); ok && f.rng.Intn(f.odd*50) > 0 {
		s.Begin = f.rng.Intn(3000)
		s.End = s.Begin + f.rng.Intn(50)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	case reflect.Pointer:
		if f.rng.Intn(2) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			f.fill(v.Elem(), path)
		}
	case reflect.Slice:
		f.slice(v, path)
	case reflect.Array:
		for i := range v.Len() {
			f.fill(v.Index(i), path)
		}
	case reflect.String:
		v.SetString(f.word(path))
	case reflect.Int:
		v.SetInt(int64(f.rng.Intn(3000)))
		if f.rng.Intn(f.odd*50) == 0 {
			v.SetInt(-v.Int())
		}
	case reflect.Bool:
		v.SetBool(f.rng.Intn(2) == 0)
	case reflect.Float64:
		v.SetFloat([]float64{0, 1.5, -73.98765, 1e-7, f.rng.NormFloat64()}[f.rng.Intn(5)])
	}
}

func (f *filler) slice(v reflect.Value, path string) {
	n := f.rng.Intn(4)
	must := path == ".Entities.Mentions" || path == ".Statements.Content" || path == ".Contacts.Participants" || v.Type() == reflect.TypeFor[record.Chain]()
	if n == 0 && must && f.rng.Intn(f.odd*20) > 0 {
		n = 1
	}
	if n == 0 && f.rng.Intn(2) == 0 {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), n, n))
	for i := range n {
		f.fill(v.Index(i), path)
		if x := v.Index(i); x.Kind() == reflect.Struct && f.rng.Intn(f.odd*50) > 0 {
			if id := x.FieldByName("ID"); id.IsValid() {
				id.SetString(fmt.Sprint(ids[x.Type().Name()], i+1))
			}
		}
	}
}

func (f *filler) word(path string) string {
	last := path[1:]
	for i := len(last) - 1; i >= 0; i-- {
		if last[i] == '.' {
			last = last[i+1:]
			break
		}
	}
	ref := map[string]string{"Members": "e", "Anchor": "ev", "SameAs": "a", "Sources": "e", "Entity": "e", "Chain": "e", "Within": "st", "About": "e", "Source": "e", "Target": "e", "Amounts": "a",
		"Event": "ev", "Participants": "e", "Initiator": "e", "Statements": "st", "Previous": "c", "Donor": "e", "Recipient": "e", "Holder": "e", "Via": "e", "Statement": "st", "AssertedBy": "e", "Parties": "e", "ClaimedBy": "e"}
	prefix, isRef := ref[last]
	switch {
	case path == ".Shifts.From", path == ".Shifts.To":
		prefix, isRef = "p", true
	case path == ".Entities.Place.Country", path == ".Source":
		isRef = false
	case last == "Place":
		prefix, isRef = "e", true
	case last == "Time":
		prefix, isRef = "t", true
	}
	odd := []string{"", "e01", "x", "e0", "e-1", "\x1f", "2024-02-30", "e99999999", "«", "«»", "a «b» «c»", "1.0", "7", "Genève", string(make([]byte, 150))}
	switch {
	case last == "Value", last == "Min", last == "Max", last == "Goldstein", last == "Score":
		return []string{"1.0", "-3", "61000000000", "0.25"}[f.rng.Intn(4)]
	case f.rng.Intn(f.odd*100) == 0:
		return odd[f.rng.Intn(len(odd))]
	case isRef && f.rng.Intn(9) == 0:
		return record.Unnamed
	case isRef:
		return fmt.Sprint(prefix, 1+f.rng.Intn(300))
	case last == "From" || last == "To":
		return []string{"", "2024-03-01", "1969-12-31", "2020-01-01", "2019-12-31", "9999-12-31", "0001-01-01"}[f.rng.Intn(7)]
	}
	return []string{"", "abc", "a longer word", "mention/known", "no actor for «called»", "Zürich"}[f.rng.Intn(6)]
}

// TestDamaged spoils packed records: every change of a byte and every cut is found.
func TestDamaged(t *testing.T) {
	m := newMemory()
	b := there(t, samples(t)[0], m)
	for i := range b {
		c := append([]byte(nil), b...)
		c[i] ^= byte(1 + i%255)
		if _, err := pack.Decode(c, &record.Document{}, pack.All, m); !errors.Is(err, pack.ErrDamaged) {
			t.Fatalf("byte %d changed: %v", i, err)
		}
		if _, err := pack.Decode(b[:i], &record.Document{}, pack.All, m); !errors.Is(err, pack.ErrDamaged) {
			t.Fatalf("cut at %d: %v", i, err)
		}
	}
}

// FuzzDecode reads bytes whose checksum fits: an error or a record, no panic, no more memory than the bytes ask for.
func FuzzDecode(f *testing.F) {
	m := newMemory()
	for _, d := range samples(f)[:3] {
		f.Add(there(f, d, m)[5:])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		whole := pack.Seal(append([]byte{1, 0, 0, 0, 0}, b...))
		if _, err := pack.Decode(whole, &record.Document{}, pack.All, m); err != nil && !errors.Is(err, pack.ErrDamaged) {
			t.Fatal(err)
		}
	})
}

func BenchmarkPack(b *testing.B) {
	m := newMemory()
	ds := samples(b)
	var bs [][]byte
	for _, d := range ds {
		d.Tokens, d.Predicates = nil, nil
		bs = append(bs, there(b, d, m))
	}
	b.Run("Encode", func(b *testing.B) {
		var buf []byte
		for i := 0; b.Loop(); i++ {
			buf, _ = pack.Encode(buf[:0], ds[i%len(ds)], m)
		}
	})
	b.Run("Decode", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			pack.Decode(bs[i%len(bs)], &record.Document{}, pack.All, m)
		}
	})
	b.Run("Events", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			pack.Decode(bs[i%len(bs)], &record.Document{}, pack.Events, m)
		}
	})
	b.Run("EntitiesEvents", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			pack.Decode(bs[i%len(bs)], &record.Document{}, pack.Entities|pack.Events, m)
		}
	})
}
