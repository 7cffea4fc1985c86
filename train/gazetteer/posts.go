package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/openreadout/readout/internal/gazetteer"
)

// post is a small town or village of the USA that has a post office.
type post struct {
	code, name string
	lat, lon   int
}

// readPosts reads the post offices of the USA from lib/codes.js of the npm package zipcodes and returns those in
// places that cities lacks. An office that lies in a larger town is one of its quarters or of a firm.
func readPosts(path string, cities []*city) ([]post, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	first, rest, ok := bytes.Cut(src, []byte("{"))
	if !ok {
		return nil, fmt.Errorf("%s: no object", path)
	}
	var codes map[string]struct {
		Latitude, Longitude  float64
		City, State, Country string
	}
	if err := json.NewDecoder(bytes.NewReader(src[len(first):])).Decode(&codes); err != nil {
		return nil, fmt.Errorf("%s: %w (of %d bytes)", path, err, len(rest))
	}
	here := map[string][]*city{} // by «US.TX»
	for _, c := range cities {
		if c.iso2 == "US" {
			here["US."+c.admin1] = append(here["US."+c.admin1], c)
		}
	}
	zips := make([]string, 0, len(codes))
	for zip := range codes {
		zips = append(zips, zip)
	}
	slices.Sort(zips)
	var out []post
	seen := map[string]bool{}
	for _, zip := range zips {
		c := codes[zip]
		p := post{"US." + c.State, strings.TrimSpace(c.City), int(math.Round(c.Latitude * 1000)), int(math.Round(c.Longitude * 1000))}
		if c.Country != "US" || here[p.code] == nil || seen[p.code+p.name] || !plausible(p.name) || p.lat == 0 || within(p, here[p.code]) {
			continue
		}
		seen[p.code+p.name] = true
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b post) int {
		if a.code != b.code {
			return compare(a.code, b.code)
		}
		return compare(a.name, b.name)
	})
	return out, nil
}

// within reports whether a town of the state has the name, or a larger one lies at the place.
func within(p post, towns []*city) bool {
	f := gazetteer.Fold(p.name)
	for _, t := range towns {
		if gazetteer.Fold(t.names[0]) == f || t.population > 5000 && near(p.lat, t.lat, 30) && near(p.lon, t.lon, 40) {
			return true
		}
	}
	return false
}

func near(a, b, reach int) bool { return a-b < reach && b-a < reach }

// settle gives each county the people of the towns that are nearer to its middle than to any other's of the state.
func settle(counties []county, cities []*city) {
	of := map[string][]*county{}
	for i := range counties {
		of[counties[i].code] = append(of[counties[i].code], &counties[i])
	}
	for _, t := range cities {
		var best *county
		least := math.MaxFloat64
		for _, c := range of[t.iso2+"."+t.admin1] {
			dy, dx := float64(c.lat-t.lat), float64(c.lon-t.lon)*math.Cos(float64(t.lat)/1000*math.Pi/180)
			if d := dx*dx + dy*dy; d < least {
				best, least = c, d
			}
		}
		if best != nil && strings.HasPrefix(best.code, "US.") {
			best.population += t.population
		}
	}
}
