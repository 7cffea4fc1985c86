package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/openreadout/readout/record"
)

// object is an article as people write it in JSON.
type object struct {
	record.Article
	ID name `json:"id"`
}

// name is an id: a text, or a number as databases have it.
type name string

func (n *name) UnmarshalJSON(b []byte) error {
	var number json.Number
	if err := json.Unmarshal(b, &number); err == nil && b[0] != '"' {
		*n = name(number)
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return errors.New("id: want a text or a number")
	}
	*n = name(s)
	return nil
}

// article reads an article in JSON. Fields that are not an article's are passed over.
func article(b []byte) (record.Article, error) {
	if err := check(b); err != nil {
		return record.Article{}, err
	}
	b = bytes.TrimPrefix(b, []byte("\uFEFF"))
	var o object
	if err := json.Unmarshal(b, &o); err != nil {
		return record.Article{}, fmt.Errorf("not an article: %w", inWords(err))
	}
	a := o.Article
	a.ID = string(o.ID)
	if strings.TrimSpace(a.Text) == "" {
		return a, withoutText(b)
	}
	if len(a.Published) > 10 && record.ValidDay(a.Published[:10]) {
		a.Published = a.Published[:10] // the day counts; with it alone an article has one id
	}
	return a, nil
}

// inWords says what JSON of another type than wanted is, without the names of Go types.
func inWords(err error) error {
	var te *json.UnmarshalTypeError
	if !errors.As(err, &te) {
		return err
	}
	if te.Field == "" {
		return fmt.Errorf("%s; want an object", te.Value)
	}
	return fmt.Errorf("%s: %s; want a text", te.Field[strings.LastIndexByte(te.Field, '.')+1:], te.Value)
}

// withoutText names the fields of an object that has no text, so that one with another name is seen.
func withoutText(b []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil || len(fields) == 0 || fields["text"] != nil {
		return errors.New("an article without text")
	}
	return fmt.Errorf("an article without text; its fields are %s", strings.Join(slices.Sorted(maps.Keys(fields)), ", "))
}
