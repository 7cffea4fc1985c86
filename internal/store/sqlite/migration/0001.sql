-- Documents, their codings, and the records in flat tables, one a kind. Days count from 1970-01-01, NULL unknown. What repeats over
-- documents stands once in a dictionary (words, names, acts, parties) and is told by its number. Lists of codes are
-- written «RUSGOV FRAGOV», of contexts «economic; diplomatic». The views at the end are what to ask by SQL.

-- Every member of a dictionary has a checksum, and every dictionary a copy on other pages: many records hang on one member.
CREATE TABLE words (id INTEGER PRIMARY KEY, sum INTEGER NOT NULL, word TEXT NOT NULL) STRICT;
CREATE TABLE words_copy (id INTEGER PRIMARY KEY, sum INTEGER NOT NULL, word TEXT NOT NULL) STRICT;
-- Names: entities of the knowledge, as one or more documents have them.
CREATE TABLE names (id INTEGER PRIMARY KEY, sum INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, actor TEXT NOT NULL, country TEXT NOT NULL, role TEXT NOT NULL, office_as_of TEXT NOT NULL, ref TEXT NOT NULL, entry TEXT NOT NULL, place TEXT NOT NULL) STRICT;
CREATE TABLE names_copy (id INTEGER PRIMARY KEY, sum INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, actor TEXT NOT NULL, country TEXT NOT NULL, role TEXT NOT NULL, office_as_of TEXT NOT NULL, ref TEXT NOT NULL, entry TEXT NOT NULL, place TEXT NOT NULL) STRICT;
-- Acts: what a record says is done: PLOVER type, act, mode, status or continuity; CAMEO code; contexts or topics.
CREATE TABLE acts (id INTEGER PRIMARY KEY, sum INTEGER NOT NULL, type TEXT NOT NULL, code TEXT NOT NULL, factuality TEXT NOT NULL, quad INTEGER NOT NULL, contexts TEXT NOT NULL) STRICT;
CREATE TABLE acts_copy (id INTEGER PRIMARY KEY, sum INTEGER NOT NULL, type TEXT NOT NULL, code TEXT NOT NULL, factuality TEXT NOT NULL, quad INTEGER NOT NULL, contexts TEXT NOT NULL) STRICT;
-- Parties: actor codes by role, and the countries of sources and targets.
CREATE TABLE parties (id INTEGER PRIMARY KEY, sum INTEGER NOT NULL, sources TEXT NOT NULL, targets TEXT NOT NULL, countries TEXT NOT NULL, about TEXT NOT NULL) STRICT;
CREATE TABLE parties_copy (id INTEGER PRIMARY KEY, sum INTEGER NOT NULL, sources TEXT NOT NULL, targets TEXT NOT NULL, countries TEXT NOT NULL, about TEXT NOT NULL) STRICT;

CREATE TABLE documents (
  id        INTEGER PRIMARY KEY,
  name      BLOB NOT NULL UNIQUE,             -- store.DocumentID, 16 bytes
  text      BLOB NOT NULL,                    -- the first 8 bytes of store.TextHash
  simhash   INTEGER NOT NULL,
  copy_of   INTEGER REFERENCES documents (id),
  published TEXT NOT NULL,
  publisher INTEGER NOT NULL,                 -- word, 0 for none
  added     INTEGER NOT NULL,                 -- second of 1970
  article   BLOB NOT NULL                     -- zstd of pack.Article
) STRICT;
CREATE INDEX documents_text ON documents (text);
CREATE INDEX documents_copies ON documents (copy_of) WHERE copy_of IS NOT NULL;

CREATE TABLE codings (
  document  INTEGER PRIMARY KEY REFERENCES documents (id),
  version   INTEGER NOT NULL,                 -- word
  knowledge INTEGER NOT NULL,                 -- word
  names     TEXT NOT NULL,                    -- JSON list of the names that are in it
  record    BLOB NOT NULL                     -- package pack
) STRICT;

