package api

import (
	"encoding/json"
	"net/http"
	"reflect"
	"regexp"
	"strconv"

	"github.com/openreadout/readout/internal/server/problem"
	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/record"
)

// object is a JSON object of the description.
type object = map[string]any

const schemas = "#/components/schemas/"

// recordTypes are the types of what is listed.
var recordTypes = map[store.Kind]reflect.Type{
	store.Documents: reflect.TypeFor[record.Document](), store.Entities: reflect.TypeFor[record.Entity](), store.Events: reflect.TypeFor[record.Event](), store.Statements: reflect.TypeFor[record.Statement](),
	store.Contacts: reflect.TypeFor[record.Contact](), store.Commitments: reflect.TypeFor[record.Commitment](), store.Positions: reflect.TypeFor[record.Position](),
}

// listSchema is the schema of a page of a list.
func listSchema(k store.Kind) object {
	row := record.Definitions(schemas, reflect.TypeFor[Row]())[record.DefinitionName(reflect.TypeFor[Row]())].(object)
	row["properties"].(object)["record"] = object{"$ref": schemas + record.DefinitionName(recordTypes[k])}
	row["required"] = append(row["required"].([]string), "record")
	return object{"type": "object", "required": []string{"rows"}, "additionalProperties": false, "properties": object{
		"rows": object{"type": "array", "items": row}, "next": object{"type": "string", "description": "cursor of the next page, left out at the end"}}}
}

// variable finds the variables of a path.
var variable = regexp.MustCompile(`\{(\w+)\}`)

// variables says what they are.
var variables = map[string]string{
	"id": "id of a record or document, a content hash", "a": "id of a document", "b": "id of a document", "dyad": "two countries, ISO 3166-1 alpha-3, such as RUS-FRA", "name": "name of an alert",
}

// OpenAPI describes the addresses of Routes (OpenAPI 3.1), from the table of routes; the schemas are made from the Go
// types that are sent.
func (s *Server) OpenAPI() object {
	paths := object{}
	types := []reflect.Type{reflect.TypeFor[problem.Problem](), reflect.TypeFor[record.Document]()}
	for _, rt := range s.routes() {
		item, ok := paths[rt.path].(object)
		if !ok {
			item = object{}
			paths[rt.path] = item
		}
		item[lower(rt.method)] = rt.describe()
		for _, m := range append(rt.gives, rt.body...) {
			if t, ok := m.schema.(reflect.Type); ok {
				types = append(types, t)
			}
		}
	}
	return object{"openapi": "3.1.0", "paths": paths, "security": []any{object{}, object{"token": []any{}}},
		"info": object{"title": "Readout", "version": "1", "license": object{"name": "Apache-2.0", "identifier": "Apache-2.0"},
			"description": "Sourced records of who did what to whom, who said what, and which leaders spoke. Every error is a problem (RFC 9457). From other machines every request but /healthz wants a token."},
		"components": object{"schemas": record.Definitions(schemas, types...), "securitySchemes": object{"token": object{"type": "http", "scheme": "bearer", "description": "made by readout token add"}}}}
}

func lower(method string) string {
	if method == "GET" {
		return "get"
	}
	return "post"
}

func (rt *route) describe() object {
	params := []any{}
	for _, v := range variable.FindAllStringSubmatch(rt.path, -1) {
		params = append(params, object{"name": v[1], "in": "path", "required": true, "description": variables[v[1]], "schema": object{"type": "string"}})
	}
	for _, p := range rt.params {
		schema := object{"type": p.kind}
		if p.kind == "integer" {
			schema["minimum"], schema["maximum"] = p.least, p.most
		}
		if p.one != nil {
			schema["enum"] = p.one
		}
		params = append(params, object{"name": p.name, "in": "query", "description": p.what, "required": p.needed, "schema": schema})
	}
	failure := object{"description": "Problem", "content": object{"application/problem+json": object{"schema": object{"$ref": schemas + record.DefinitionName(reflect.TypeFor[problem.Problem]())}}}}
	answers := object{strconv.Itoa(max(rt.status, 200)): object{"description": "Success", "content": contents(rt.gives)}, "default": failure}
	for _, status := range append(rt.fails, http.StatusBadRequest) {
		answers[strconv.Itoa(status)] = failure
	}
	if rt.tagged {
		answers["304"] = object{"description": "Nothing changed since the ETag of If-None-Match"}
		params = append(params, object{"name": "If-None-Match", "in": "header", "description": "ETag of the answer known", "schema": object{"type": "string"}})
	}
	out := object{"operationId": rt.id, "summary": rt.summary, "parameters": params, "responses": answers}
	if rt.body != nil {
		out["requestBody"] = object{"required": true, "content": contents(rt.body)}
	}
	return out
}

func contents(ms []media) object {
	out := object{}
	for _, m := range ms {
		schema := m.schema
		if t, ok := schema.(reflect.Type); ok {
			schema = object{"$ref": schemas + record.DefinitionName(t)}
		}
		out[m.name] = object{"schema": schema}
	}
	return out
}

func (s *Server) openAPI(w http.ResponseWriter, _ *http.Request, _ query) error {
	b, err := json.MarshalIndent(s.OpenAPI(), "", " ")
	if err != nil {
		return err
	}
	return sendBytes(w, http.StatusOK, "application/json", append(b, '\n'))
}
