package ingest

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Size returns the bytes of the files among paths, folders walked, 0 when one cannot be told.
func Size(paths []string) int64 {
	var n int64
	for _, p := range paths {
		if p == "-" {
			return 0
		}
		err := filepath.WalkDir(p, func(_ string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			info, err := e.Info()
			if err == nil {
				n += info.Size()
			}
			return err
		})
		if err != nil {
			return 0
		}
	}
	return n
}

// PassedOver returns the files in the folders among paths that Read leaves out because their names tell no form that
// it knows, in order; hidden files are not among them.
func PassedOver(paths []string) []string {
	var out []string
	for _, p := range paths {
		if info, err := os.Stat(p); err != nil || !info.IsDir() {
			continue // Read says what is wrong with it
		}
		_ = filepath.WalkDir(p, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), ".") {
				return nil // Read says what is wrong with a folder
			}
			if _, f := formOf(name); f == nil {
				out = append(out, name)
			}
			return nil
		})
	}
	return out
}
