-- Documents, their codings, and the records in flat tables. Dates are days since 1970-01-01, NULL unknown. Words that
-- repeat (types, factualities, publishers) stand in terms. Parties are written « RUSGOV FRAGOV »: codes between blanks.

CREATE TABLE terms (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO terms (id, text) VALUES (0, '');

CREATE TABLE documents (
  id        INTEGER PRIMARY KEY,
  name      BLOB NOT NULL UNIQUE,             -- store.DocumentID, 16 bytes
  text_hash BLOB NOT NULL,                    -- store.TextHash, 16 bytes
  simhash   INTEGER NOT NULL,
  copy_of   INTEGER REFERENCES documents (id),
  published INTEGER,
  publisher INTEGER NOT NULL REFERENCES terms (id),
  added     INTEGER NOT NULL,                 -- second of 1970
  article   BLOB NOT NULL                     -- zstd of the article's JSON
) STRICT;
CREATE INDEX documents_published ON documents (published);
CREATE INDEX documents_text ON documents (text_hash);

CREATE TABLE codings (
  document  INTEGER PRIMARY KEY REFERENCES documents (id),
  version   INTEGER NOT NULL REFERENCES terms (id),
  knowledge INTEGER NOT NULL REFERENCES terms (id),
  record    BLOB NOT NULL                     -- zstd of the record's JSON without the article
) STRICT;

CREATE TABLE records (
  kind       INTEGER NOT NULL,                -- index in store.Kinds
  document   INTEGER NOT NULL REFERENCES documents (id),
  n          INTEGER NOT NULL,                -- in its document's list of the kind
  begin      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  date_from  INTEGER,
  date_to    INTEGER,
  type       INTEGER NOT NULL,
  code       TEXT NOT NULL,
  factuality INTEGER NOT NULL,
  quad       INTEGER NOT NULL,
  contexts   TEXT NOT NULL,
  sources    TEXT NOT NULL,                   -- actor codes
  targets    TEXT NOT NULL,
  countries  TEXT NOT NULL,                   -- of both
  about      TEXT NOT NULL,
  PRIMARY KEY (kind, document, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX records_date ON records (kind, date_to, document, n);

-- What happened, in order: 0 added, 1 coded anew, 2 corrected (document NULL where no document has the text).
CREATE TABLE changes (
  seq      INTEGER PRIMARY KEY,
  document INTEGER REFERENCES documents (id),
  what     INTEGER NOT NULL,
  at       INTEGER NOT NULL                   -- second of 1970
) STRICT;

-- Entities across documents, and where each appears.
CREATE TABLE entities (
  id      INTEGER PRIMARY KEY,
  key     TEXT NOT NULL UNIQUE,               -- store.EntityKey
  name    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  actor   TEXT NOT NULL,
  country TEXT NOT NULL,
  ref     TEXT NOT NULL
) STRICT;
CREATE TABLE appearances (
  entity   INTEGER NOT NULL REFERENCES entities (id),
  document INTEGER NOT NULL REFERENCES documents (id),
  n        INTEGER NOT NULL,                  -- in the document's list of entities
  PRIMARY KEY (entity, document, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearances_document ON appearances (document);

CREATE VIRTUAL TABLE words USING fts5 (body, content = '', contentless_delete = 1, detail = 'none', tokenize = "unicode61 remove_diacritics 0");

CREATE TABLE corrections (
  id        INTEGER PRIMARY KEY,
  text_hash BLOB NOT NULL,
  kind      TEXT NOT NULL,
  begin     INTEGER NOT NULL,
  "end"     INTEGER NOT NULL,
  verdict   TEXT NOT NULL,
  change    TEXT NOT NULL,
  by        TEXT NOT NULL,
  at        TEXT NOT NULL,
  note      TEXT NOT NULL
) STRICT;
CREATE INDEX corrections_text ON corrections (text_hash);

-- What an analyst may ask by SQL: one view a kind.
CREATE VIEW events AS
  SELECT hex(d.name) AS document, r.n, r.begin, r."end", date(r.date_from * 86400, 'unixepoch') AS date_from, date(r.date_to * 86400, 'unixepoch') AS date_to,
    t.text AS plover, r.code AS cameo, f.text AS factuality, r.quad, r.contexts, r.sources, r.targets, r.countries, p.text AS publisher
  FROM records r JOIN documents d ON d.id = r.document JOIN terms t ON t.id = r.type JOIN terms f ON f.id = r.factuality JOIN terms p ON p.id = d.publisher
  WHERE r.kind = 2;
CREATE VIEW statements AS
  SELECT hex(d.name) AS document, r.n, r.begin, r."end", date(r.date_to * 86400, 'unixepoch') AS date, t.text AS act, r.contexts AS topics, r.sources AS speaker, r.about, p.text AS publisher
  FROM records r JOIN documents d ON d.id = r.document JOIN terms t ON t.id = r.type JOIN terms p ON p.id = d.publisher WHERE r.kind = 3;
CREATE VIEW contacts AS
  SELECT hex(d.name) AS document, r.n, date(r.date_from * 86400, 'unixepoch') AS date_from, date(r.date_to * 86400, 'unixepoch') AS date_to, t.text AS mode, r.sources AS participants, r.countries, p.text AS publisher
  FROM records r JOIN documents d ON d.id = r.document JOIN terms t ON t.id = r.type JOIN terms p ON p.id = d.publisher WHERE r.kind = 4;
CREATE VIEW commitments AS
  SELECT hex(d.name) AS document, r.n, t.text AS status, r.sources AS donor, r.targets AS recipient, p.text AS publisher
  FROM records r JOIN documents d ON d.id = r.document JOIN terms t ON t.id = r.type JOIN terms p ON p.id = d.publisher WHERE r.kind = 5;
CREATE VIEW positions AS
  SELECT hex(d.name) AS document, r.n, t.text AS continuity, r.contexts AS topic, r.sources AS holder, r.about AS via, p.text AS publisher
  FROM records r JOIN documents d ON d.id = r.document JOIN terms t ON t.id = r.type JOIN terms p ON p.id = d.publisher WHERE r.kind = 6;
