package store

import (
	"context"
	"time"
)

// Feeds keeps what is known of the feeds that are watched: their health, which of their entries were read, and
// what hosts allow. Everything that a watch must know to go on after a stop is here. Times are kept to the second.
type Feeds interface {
	// Feeds lists every feed ever watched, in the order of their addresses.
	Feeds(ctx context.Context) ([]Feed, error)
	// PutFeed keeps a feed in the place of what was known under its address.
	PutFeed(ctx context.Context, f Feed) error
	// Entries returns those of the keys that are known, whichever feed they came from.
	Entries(ctx context.Context, keys []string) (map[string]Entry, error)
	// PutEntries keeps entries, all or none, each in the place of what was known under its key.
	PutEntries(ctx context.Context, entries []Entry) error
	// Due lists the entries of a feed that wait to be read and whose time has come, the longest known first.
	Due(ctx context.Context, feed string, now time.Time, limit int) ([]Entry, error)
	// Forget drops the entries that were last seen in a feed before the time and do not wait, and returns how many.
	Forget(ctx context.Context, before time.Time) (int, error)
	// Host returns what is known of a host, under its origin («https://mfa.example»); the zero Host for nothing.
	Host(ctx context.Context, origin string) (Host, error)
	// PutHost keeps a host in the place of what was known under its origin.
	PutHost(ctx context.Context, h Host) error
}

// Feed is an address that is watched and how it fares.
type Feed struct {
	Address  string `json:"address"`
	Name     string `json:"name,omitempty"`     // publisher, as the list of feeds names it
	Title    string `json:"title,omitempty"`    // as the feed names itself
	Interval int    `json:"interval"`           // seconds between two looks
	Listed   bool   `json:"listed"`             // in the list of feeds of the last watch
	Moved    string `json:"moved,omitempty"`    // where it says it is for good
	ETag     string `json:"etag,omitempty"`     // of the last answer with a body
	Modified string `json:"modified,omitempty"` // its Last-Modified, as it was given
	Digest   string `json:"digest,omitempty"`   // hash of its body

	LastTry     time.Time `json:"last_try,omitzero"`
	LastSuccess time.Time `json:"last_success,omitzero"`
	LastNew     time.Time `json:"last_new,omitzero"` // when an entry was last new
	NextTry     time.Time `json:"next_try,omitzero"`

	Failures    int    `json:"failures"`              // in a row
	Failure     string `json:"failure,omitempty"`     // the last one, "" after a success
	Quarantined string `json:"quarantined,omitempty"` // the reason why it is looked at rarely

	Looks     int `json:"looks"`     // all there were
	Unchanged int `json:"unchanged"` // looks that found what was known
	Found     int `json:"found"`     // entries
	Added     int `json:"added"`     // entries whose article was coded and kept
	Refused   int `json:"refused"`   // entries whose article was not coded: not English, …
	Lost      int `json:"lost"`      // entries that could not be read for good
}

// The states of an entry.
const (
	EntryWaiting = "waiting" // to be read
	EntryRead    = "read"    // its article is in the store
	EntryLost    = "lost"    // it could not be read, and nobody tries again
)

// Entry is one entry of a feed.
type Entry struct {
	Key       string // 32 hexadecimal digits, made of its link or its id
	Feed      string // address of the feed that it was first found in
	Link      string
	Title     string
	Published string // day
	Mark      string // hash of what the feed says of it: when it changes, the entry does
	State     string
	Versions  int // how often it was read
	Tries     int // failed in a row
	NextTry   time.Time
	Failure   string // the last one, "" after a success
	Document  string // id of the last document made of it
	First     time.Time
	Seen      time.Time // last in a feed
}

// Host is what a host allows.
type Host struct {
	Origin  string    // «https://mfa.example»
	Robots  string    // its robots.txt
	Status  int       // of the answer that gave it
	Fetched time.Time // when
}
