package api

import (
	"encoding/json"
	"strings"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// OpenAPI describes the addresses of Routes (OpenAPI 3.1); the schemas are those of package record.
func OpenAPI() map[string]any {
	var keys []string
	for _, k := range store.Keys {
		keys = append(keys, k.Name+": "+k.Meaning)
	}
	param := func(name, what, kind string) map[string]any {
		return map[string]any{"name": name, "in": "query", "description": what, "schema": map[string]any{"type": kind}}
	}
	filter := param("q", "Filter, «key:value» and words, all of which must hold. Keys: "+strings.Join(keys, "; ")+".", "string")
	failure := map[string]any{"description": "Problem (RFC 9457)", "content": map[string]any{"application/problem+json": map[string]any{"schema": map[string]any{"type": "object"}}}}
	answer := func(media string, schema map[string]any) map[string]any {
		return map[string]any{"200": map[string]any{"description": "OK", "content": map[string]any{media: map[string]any{"schema": schema}}}, "400": failure, "404": failure}
	}
	document := map[string]any{"$ref": "#/components/schemas/Document"}
	list := map[string]any{"type": "object", "required": []string{"rows"}, "properties": map[string]any{
		"next": map[string]any{"type": "string", "description": "cursor of the next page"},
		"rows": map[string]any{"type": "array", "items": map[string]any{"type": "object", "required": []string{"id", "document", "record"}, "properties": map[string]any{
			"id": map[string]any{"type": "string"}, "document": map[string]any{"type": "string"}, "copy_of": map[string]any{"type": "string"}, "published": map[string]any{"type": "string"},
			"publisher": map[string]any{"type": "string"}, "verdict": map[string]any{"type": "string"}, "record": map[string]any{"type": "object"}}}}}}
	paths := map[string]any{
		"/documents/{id}/record.json": map[string]any{"get": map[string]any{"operationId": "document", "summary": "A document with its records",
			"parameters": []any{map[string]any{"name": "id", "in": "path", "required": true, "schema": map[string]any{"type": "string"}}}, "responses": answer("application/json", document)}},
		"/code": map[string]any{"post": map[string]any{"operationId": "code", "summary": "Code a text; it is kept nowhere", "responses": answer("application/json", document),
			"requestBody": map[string]any{"required": true, "content": map[string]any{"application/json": map[string]any{"schema": map[string]any{"type": "object", "properties": map[string]any{
				"id": map[string]any{"type": "string"}, "title": map[string]any{"type": "string"}, "published": map[string]any{"type": "string"}, "source": map[string]any{"type": "string"},
				"url": map[string]any{"type": "string"}, "lang": map[string]any{"type": "string"}, "text": map[string]any{"type": "string"}}}}}}}},
		"/schema.json": map[string]any{"get": map[string]any{"operationId": "schema", "summary": "JSON Schema of a record", "responses": answer("application/schema+json", map[string]any{"type": "object"})}},
		"/healthz":     map[string]any{"get": map[string]any{"operationId": "health", "summary": "Whether the store answers", "responses": answer("application/json", map[string]any{"type": "object"})}},
	}
	for _, k := range store.Kinds {
		name := string(k)
		paths["/"+name+".json"] = map[string]any{"get": map[string]any{"operationId": "list" + strings.ToUpper(name[:1]) + name[1:], "summary": "List " + name + ", newest first", "responses": answer("application/json", list),
			"parameters": []any{filter, param("cursor", "where to go on: «next» of the page before", "string"), param("limit", "rows of the page, 1 to 1000, 50 unless told", "integer")}}}
		paths["/"+name+".csv"] = map[string]any{"get": map[string]any{"operationId": "table" + strings.ToUpper(name[:1]) + name[1:], "summary": "All " + name + " that the filter takes, as CSV",
			"responses": answer("text/csv", map[string]any{"type": "string"}), "parameters": []any{filter}}}
	}
	var schema struct {
		Defs map[string]any `json:"$defs"`
	}
	raw := strings.ReplaceAll(string(record.JSONSchema()), "#/$defs/", "#/components/schemas/")
	root := map[string]any{}
	if json.Unmarshal([]byte(raw), &schema) != nil || json.Unmarshal([]byte(raw), &root) != nil {
		panic("api: the schema of a record is no JSON") // it is made by package record
	}
	delete(root, "$defs")
	delete(root, "$schema")
	delete(root, "$id")
	schema.Defs["Document"] = root
	return map[string]any{"openapi": "3.1.0", "info": map[string]any{"title": "Readout", "version": "1", "description": "Sourced records of who did what to whom, who said what, and which leaders spoke."},
		"paths": paths, "components": map[string]any{"schemas": schema.Defs}}
}
