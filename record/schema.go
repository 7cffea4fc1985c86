package record

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"
)

// JSONSchema returns the JSON Schema (draft 2020-12) of a Document, made from the Go types: one
// definition a type, enumerations from the «enum» tags, indented.
func JSONSchema() []byte {
	g := &schemaMaker{defs: map[string]any{}, at: "#/$defs/"}
	root := g.object(reflect.TypeFor[Document]())
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["$id"] = "https://openreadout.org/schema/readout-1.json"
	root["title"] = "Readout record"
	root["$defs"] = g.defs
	b, err := json.MarshalIndent(root, "", "\t")
	if err != nil {
		panic(err) // maps of strings, slices and maps always marshal
	}
	return append(b, '\n')
}

// Definitions returns the JSON Schemas of struct types and of all that they hold, by name, as JSONSchema makes them;
// references begin with at. A type of another package than this one is named after both: LedgerContact.
func Definitions(at string, types ...reflect.Type) map[string]any {
	g := &schemaMaker{defs: map[string]any{}, at: at}
	for _, t := range types {
		g.of(t)
	}
	return g.defs
}

type schemaMaker struct {
	defs map[string]any
	at   string // what references begin with
}

// DefinitionName is the name that Definitions gives a type.
func DefinitionName(t reflect.Type) string {
	dir := t.PkgPath()[strings.LastIndex(t.PkgPath(), "/")+1:]
	if dir == "record" || strings.EqualFold(dir, t.Name()) {
		return t.Name()
	}
	return strings.ToUpper(dir[:1]) + dir[1:] + t.Name()
}

// of returns the schema of t; a struct becomes a reference to its definition.
func (g *schemaMaker) of(t reflect.Type) map[string]any {
	switch {
	case t == numberType:
		return map[string]any{"type": "number"}
	case t == reflect.TypeFor[json.RawMessage]() || t.Kind() == reflect.Interface:
		return map[string]any{} // anything
	case t == reflect.TypeFor[time.Time]():
		return map[string]any{"type": "string", "format": "date-time"}
	case t.Kind() == reflect.Struct:
		name := DefinitionName(t)
		if _, ok := g.defs[name]; !ok {
			g.defs[name] = nil // a type may hold itself
			g.defs[name] = g.object(t)
		}
		return map[string]any{"$ref": g.at + name}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return map[string]any{"anyOf": []any{g.of(t.Elem()), map[string]any{"type": "null"}}}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": g.of(t.Elem())}
	case reflect.Array:
		return map[string]any{"type": "array", "items": g.of(t.Elem()), "minItems": t.Len(), "maxItems": t.Len()}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": g.of(t.Elem())}
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	}
	return map[string]any{"type": "string"}
}

func (g *schemaMaker) object(t reflect.Type) map[string]any {
	props, required := map[string]any{}, []string{}
	g.fields(t, props, &required)
	return map[string]any{"type": "object", "properties": props, "required": required, "additionalProperties": false}
}

func (g *schemaMaker) fields(t reflect.Type, props map[string]any, required *[]string) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			g.fields(f.Type, props, required)
			continue
		}
		if name == "-" {
			continue
		}
		p := g.of(f.Type)
		if enum := f.Tag.Get("enum"); enum != "" {
			p["enum"] = strings.Split(enum, ",")
		}
		props[name] = p
		if !strings.Contains(options, "omitempty") && !strings.Contains(options, "omitzero") {
			*required = append(*required, name)
		}
	}
}
