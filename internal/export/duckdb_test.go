package export_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/openreadout/readout/internal/export"
	"github.com/openreadout/readout/internal/store"
)

// duckdbVersion is the version of the npm package @duckdb/node-api that reads the tables back.
const duckdbVersion = "1.4.2-r.1"

// duckdb returns the folder of DuckDB's npm package, installed under the temporary folder where it is not there, and
// skips the test where node, npm or the registry is not at hand.
func duckdb(t *testing.T) string {
	t.Helper()
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("DuckDB does not read the Parquet tables back: no %s here", tool)
		}
	}
	home := filepath.Join(os.TempDir(), "readout-duckdb-"+duckdbVersion)
	pkg := filepath.Join(home, "node_modules", "@duckdb", "node-api")
	if _, err := os.Stat(pkg); err == nil {
		return pkg
	}
	fresh := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", fresh, "@duckdb/node-api@"+duckdbVersion)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("DuckDB does not read the Parquet tables back: npm install: %v: %s", err, out)
	}
	if err := os.Rename(fresh, home); err != nil { // another test may have been faster
		return filepath.Join(fresh, "node_modules", "@duckdb", "node-api")
	}
	return pkg
}

// TestDuckDB lets DuckDB read the Parquet tables: every kind's rows, cell by cell as the CSV tables have them.
func TestDuckDB(t *testing.T) {
	pkg := duckdb(t)
	csvDir, parquetDir := write(t, "csv", "", false), write(t, "parquet", "", false)
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "node", "testdata/duckdb.js", pkg, parquetDir)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("DuckDB: %v: %s", err, errs.String())
	}
	var tables map[string][]map[string]*string
	if err := json.Unmarshal(out.Bytes(), &tables); err != nil {
		t.Fatal(err)
	}
	for _, k := range store.Kinds {
		f, err := os.Open(filepath.Join(csvDir, string(k)+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		want, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		got := tables[string(k)+".parquet"]
		if len(got) != len(want)-1 || len(got) == 0 && k == store.Events {
			t.Errorf("%s: DuckDB reads %d rows, CSV has %d", k, len(got), len(want)-1)
			continue
		}
		for i, row := range got {
			for j, c := range export.Columns(k) {
				cell := ""
				if row[c] != nil {
					cell = *row[c]
				}
				if w := strings.TrimPrefix(want[i+1][j], "'"); cell != w {
					t.Errorf("%s row %d %s: DuckDB reads %q, CSV has %q", k, i, c, cell, w)
				}
			}
		}
	}
}
