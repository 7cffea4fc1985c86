package watch

import (
	"errors"
	"fmt"
	"time"

	"github.com/openreadout/readout/internal/fetch"
	"github.com/openreadout/readout/internal/store"
)

// When a feed is looked at again after failures, and when it is put into quarantine.
const (
	longest     = 24 * time.Hour     // between two looks at a feed that fails
	tries       = 10                 // failures in a row, and
	patience    = 3 * 24 * time.Hour // time without a success, before a feed goes into quarantine
	unfitTries  = 3                  // failures in a row of what is no feed, and
	unfitTime   = 24 * time.Hour     // time since it last was one
	quarantine  = 24 * time.Hour     // until the first look at a feed in quarantine
	quarantines = 7 * 24 * time.Hour // and the longest until the next
)

// succeed notes a look that went well. A quarantine ends with it.
func succeed(f *store.Feed, now time.Time, jitter func(time.Duration) time.Duration) {
	f.LastSuccess, f.Failures, f.Failure, f.Quarantined = now, 0, "", ""
	f.NextTry = now.Add(jitter(every(f)))
}

// hold notes a look without an answer while nobody answers: the fault may be on this side, and the feed is not blamed.
func hold(f *store.Feed, err error, now time.Time, jitter func(time.Duration) time.Duration) {
	f.Failure = err.Error()
	f.NextTry = now.Add(jitter(min(every(f), 5*time.Minute)))
}

// fail notes a look that failed, and when the next is.
func fail(f *store.Feed, err error, now time.Time, jitter func(time.Duration) time.Duration) {
	f.Failure = err.Error()
	var e *fetch.Error
	if !errors.As(err, &e) {
		e = &fetch.Error{Kind: fetch.Unfit, Err: err} // it answered, but it is no feed
	}
	if e.Kind != fetch.Later { // to be asked to come back later is no fault
		f.Failures++
	}
	if f.Quarantined == "" {
		f.Quarantined = reason(f, e, now)
	}
	wait := every(f) << min(max(f.Failures-1, 0), 10)
	if f.Quarantined != "" {
		wait = min(quarantine<<min(max(f.Failures-tries, 0), 3), quarantines)
	} else {
		wait = min(wait, max(longest, every(f)))
	}
	f.NextTry = now.Add(max(jitter(wait), e.After))
}

// reason says why a feed goes into quarantine, "" for not yet. One that has worked has time: hosts show a notice of
// maintenance in its place, and the network of a hotel its log-in, at an address of its own.
func reason(f *store.Feed, e *fetch.Error, now time.Time) string {
	never := f.LastSuccess.IsZero()
	switch {
	case e.Kind == fetch.Gone || e.Kind == fetch.Forbidden || e.Kind == fetch.Refused && never:
		return e.Error()
	case e.Kind == fetch.Unfit && f.Failures >= unfitTries && (never || now.Sub(f.LastSuccess) > unfitTime):
		return fmt.Sprintf("%d times in a row: %v", f.Failures, e)
	case f.Failures < tries:
		return ""
	case never:
		return fmt.Sprintf("it never worked, in %d tries: %v", f.Failures, e)
	case now.Sub(f.LastSuccess) > patience:
		return fmt.Sprintf("%d failures since %s: %v", f.Failures, f.LastSuccess.Format(time.DateOnly), e)
	}
	return ""
}

func every(f *store.Feed) time.Duration { return time.Duration(f.Interval) * time.Second }

// The states of a feed, as people are told.
const (
	OK          = "ok"
	New         = "new"         // not looked at yet
	Failing     = "failing"     // the last look failed
	Silent      = "silent"      // it answers, but for a month nothing in it was new
	Quarantined = "quarantined" // looked at rarely
	Unlisted    = "unlisted"    // no longer in the list
)

// silence is how long a feed may have nothing new before it counts as silent.
const silence = 30 * 24 * time.Hour

// State says how a feed fares.
func State(f *store.Feed, now time.Time) string {
	switch {
	case !f.Listed:
		return Unlisted
	case f.Quarantined != "":
		return Quarantined
	case f.LastTry.IsZero():
		return New
	case f.Failure != "":
		return Failing
	case !f.LastNew.IsZero() && now.Sub(f.LastNew) > silence:
		return Silent
	}
	return OK
}

// Release takes a feed out of quarantine: it is looked at as soon as a watch runs.
func Release(f *store.Feed) {
	f.Quarantined, f.Failure, f.Failures, f.Moved, f.NextTry = "", "", 0, "", time.Time{}
}
