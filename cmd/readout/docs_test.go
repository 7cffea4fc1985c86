package main

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/openreadout/readout/record"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestDocs sees that every command and flag is on docs/CLI.md and every field of the record on docs/RECORD.md.
func TestDocs(t *testing.T) {
	cli, err := os.ReadFile("../../docs/CLI.md")
	if err != nil {
		t.Fatal(err)
	}
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Hidden || c.Name() == "help" {
			return
		}
		if !strings.Contains(string(cli), "`"+c.CommandPath()) {
			t.Errorf("docs/CLI.md lacks %s", c.CommandPath())
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && !strings.Contains(string(cli), "`--"+f.Name) {
				t.Errorf("docs/CLI.md lacks --%s of %s", f.Name, c.CommandPath())
			}
		})
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	for _, c := range newRoot().Commands() {
		walk(c)
	}

	page, err := os.ReadFile("../../docs/RECORD.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[reflect.Type]bool{}
	var fields func(r reflect.Type)
	fields = func(r reflect.Type) {
		for r.Kind() == reflect.Pointer || r.Kind() == reflect.Slice {
			r = r.Elem()
		}
		if r.Kind() != reflect.Struct || seen[r] {
			return
		}
		seen[r] = true
		for i := range r.NumField() {
			f := r.Field(i)
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && !strings.Contains(string(page), "`"+name+"`") {
				t.Errorf("docs/RECORD.md lacks `%s` of %s", name, r.Name())
			}
			fields(f.Type)
		}
	}
	fields(reflect.TypeFor[record.Document]())
}
