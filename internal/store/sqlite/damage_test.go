package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/store"
	"github.com/openreadout/readout/internal/store/sqlite"
	"github.com/openreadout/readout/internal/store/storetest"
	"github.com/openreadout/readout/record"
)

func fill(t testing.TB, path string, n int) []string {
	t.Helper()
	d, err := sqlite.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*record.Document
	for i := range n {
		docs = append(docs, storetest.Document(i))
	}
	ids, err := d.Add(t.Context(), time.Unix(1, 0), docs)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return ids
}

func examine(t *testing.T, path string) (int, []string) {
	t.Helper()
	var faults []string
	good, err := sqlite.Examine(t.Context(), path, func(s string) { faults = append(faults, s) })
	if err != nil {
		t.Fatal(err)
	}
	return good, faults
}

func TestDoctorSound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	fill(t, path, 20)
	if good, faults := examine(t, path); good != 20 || len(faults) != 0 {
		t.Errorf("%d good, faults %v", good, faults)
	}
	if _, err := sqlite.Examine(t.Context(), path+"x", func(string) {}); err == nil {
		t.Error("a file that is not there")
	}
}

// TestCorruption spoils a byte of the file 200 times: the fault is found, or every document is what it was. No
// panic, and nothing else than what was added is ever read.
func TestCorruption(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.db")
	ids := fill(t, whole, 120)
	src, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for i, id := range ids {
		want[id] = line(t, storetest.Document(i))
	}
	rng := rand.New(rand.NewSource(1))
	found := 0
	for round := range 200 {
		path := filepath.Join(dir, fmt.Sprint(round, ".db"))
		b := append([]byte(nil), src...)
		at := rng.Intn(len(b))
		for round%4 != 0 && b[at] == 0 { // most of a small file is unused room; three in four hit something
			at = rng.Intn(len(b))
		}
		b[at] ^= byte(1 + rng.Intn(255))
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
		good, faults := examine(t, path)
		if len(faults) > 0 {
			found++
		}
		if len(faults) == 0 && good != len(ids) {
			t.Errorf("byte %d: %d of %d documents and no fault", at, good, len(ids))
		}
		readBack(t, path, at, want, len(faults) == 0)
	}
	t.Logf("%d of 200 were found, the others changed nothing that is read", found)
}

// readBack reads every document of a spoilt file: right, or an error.
func readBack(t *testing.T, path string, at int, want map[string]string, sound bool) {
	t.Helper()
	d, err := sqlite.Open(path)
	if err != nil {
		if sound {
			t.Errorf("byte %d: found sound, does not open: %v", at, err)
		}
		return
	}
	defer d.Close()
	for id, w := range want {
		got, err := d.Document(t.Context(), id)
		switch {
		case err != nil && sound:
			t.Errorf("byte %d: found sound, but %v", at, err)
		case err == nil && line(t, got) != w:
			t.Errorf("byte %d: document %s is read otherwise than it was added", at, id)
		}
	}
}

func line(t *testing.T, d *record.Document) string {
	t.Helper()
	var b strings.Builder
	if err := record.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSalvage(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	ids := fill(t, path, 40)
	d, err := sqlite.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := d.Document(t.Context(), ids[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Correct(t.Context(), store.Correction{TextHash: store.TextHash(doc.Text), Kind: store.Events, Span: doc.Events[0].Trigger, Verdict: "reject", By: "A", At: time.Unix(9, 0)}); err != nil {
		t.Fatal(err)
	}
	d.Close()
	var lost []string
	n, err := sqlite.Salvage(t.Context(), path, filepath.Join(dir, "b.db"), func(s string) { lost = append(lost, s) })
	if err != nil || n != 40 || len(lost) != 0 {
		t.Fatalf("%d saved, %v, %v", n, lost, err)
	}
	if good, faults := examine(t, filepath.Join(dir, "b.db")); good != 40 || len(faults) != 0 {
		t.Errorf("%d good, %v", good, faults)
	}
	if _, err := sqlite.Salvage(t.Context(), path, filepath.Join(dir, "b.db"), func(string) {}); err == nil {
		t.Error("salvaged over a store that is there")
	}
}

// TestMain lets the test run itself as a program that adds documents until it is killed.
func TestMain(m *testing.M) {
	if path := os.Getenv("READOUT_TEST_ADD"); path != "" {
		addUntilKilled(path)
		return
	}
	os.Exit(m.Run())
}

// addUntilKilled adds batches of three and tells of each that is acknowledged.
func addUntilKilled(path string) {
	d, err := sqlite.Open(path)
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	for i := 0; ; i += 3 {
		var docs []*record.Document
		for j := range 3 {
			doc := storetest.Document(i + j)
			doc.Text += fmt.Sprint(" Number ", i+j, ".")
			docs = append(docs, doc)
		}
		if _, err := d.Add(context.Background(), time.Unix(1, 0), docs); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		fmt.Println("added", i+3)
	}
}

// TestKill kills a writer with SIGKILL, again and again on one file (READOUT_KILLS rounds, 10 unless told): what
// was acknowledged is there, once and whole; a batch is there whole or not at all.
func TestKill(t *testing.T) {
	rounds := 10
	if s := os.Getenv("READOUT_KILLS"); s != "" {
		if _, err := fmt.Sscan(s, &rounds); err != nil {
			t.Fatal(err)
		}
	}
	rng := rand.New(rand.NewSource(2))
	path := filepath.Join(t.TempDir(), "kill.db")
	most := 0
	for round := range rounds {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "READOUT_TEST_ADD="+path)
		out := &strings.Builder{}
		cmd.Stdout = out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+rng.Intn(300)) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		var exit *exec.ExitError
		if err := cmd.Wait(); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "error") {
			t.Fatalf("round %d: %s", round, out)
		}
		lines := strings.Fields(out.String())
		for i := 1; i < len(lines); i += 2 {
			n := 0
			if _, err := fmt.Sscan(lines[i], &n); err == nil {
				most = max(most, n)
			}
		}
		good, faults := examine(t, path)
		if len(faults) > 0 || good%3 != 0 || good < most {
			t.Fatalf("round %d: %d documents, %d acknowledged, faults %v", round, good, most, faults)
		}
	}
	if most == 0 {
		t.Error("no batch was ever acknowledged: the rounds are too short to show anything")
	}
}
