-- Tokens of clients, saved queries, and what these found. Times are seconds of 1970, 0 for none.

CREATE TABLE tokens (
  name    TEXT PRIMARY KEY,
  hash    BLOB NOT NULL UNIQUE,               -- SHA-256 of the secret, 32 bytes
  scopes  TEXT NOT NULL,                      -- blanks between
  made    INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  revoked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE alerts (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL UNIQUE,
  kind    TEXT NOT NULL,
  filter  TEXT NOT NULL,
  webhook TEXT NOT NULL,
  secret  TEXT NOT NULL,
  command TEXT NOT NULL,
  made    INTEGER NOT NULL,
  since   INTEGER NOT NULL,                   -- changes up to this one are done
  busy    INTEGER NOT NULL DEFAULT 0          -- until when a program is at it
) STRICT;

CREATE TABLE found (
  n        INTEGER PRIMARY KEY,
  alert    INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  record   TEXT NOT NULL,
  document TEXT NOT NULL,
  at       INTEGER NOT NULL,
  batch    INTEGER NOT NULL,
  UNIQUE (alert, record)
) STRICT;
CREATE INDEX found_batch ON found (alert, batch);

CREATE TABLE sent (
  alert   INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  channel TEXT NOT NULL,
  batch   INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (alert, channel, batch)
) STRICT, WITHOUT ROWID;
