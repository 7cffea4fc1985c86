package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"time"
)

// sheets and scripts are the files of static/ that every page loads, in this order.
var (
	sheets  = []string{"style.css", "parts.css", "chart.css", "document.css", "desk.css", "compare.css", "search.css"}
	scripts = []string{"desk.js"}
)

// versions has a hash of the bytes of each file of static/.
var versions = hashes()

func hashes() map[string]string {
	out := map[string]string{}
	names, err := fs.Glob(files, "static/*")
	if err != nil {
		panic(err) // the pattern is a good one
	}
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			panic(err) // it is embedded
		}
		h := sha256.Sum256(b)
		out[name[len("static/"):]] = hex.EncodeToString(h[:6])
	}
	return out
}

// asset returns the address of a file of static/, with its hash: such an address may be kept for ever.
func asset(name string) string { return "/static/" + name + "?v=" + versions[name] }

// static serves a file of static/.
func static(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	b, err := fs.ReadFile(files, "static/"+name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("ETag", `"`+versions[name]+`"`)
	h.Set("Cache-Control", "no-cache")
	if r.URL.Query().Get("v") == versions[name] {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(b))
}
