package e2e

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// What every test shares: the command, the browser and a server of the sample articles.
var (
	readout string          // path of the command
	axe     string          // source of axe-core
	browser context.Context // one Chromium
	demo    string          // address of `readout serve --demo`, without the last slash
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "readout-e2e-")
	if err != nil {
		return give(err)
	}
	defer os.RemoveAll(dir)
	readout = filepath.Join(dir, "readout")
	if out, err := exec.Command("go", "build", "-C", "..", "-o", readout, "./cmd/readout").CombinedOutput(); err != nil {
		return give(fmt.Errorf("build: %w\n%s", err, out))
	}
	src, err := os.ReadFile(filepath.Join(".cache", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		return give(fmt.Errorf("axe-core is not there (make e2e fetches it): %w", err))
	}
	axe = string(src)
	if err := os.MkdirAll("shots", 0o755); err != nil {
		return give(err)
	}
	address, stop, err := serve("--demo")
	if err != nil {
		return give(err)
	}
	defer stop()
	demo = address
	ctx, cancel := chromium()
	defer cancel()
	if err := chromedp.Do(ctx); err != nil {
		return give(fmt.Errorf("start Chromium: %w", err))
	}
	browser = ctx
	return m.Run()
}

func give(err error) int {
	fmt.Fprintln(os.Stderr, "e2e:", err)
	return 1
}

// chromium starts the browser of this machine. The sandbox needs rights that root in a container has not.
func chromium() (context.Context, context.CancelFunc) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.DisableGPU, chromedp.Flag("hide-scrollbars", true), chromedp.Flag("force-prefers-reduced-motion", true))
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			options = append(options, chromedp.ExecPath(path))
			break
		}
	}
	alloc, cancelAlloc := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(alloc)
	return ctx, func() { cancel(); cancelAlloc() }
}

// serve runs `readout serve` on a free port and returns its address when it listens.
func serve(args ...string) (address string, stop func(), err error) {
	c := exec.Command(readout, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)
	errs, err := c.StderrPipe()
	if err != nil {
		return "", nil, err
	}
	if err := c.Start(); err != nil {
		return "", nil, err
	}
	stop = func() {
		c.Process.Signal(os.Interrupt)
		c.Wait()
	}
	first := make(chan string, 1)
	go func() {
		r := bufio.NewReader(errs)
		for {
			line, err := r.ReadString('\n')
			if at := strings.Index(line, "http://"); at >= 0 {
				first <- strings.TrimRight(strings.TrimSpace(line[at:]), "/")
				break
			}
			if err != nil {
				return
			}
		}
		io.Copy(os.Stderr, r)
	}()
	select {
	case address = <-first:
		return address, stop, nil
	case <-time.After(60 * time.Second):
		stop()
		return "", nil, fmt.Errorf("readout serve %v does not listen after a minute", args)
	}
}
