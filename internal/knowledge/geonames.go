package knowledge

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/openreadout/readout/data"
	"github.com/openreadout/readout/internal/gazetteer"
)

// kindOf gives the feature codes of GeoNames (https://www.geonames.org/export/codes.html) the kinds of
// areas.txt. Populated places are cities by their class.
var kindOf = map[string]string{
	"OCN": "ocean", "SEA": "sea", "GULF": "gulf", "STRT": "strait", "CHN": "strait", "LK": "lake", "LKS": "lake", "STM": "river", "CNL": "canal", "BAY": "bay", "RSV": "lake",
	"ISL": "island", "ISLS": "islands", "PEN": "peninsula", "MT": "mountain", "MTS": "mountains", "PK": "mountain", "VLC": "mountain", "DSRT": "desert", "VAL": "valley", "CAPE": "cape", "FRST": "forest",
	"AIRB": "base", "MILB": "base", "NVB": "base", "INSM": "base", "AIRP": "airport", "PRT": "port", "HBR": "port", "DAM": "dam", "PRN": "prison", "SQR": "square", "BLDG": "building", "PS": "plant", "PSN": "plant",
	"CMP": "camp", "CMPRF": "camp", "PSTB": "crossing", "RGN": "area", "RGNH": "area", "AREA": "area", "CONT": "continent", "TERR": "territory", "ADM2": "county",
}

// ImportGeoNames reads tables of the GeoNames dump (https://download.geonames.org/export/dump/readme.txt) and
// prints lines of areas.txt. States and first-order regions are in the gazetteer already and left out.
func ImportGeoNames(w io.Writer, warn func(string), paths []string) error {
	g, err := gazetteer.New(data.FS())
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	err = eachFile(paths, func(name string, r io.Reader) error {
		in := bufio.NewScanner(r)
		in.Buffer(nil, 1<<22)
		for no := 1; in.Scan(); no++ {
			c := strings.Split(in.Text(), "\t")
			if len(c) < 15 {
				warn(fmt.Sprintf("%s:%d: %d columns; want at least 15", name, no, len(c)))
				continue
			}
			if line := areaLine(g, c); line != "" {
				fmt.Fprintln(out, line)
			}
		}
		return in.Err()
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// areaLine writes a row as a line of areas.txt, "" for one that it has no kind for.
func areaLine(g *gazetteer.Gazetteer, c []string) string {
	kind := kindOf[c[7]]
	if c[6] == "P" {
		kind = "city"
	}
	if kind == "" {
		return ""
	}
	names := clean(strings.NewReplacer("|", " ").Replace(c[1]))
	if ascii := clean(c[2]); ascii != "" && gazetteer.Fold(ascii) != gazetteer.Fold(names) {
		names += "; " + ascii
	}
	rank := ""
	if c[14] != "0" && c[14] != "" {
		rank = " | " + c[14]
	}
	return fmt.Sprintf("%s | %s | %s | %s %s%s", names, kind, g.Alpha3(c[8]), c[4], c[5], rank)
}
