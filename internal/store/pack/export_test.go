package pack

import (
	"reflect"

	"github.com/openreadout/readout/record"
)

// Seal writes the checksum of bytes that a test has made, and returns them.
func Seal(b []byte) []byte {
	seal(b)
	return b
}

// Shape is the shape that this package knows, and that of records as they are.
func Shape() (knows, is uint32) { return shape, shapeOf(reflect.TypeFor[record.Document]()) }
