package main

import (
	"fmt"
	"strings"

	"github.com/openreadout/readout/internal/ingest"
)

// missed says what a run of code or add went without though nothing failed: files of folders that were passed over, and
// articles without a day of publication.
func missed(p *progress, paths []string, undated int) {
	if files := ingest.PassedOver(paths); len(files) > 0 {
		some := strings.Join(files[:min(3, len(files))], ", ")
		if len(files) > 3 {
			some += ", …"
		}
		p.warn("readout: passed over, of no form that is read: %s: %s", count(len(files), "file"), some)
	}
	if undated > 0 {
		p.warn("readout: without a day of publication, from which «today» and «Friday» count: %s (--published DAY)", count(undated, "article"))
	}
}

// count says a number of things: «1 file», «2 files».
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
