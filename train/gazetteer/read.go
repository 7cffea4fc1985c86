package main

import (
	"archive/zip"
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
)

type country struct {
	iso2, iso3, id, name string
	lat, lon             int // thousandths of a degree
	population, area     int
}

type city struct {
	id, iso2, admin1, flags string
	lat, lon, population    int
	names, others           []string
}

type region struct {
	code, id             string
	names                []string
	lat, lon, population int
}

// rows calls f with the columns of each line of a table that is no comment.
func rows(r io.Reader, f func([]string) error) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<22)
	for sc.Scan() {
		if line := sc.Text(); line != "" && line[0] != '#' {
			if err := f(strings.Split(line, "\t")); err != nil {
				return err
			}
		}
	}
	return sc.Err()
}

func rowsOf(path string, f func([]string) error) error {
	r, err := os.Open(path)
	if err != nil {
		return err
	}
	defer r.Close()
	return rows(r, f)
}

func thousandths(s string) int {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return int(math.Round(v * 1000))
}

func number(s string) int {
	v, _ := strconv.ParseFloat(s, 64)
	return int(v)
}

func readCountries(path, factbook string) ([]*country, error) {
	at, err := readFactbook(factbook)
	if err != nil {
		return nil, err
	}
	var out []*country
	err = rowsOf(path, func(c []string) error {
		if len(c) < 17 {
			return fmt.Errorf("%s: %d columns", path, len(c))
		}
		if number(c[16]) == 0 { // the line of headings
			return nil
		}
		x := &country{iso2: c[0], iso3: c[1], id: c[16], name: c[4], population: number(c[7]), area: number(c[6])}
		x.lat, x.lon = at[x.iso3][0], at[x.iso3][1]
		if x.iso2 != "AN" && x.iso2 != "CS" { // states that are no more
			out = append(out, x)
		}
		return nil
	})
	return out, err
}

// readFactbook returns the coordinates of countries.
func readFactbook(path string) (map[string][2]int, error) {
	r, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	all, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, err
	}
	column := map[string]int{}
	for i, name := range all[0] {
		column[name] = i
	}
	out := map[string][2]int{}
	for _, c := range all[1:] {
		out[c[column["iso3"]]] = [2]int{thousandths(c[column["lat"]]), thousandths(c[column["lon"]])}
	}
	return out, nil
}

// readCities reads GeoNames' table of cities
// (https://download.geonames.org/export/dump/readme.txt).
func readCities(path string) ([]*city, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	r, err := z.File[0].Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var out []*city
	err = rows(r, func(c []string) error {
		if len(c) < 15 {
			return fmt.Errorf("%s: %d columns", path, len(c))
		}
		x := &city{id: c[0], iso2: c[8], admin1: c[10], lat: thousandths(c[4]), lon: thousandths(c[5]), population: number(c[14]), others: strings.Split(c[3], ",")}
		x.names = []string{strings.TrimSpace(strings.ReplaceAll(c[1], ";", ","))}
		switch c[7] {
		case "PPLX", "PPLH", "PPLQ", "PPLW": // quarters, and places left or destroyed
			if x.population < 100000 {
				return nil
			}
			x.population /= 4 // a quarter is less known than a town of its size
		case "PPLC":
			x.flags = "c"
		case "PPLA":
			x.flags = "s"
		}
		out = append(out, x)
		return nil
	})
	return out, err
}

// readRegions reads the names of regions. A region stands where the middle of its cities is.
func readRegions(path string, cities []*city, countries []*country) ([]*region, error) {
	type sum struct{ lat, lon, n, population int }
	sums := map[string]*sum{}
	for _, c := range cities {
		key := c.iso2 + "." + c.admin1
		if sums[key] == nil {
			sums[key] = &sum{}
		}
		s := sums[key]
		s.lat, s.lon, s.n, s.population = s.lat+c.lat, s.lon+c.lon, s.n+1, s.population+c.population
	}
	small := map[string]*country{}
	for _, c := range countries {
		if c.area < 100_000 {
			small[c.iso2] = c
		}
	}
	var out []*region
	err := rowsOf(path, func(c []string) error {
		iso2, _, _ := strings.Cut(c[0], ".")
		r := &region{code: c[0], id: c[3], names: regionNames(c[1])}
		switch s, home := sums[c[0]], small[iso2]; {
		case s != nil:
			r.lat, r.lon, r.population = s.lat/s.n, s.lon/s.n, s.population
		case home != nil:
			r.lat, r.lon = home.lat, home.lon
		default:
			return nil
		}
		out = append(out, r)
		return nil
	})
	return out, err
}
