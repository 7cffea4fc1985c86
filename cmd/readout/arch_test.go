package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

// TestSameBytesOnARM codes sample articles with the program built for arm64, under qemu, and wants the very
// bytes that the program built for this machine prints: trees, predicates and records.
func TestSameBytesOnARM(t *testing.T) {
	if testing.Short() {
		t.Skip("two builds and an emulator take their time: left out by -short")
	}
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skipf("compares linux/amd64 with linux/arm64; this is %s/%s", runtime.GOOS, runtime.GOARCH)
	}
	qemu, err := exec.LookPath("qemu-aarch64")
	if err != nil {
		if qemu, err = exec.LookPath("qemu-aarch64-static"); err != nil {
			t.Skip("no qemu-aarch64 on this machine (install qemu-user)")
		}
	}
	const few = 2 // articles; the emulator reads some hundred words a second
	files, err := filepath.Glob("../../testdata/articles/*.txt")
	if err != nil || len(files) < few {
		t.Fatalf("%d sample articles (%v)", len(files), err)
	}
	args := append([]string{"code", "--jobs", "1", "--tokens", "--predicates", "--published", "2025-07-02"}, files[:few]...)
	here := outputOf(t, buildFor(t, "amd64"), args...)
	there := outputOf(t, qemu, append([]string{buildFor(t, "arm64")}, args...)...)
	a, b := bytes.Split(here, []byte("\n")), bytes.Split(there, []byte("\n"))
	if len(a) != len(b) || len(a) <= few {
		t.Fatalf("%d lines on amd64, %d on arm64; want one an article", len(a)-1, len(b)-1)
	}
	for i := range a {
		if !slices.Equal(a[i], b[i]) {
			at := 0
			for at < min(len(a[i]), len(b[i])) && a[i][at] == b[i][at] {
				at++
			}
			t.Errorf("%s differs at byte %d:\namd64 …%s\narm64 …%s", files[i], at, around(a[i], at), around(b[i], at))
		}
	}
}

// buildFor returns the path of the program for an architecture.
func buildFor(t *testing.T, arch string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "readout-"+arch)
	c := exec.Command("go", "build", "-o", out, ".")
	c.Env = append(os.Environ(), "GOARCH="+arch, "CGO_ENABLED=0")
	if msg, err := c.CombinedOutput(); err != nil {
		t.Fatalf("build for %s: %v\n%s", arch, err, msg)
	}
	return out
}

func outputOf(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	c := exec.Command(name, args...)
	var msg bytes.Buffer
	c.Stderr = &msg
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(name), err, msg.Bytes())
	}
	return out
}

func around(b []byte, at int) []byte { return b[max(0, at-60):min(len(b), at+60)] }
