package data

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"strings"
	"testing"
)

// TestManifest checks that every embedded file has its row with source, licence and version, and that the
// hash is that of the file.
func TestManifest(t *testing.T) {
	src, err := fs.ReadFile(FS(), "MANIFEST.tsv")
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(src)) {
		cols := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(cols) != 5 || cols[1] == "" || cols[2] == "" || cols[3] == "" {
			t.Errorf("row %q; want path, source, licence, version, sha256", line)
			continue
		}
		sums[cols[0]] = cols[4]
	}
	delete(sums, "path")
	err = fs.WalkDir(FS(), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path == "MANIFEST.tsv" {
			return err
		}
		b, err := fs.ReadFile(FS(), path)
		sum := sha256.Sum256(b)
		if got := hex.EncodeToString(sum[:]); sums[path] != got {
			t.Errorf("%s: hash %s, the manifest says %q; run go run ./train/manifest", path, got, sums[path])
		}
		delete(sums, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for path := range sums {
		t.Errorf("%s has a row in the manifest and is not there", path)
	}
}
