package feed

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"slices"

	"github.com/openreadout/readout/internal/page"
)

// sitemapEntries is how many entries of a sitemap count, the newest.
const sitemapEntries = 200

// location is an address in a sitemap (sitemaps.org), with what sitemaps for news add.
type location struct {
	Loc      string `xml:"loc"`
	Modified string `xml:"lastmod"`
	News     struct {
		Date        string `xml:"publication_date"`
		Title       string `xml:"title"`
		Publication struct {
			Name string `xml:"name"`
		} `xml:"publication"`
	} `xml:"news"`
}

// isSitemap says whether text is a sitemap: many ministries have one, and no feed.
func isSitemap(text []byte) bool {
	head := text[:min(len(text), 4096)]
	return bytes.Contains(head, []byte("<urlset")) || bytes.Contains(head, []byte("<sitemapindex"))
}

// sitemap reads a sitemap as a feed: its newest addresses by the day on which they appeared or were changed. The day of
// a change is no day of publication; a new one makes an entry count as changed.
func sitemap(text []byte, base *url.URL) (*Feed, error) {
	var m struct {
		XMLName xml.Name
		URLs    []location `xml:"url"`
		Maps    []location `xml:"sitemap"`
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict, d.Entity = false, xml.HTMLEntity
	err := d.Decode(&m)
	switch {
	case len(m.Maps) > 0:
		return nil, fmt.Errorf("an index of sitemaps; one of those that it names may do: %s", newest(m.Maps)[0].Loc)
	case err != nil && len(m.URLs) == 0:
		return nil, fmt.Errorf("broken sitemap: %w", err)
	}
	f := &Feed{Changes: true}
	if err != nil {
		f.Broken = fmt.Errorf("broken sitemap behind entry %d: %w", len(m.URLs), err)
	}
	dated := slices.DeleteFunc(m.URLs, func(l location) bool { return l.day() == "" })
	if len(dated) == 0 && len(m.URLs) > 0 {
		return nil, errors.New("a sitemap without days: what is new in it cannot be told")
	}
	for _, l := range newest(dated) {
		e := Entry{Link: resolve(base, l.Loc), Title: page.Line(l.News.Title)}
		if e.Link == "" {
			continue
		}
		if day, ok := page.Date(l.News.Date); ok {
			e.Published = day[:10]
		}
		e.Key, e.Mark = hash(canonical(e.Link))[:32], hash(l.Modified + "\n" + e.Title)[:16]
		f.Title = cmp.Or(f.Title, page.Line(l.News.Publication.Name))
		f.Entries = append(f.Entries, e)
	}
	return f, nil
}

func (l *location) day() string {
	for _, s := range []string{l.News.Date, l.Modified} {
		if d, ok := page.Date(s); ok {
			return d
		}
	}
	return ""
}

func newest(all []location) []location {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b location) int { return cmp.Compare(b.day(), a.day()) })
	return all[:min(len(all), sitemapEntries)]
}
