package record

import (
	"encoding/json"
	"reflect"
	"strings"
)

// JSONSchema returns the JSON Schema (draft 2020-12) of a Document, made from the Go types: one
// definition a type, enumerations from the «enum» tags, indented.
func JSONSchema() []byte {
	g := &schemaMaker{defs: map[string]any{}}
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

type schemaMaker struct{ defs map[string]any }

// of returns the schema of t; a struct becomes a reference to its definition.
func (g *schemaMaker) of(t reflect.Type) map[string]any {
	switch {
	case t == numberType:
		return map[string]any{"type": "number"}
	case t.Kind() == reflect.Struct:
		if _, ok := g.defs[t.Name()]; !ok {
			g.defs[t.Name()] = nil // a type may hold itself
			g.defs[t.Name()] = g.object(t)
		}
		return map[string]any{"$ref": "#/$defs/" + t.Name()}
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
	case reflect.Int:
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
		p := g.of(f.Type)
		if enum := f.Tag.Get("enum"); enum != "" {
			p["enum"] = strings.Split(enum, ",")
		}
		props[name] = p
		if !strings.Contains(options, "omitempty") {
			*required = append(*required, name)
		}
	}
}
