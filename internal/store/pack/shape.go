package pack

import (
	"fmt"
	"hash/crc32"
	"reflect"
	"strings"

	"github.com/openreadout/readout/record"
)

// shape is what this package knows of record.Document: a hash of the names and types of all its fields. A record that
// has others is kept as JSON, so that nothing is lost; the test that compares them then asks for the new ones here.
const shape = 0x4474b5fd

// known says that every field of a record is packed.
var known = shapeOf(reflect.TypeFor[record.Document]()) == shape

// Complete reports whether every field of a record is packed.
func Complete() bool { return known }

func shapeOf(t reflect.Type) uint32 {
	var b strings.Builder
	describe(&b, t, map[reflect.Type]bool{})
	return crc32.ChecksumIEEE([]byte(b.String()))
}

func describe(b *strings.Builder, t reflect.Type, seen map[reflect.Type]bool) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		fmt.Fprint(b, t.Kind(), " ")
		describe(b, t.Elem(), seen)
	case reflect.Struct:
		fmt.Fprint(b, t.Name(), "{")
		if !seen[t] {
			seen[t] = true
			for i := range t.NumField() {
				fmt.Fprint(b, t.Field(i).Name, " ", t.Field(i).Tag.Get("json"), " ")
				describe(b, t.Field(i).Type, seen)
			}
		}
		b.WriteString("} ")
	default:
		fmt.Fprint(b, t.Kind(), " ")
	}
}
