package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// look is how a page is looked at.
type look struct {
	name          string
	dark          bool
	width, height int64
	noScript      bool
	axe           bool // axe-core looks too: once a colour scheme and once a width is enough
}

// looks are those in which every page must be good.
var looks = []look{
	{"light-wide", false, 1280, 900, false, true},
	{"dark-wide", true, 1280, 900, false, false},
	{"light-phone", false, 390, 844, false, false},
	{"dark-phone", true, 390, 844, false, true},
}

// tab is a tab of the browser that remembers what must not happen in it.
type tab struct {
	context.Context
	t    *testing.T
	host string // that requests may go to

	mu     sync.Mutex
	faults []string // console errors, exceptions, dialogs, requests to other hosts
	status int64    // of the last page
}

func newTab(t *testing.T, address string, l look) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(stop)
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	x := &tab{Context: ctx, t: t, host: u.Host}
	if err := chromedp.Listen(ctx, x.hear); err != nil {
		t.Fatalf("browser: %v", err)
	}
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	call(x, network.Enable, network.EnableParams{})
	call(x, log.Enable, cdp.Empty{})
	call(x, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	call(x, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: l.width, Height: l.height, DeviceScaleFactor: 1, Mobile: l.width < 600})
	call(x, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.noScript})
	return x
}

// call sends a command to the tab.
func call[P, R any](x *tab, command cdp.Command[P, R], params P) R {
	x.t.Helper()
	r, err := chromedp.Call(x, command, params)
	if err != nil {
		x.t.Fatalf("browser: %s: %v", command.Method, err)
	}
	return r
}

// eval runs an expression in the page and returns what it gives, a promise's value when it is there.
func eval[T any](x *tab, js string) T {
	x.t.Helper()
	v, err := chromedp.Run(x, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		x.t.Fatalf("browser: %.80s: %v", js, err)
	}
	return v
}

func (x *tab) fault(format string, args ...any) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.faults = append(x.faults, fmt.Sprintf(format, args...))
}

// hear notes what the browser tells of the tab.
func (x *tab) hear(ev any) {
	switch e := ev.(type) {
	case *runtime.EventExceptionThrown:
		x.fault("exception: %s %s:%d", e.ExceptionDetails.Text, e.ExceptionDetails.URL, e.ExceptionDetails.LineNumber+1)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			x.fault("console %s", e.Type)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			x.fault("log %s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(e.Request.URL)
		if err != nil || u.Scheme != "data" && u.Scheme != "about" && u.Host != x.host {
			x.fault("request to another host: %s", e.Request.URL)
		}
	case *network.EventResponseReceived:
		if e.Type == network.ResourceTypeDocument {
			x.mu.Lock()
			x.status = e.Response.Status
			x.mu.Unlock()
		}
	case *page.EventJavascriptDialogOpening:
		x.fault("dialog: %s", e.Message)
		go chromedp.Call(x, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{})
	}
}

func (x *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	x.t.Helper()
	if err := chromedp.Do(x, actions...); err != nil {
		x.t.Fatalf("browser: %v", err)
	}
}

// open loads a page and sees that it is there.
func (x *tab) open(address string, status int64) {
	x.t.Helper()
	x.do(chromedp.Navigate(address))
	if x.status != status {
		x.t.Errorf("%s: status %d, want %d", address, x.status, status)
	}
}

// sound fails the test if anything happened that must not.
func (x *tab) sound() {
	x.t.Helper()
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, f := range x.faults {
		x.t.Error(f)
	}
	x.faults = nil
}

// fits sees that a page is no wider than its window.
func (x *tab) fits() {
	x.t.Helper()
	wide := eval[[]string](x, `(() => { const w = document.documentElement.clientWidth;
		const within = e => { for (e = e.parentElement; e; e = e.parentElement) if (e !== document.body && e !== document.documentElement && getComputedStyle(e).overflowX !== "visible") return true; return false };
		if (document.documentElement.scrollWidth <= w) return [];
		return [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > w + 1 && !within(e)).slice(0, 5).map(e => e.outerHTML.slice(0, 120)).concat("the page: " + document.documentElement.scrollWidth + " of " + w) })()`)
	for _, w := range wide {
		x.t.Errorf("wider than the window: %s", w)
	}
}

// accessible sees that axe-core has no serious or critical finding (WCAG 2.2 A and AA, and its good practices).
func (x *tab) accessible() {
	x.t.Helper()
	x.do(chromedp.Evaluate[chromedp.Void](axe))
	raw := eval[string](x, `axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.map(v => ({
		id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.map(n => n.html.slice(0, 160) + " " + (n.failureSummary || "").slice(0, 300))}))))`)
	var findings []struct {
		ID, Impact, Help string
		Nodes            []string
	}
	if err := json.Unmarshal([]byte(raw), &findings); err != nil {
		x.t.Fatalf("axe: %v in %.200s", err, raw)
	}
	for _, f := range findings {
		text := fmt.Sprintf("axe %s %s: %s (%d places)\n\t%s", f.Impact, f.ID, f.Help, len(f.Nodes), strings.Join(f.Nodes[:min(3, len(f.Nodes))], "\n\t"))
		if f.Impact == "serious" || f.Impact == "critical" {
			x.t.Error(text)
		} else {
			x.t.Log(text)
		}
	}
}

// shot keeps a picture of the whole page in shots/NAME.png.
func (x *tab) shot(name string) {
	x.t.Helper()
	size, yes := call(x, page.GetLayoutMetrics, cdp.Empty{}).CSSContentSize, true
	png := call(x, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &yes, Clip: &page.Viewport{Width: size.Width, Height: min(size.Height, 6000), Scale: 1}}).Data
	if err := os.WriteFile(filepath.Join("shots", name+".png"), png, 0o644); err != nil {
		x.t.Fatal(err)
	}
}