-- The records. The id is document * 1048576 + n, n the place in its document's list of the kind.
CREATE TABLE event      (id INTEGER PRIMARY KEY, begin INTEGER NOT NULL, length INTEGER NOT NULL, day INTEGER, days INTEGER, act INTEGER NOT NULL, parties INTEGER NOT NULL) STRICT;
CREATE TABLE statement  (id INTEGER PRIMARY KEY, begin INTEGER NOT NULL, length INTEGER NOT NULL, day INTEGER, days INTEGER, act INTEGER NOT NULL, parties INTEGER NOT NULL) STRICT;
CREATE TABLE contact    (id INTEGER PRIMARY KEY, begin INTEGER NOT NULL, length INTEGER NOT NULL, day INTEGER, days INTEGER, act INTEGER NOT NULL, parties INTEGER NOT NULL) STRICT;
CREATE TABLE commitment (id INTEGER PRIMARY KEY, begin INTEGER NOT NULL, length INTEGER NOT NULL, day INTEGER, days INTEGER, act INTEGER NOT NULL, parties INTEGER NOT NULL) STRICT;
CREATE TABLE position   (id INTEGER PRIMARY KEY, topic TEXT NOT NULL, day INTEGER, days INTEGER, act INTEGER NOT NULL, parties INTEGER NOT NULL) STRICT;

-- What happened, in order: 0 added, 1 coded anew, 2 corrected (document NULL where no document has the text).
CREATE TABLE changes (
  seq      INTEGER PRIMARY KEY,
  document INTEGER REFERENCES documents (id),
  what     INTEGER NOT NULL,
  at       INTEGER NOT NULL                   -- second of 1970
) STRICT;

-- The words of titles and texts, as store.Plain has them, and the names and Wikidata ids of entities that are not among them.
CREATE VIRTUAL TABLE texts USING fts5 (body, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii');
INSERT INTO texts (texts, rank) VALUES ('automerge', 8);

CREATE TABLE corrections (
  id        INTEGER PRIMARY KEY,
  text_hash BLOB NOT NULL,                    -- store.TextHash, 16 bytes
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

CREATE VIEW events AS
  SELECT lower(hex(d.name)) AS document, r.id & 1048575 AS n, r.begin, r.begin + r.length AS "end", date(r.day * 86400, 'unixepoch') AS date_from, date((r.day + r.days) * 86400, 'unixepoch') AS date_to,
    a.type AS plover, a.code AS cameo, a.factuality, a.quad, a.contexts, p.sources, p.targets, p.countries, w.word AS publisher
  FROM event r JOIN documents d ON d.id = r.id >> 20 JOIN acts a ON a.id = r.act JOIN parties p ON p.id = r.parties LEFT JOIN words w ON w.id = d.publisher;
CREATE VIEW statements AS
  SELECT lower(hex(d.name)) AS document, r.id & 1048575 AS n, r.begin, r.begin + r.length AS "end", date((r.day + r.days) * 86400, 'unixepoch') AS date,
    a.type AS act, a.contexts AS topics, p.sources AS speaker, p.about, w.word AS publisher
  FROM statement r JOIN documents d ON d.id = r.id >> 20 JOIN acts a ON a.id = r.act JOIN parties p ON p.id = r.parties LEFT JOIN words w ON w.id = d.publisher;
CREATE VIEW contacts AS
  SELECT lower(hex(d.name)) AS document, r.id & 1048575 AS n, date(r.day * 86400, 'unixepoch') AS date_from, date((r.day + r.days) * 86400, 'unixepoch') AS date_to,
    a.type AS mode, a.contexts AS topics, p.sources AS participants, p.countries, w.word AS publisher
  FROM contact r JOIN documents d ON d.id = r.id >> 20 JOIN acts a ON a.id = r.act JOIN parties p ON p.id = r.parties LEFT JOIN words w ON w.id = d.publisher;
CREATE VIEW commitments AS
  SELECT lower(hex(d.name)) AS document, r.id & 1048575 AS n, a.type AS status, p.sources AS donor, p.targets AS recipient, w.word AS publisher
  FROM commitment r JOIN documents d ON d.id = r.id >> 20 JOIN acts a ON a.id = r.act JOIN parties p ON p.id = r.parties LEFT JOIN words w ON w.id = d.publisher;
CREATE VIEW positions AS
  SELECT lower(hex(d.name)) AS document, r.id & 1048575 AS n, a.type AS continuity, r.topic, p.sources AS holder, p.about AS via, w.word AS publisher
  FROM position r JOIN documents d ON d.id = r.id >> 20 JOIN acts a ON a.id = r.act JOIN parties p ON p.id = r.parties LEFT JOIN words w ON w.id = d.publisher;
CREATE VIEW entities AS
  SELECT lower(hex(d.name)) AS document, e.name, e.kind, e.actor, e.country, e.role, e.ref, d.published, w.word AS publisher
  FROM codings c, json_each(c.names) j JOIN names e ON e.id = j.value JOIN documents d ON d.id = c.document LEFT JOIN words w ON w.id = d.publisher;
