// Manifest brings data/MANIFEST.tsv up to date: the hash of every file, one row a file, in order of the paths.
// A file without a row is an error: its source and licence are for the editor to write.
//
//	go run ./train/manifest          # writes
//	go run ./train/manifest -check   # only says whether anything is to be written
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

const (
	dir  = "data"
	name = "MANIFEST.tsv"
	head = "path\tsource\tlicence\tversion\tsha256"
)

func main() {
	check := flag.Bool("check", false, "write nothing, fail if there is something to write")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "manifest:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	old, err := os.ReadFile(dir + "/" + name)
	if err != nil {
		return err
	}
	rows := readRows(string(old))
	out := []string{head}
	var missing []string
	err = fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path == name || path == "data.go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(dir + "/" + path)
		if err != nil {
			return err
		}
		row, ok := rows[path]
		if !ok {
			missing = append(missing, path)
			return nil
		}
		sum := sha256.Sum256(b)
		row[4] = hex.EncodeToString(sum[:])
		out = append(out, strings.Join(row, "\t"))
		return nil
	})
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		return fmt.Errorf("no row in %s/%s for %s: add «path, source, licence, version, -»", dir, name, strings.Join(missing, ", "))
	}
	slices.Sort(out[1:])
	text := []byte(strings.Join(out, "\n") + "\n")
	switch {
	case bytes.Equal(text, old):
		return nil
	case check:
		return fmt.Errorf("%s/%s is out of date: run go run ./train/manifest", dir, name)
	}
	return os.WriteFile(dir+"/"+name, text, 0o644)
}

// readRows reads the rows by path; of two rows of one path the later counts.
func readRows(text string) map[string][]string {
	rows := map[string][]string{}
	for line := range strings.Lines(text) {
		if cols := strings.Split(strings.TrimRight(line, "\r\n"), "\t"); len(cols) == 5 && cols[0] != "path" {
			rows[cols[0]] = cols
		}
	}
	return rows
}
