package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// press sends keys, one after another.
func (x *tab) press(keys ...string) {
	x.t.Helper()
	for _, k := range keys {
		x.do(chromedp.KeyEvent(k))
	}
}

// holds fails the test where an expression is not true, after giving the page two seconds to make it so.
func (x *tab) holds(what, js string) {
	x.t.Helper()
	if !eval[bool](x, `new Promise(done => { let left = 40; const look = () => { try { if (`+js+`) return done(true) } catch {} if (--left) setTimeout(look, 50); else done(false) }; look() })`) {
		x.t.Errorf("%s: not so: %s", what, js)
	}
}

// own serves the samples for a test that changes them.
func own(t *testing.T) string {
	t.Helper()
	address, stop, err := serve("--demo")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return address
}

// TestKeys walks a document and its records by keys alone, explains one, and corrects two by two keys each.
func TestKeys(t *testing.T) {
	address := own(t)
	x := newTab(t, address, looks[0])
	document := address + fill(t, "/documents/{documents}")
	x.open(document, 200)

	x.press(kb.Tab)
	x.holds("Tab goes to the skip link first", `document.activeElement.matches(".skip")`)
	x.press(kb.Enter)
	x.holds("which leads to the content", `document.activeElement.id === "main" || location.hash === "#main"`)
	x.press("/")
	x.holds("/ goes to the search box", `document.activeElement.matches("[data-search]")`)
	x.press("j", "?")
	x.holds("keys are text in the box", `document.activeElement.value.endsWith("j?") && !document.querySelector("dialog[open]")`)
	x.press(kb.Escape)
	x.holds("Esc leaves it", `!document.activeElement.matches("[data-search]")`)

	x.press("j")
	x.holds("j chooses the first record", `document.querySelectorAll(".card")[0].matches(".here") && document.activeElement.closest(".card") === document.querySelector(".card")`)
	x.holds("and lights its words", `document.querySelector(".text .m.lit").dataset.r.split(" ").includes(document.querySelector(".card").id)`)
	x.press("j", "j", "k")
	x.holds("j and k go on and back", `document.querySelectorAll(".card")[1].matches(".here") && document.querySelectorAll(".here").length === 1`)

	x.press("e")
	x.holds("e explains it", `document.querySelector(".card.here .because .reasons dt")`)
	x.press("c", kb.Escape)
	x.holds("Esc leaves a correction", `document.querySelector(".message").textContent === "Not corrected." && !document.querySelector(".card.here .verdict-of")`)
	x.press("c", "a")
	x.holds("c a accepts it", `document.querySelector(".card.here .verdict-of.accept")`)
	x.holds("and says so to those who hear the page", `document.querySelector("[role=status][aria-live=polite]").textContent.includes("accepted")`)
	x.press("j", "c", "r")
	x.holds("c r rejects the next", `document.querySelectorAll(".card")[2].querySelector(".verdict-of.reject")`)

	x.press("?")
	x.holds("? shows the keys", `document.querySelector("dialog[open]").textContent.includes("accept the record")`)
	x.accessible()
	x.shot("keys-light-wide")
	x.press(kb.Escape)
	x.holds("Esc closes them", `!document.querySelector("dialog[open]")`)

	x.open(document, 200)
	x.holds("verdicts stay", `document.querySelectorAll(".card .verdict-of").length === 2`)
	x.press("j", "c", "x")
	x.holds("c x leads to the form", `location.pathname.startsWith("/records/") && location.hash === "#correct"`)
	x.open(address+"/corrections", 200)
	x.holds("corrections are listed", `document.querySelectorAll(".corrections li").length === 2`)
	x.accessible()
	x.shot("corrections-full-light-wide")
	x.sound()
}

// TestTextAndRecords follows the links between words and records by mouse.
func TestTextAndRecords(t *testing.T) {
	x := newTab(t, demo, looks[0])
	x.open(demo+fill(t, "/documents/{documents}"), 200)
	x.do(chromedp.Click(chromedp.CSS(`.text a.m.event`)))
	x.holds("a click on words leads to their record", `document.querySelector(".card:target").id === location.hash.slice(1)`)
	x.do(chromedp.Click(chromedp.CSS(`.card .says`)))
	x.holds("and one on a record to its words", `document.querySelector(".at:target").id === "at-" + document.querySelector(".card").id`)
	x.do(chromedp.Click(chromedp.CSS(`.card a.why`)))
	x.holds("why comes beside the record", `document.querySelector(".card .because blockquote mark")`)
	x.sound()
}

// TestFormsWithoutScripts accepts and changes a record by forms alone.
func TestFormsWithoutScripts(t *testing.T) {
	address := own(t)
	x := newTab(t, address, look{"no-script", false, 1280, 900, true, false})
	x.open(address+fill(t, "/records/{events}"), 200)
	if _, err := chromedp.RunResponse(x, chromedp.SetValue(chromedp.CSS("#by"), "Ada"), chromedp.Click(chromedp.CSS(`button[value=accept]`))); err != nil {
		t.Fatal(err)
	}
	if got := body(t, address+fill(t, "/records/{events}")); !strings.Contains(got, "by Ada") {
		t.Error("the correction is not on the page")
	}
	x.sound()
}
