-- Feeds that are watched, the entries that were seen in them, and what hosts allow. Times are seconds of 1970, 0 none.

CREATE TABLE feeds (
  address      TEXT PRIMARY KEY,
  name         TEXT NOT NULL,
  title        TEXT NOT NULL,
  interval     INTEGER NOT NULL,              -- seconds
  listed       INTEGER NOT NULL,
  moved        TEXT NOT NULL,
  etag         TEXT NOT NULL,
  modified     TEXT NOT NULL,
  digest       TEXT NOT NULL,
  last_try     INTEGER NOT NULL,
  last_success INTEGER NOT NULL,
  last_new     INTEGER NOT NULL,
  next_try     INTEGER NOT NULL,
  failures     INTEGER NOT NULL,
  failure      TEXT NOT NULL,
  quarantined  TEXT NOT NULL,
  looks        INTEGER NOT NULL,
  unchanged    INTEGER NOT NULL,
  found        INTEGER NOT NULL,
  added        INTEGER NOT NULL,
  refused      INTEGER NOT NULL,
  lost         INTEGER NOT NULL
) STRICT;

CREATE TABLE entries (
  key       BLOB PRIMARY KEY,                 -- 16 bytes
  feed      TEXT NOT NULL,
  link      TEXT NOT NULL,
  title     TEXT NOT NULL,
  published TEXT NOT NULL,
  mark      TEXT NOT NULL,
  state     TEXT NOT NULL,
  versions  INTEGER NOT NULL,
  tries     INTEGER NOT NULL,
  next_try  INTEGER NOT NULL,
  failure   TEXT NOT NULL,
  document  TEXT NOT NULL,
  first     INTEGER NOT NULL,
  seen      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX entries_waiting ON entries (feed, next_try) WHERE state = 'waiting';
CREATE INDEX entries_seen ON entries (seen);

CREATE TABLE hosts (
  origin  TEXT PRIMARY KEY,
  robots  TEXT NOT NULL,
  status  INTEGER NOT NULL,
  fetched INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
