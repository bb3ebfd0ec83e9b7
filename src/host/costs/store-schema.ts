/** "EPCO": tells our database from any other file. */
export const applicationId = 0x4550_434f

/** One step per version. Never edit a step that has shipped. */
export const steps: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- What all calls of a cell share, as JSON; cells and ids name them by number.
  CREATE TABLE accounts (number INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;

  -- Packed sums by account: of each slot, and of the slots between two midnights (of the zone or of UTC) together.
  CREATE TABLE slots (slot INTEGER PRIMARY KEY, cells BLOB NOT NULL) STRICT;
  CREATE TABLE stretches (slot INTEGER PRIMARY KEY, cells BLOB NOT NULL) STRICT;

  -- What calls were told by their names: sorted in chunks, and what came since then in the order it came.
  CREATE TABLE id_chunks (first INTEGER PRIMARY KEY, entries BLOB NOT NULL) STRICT;
  CREATE TABLE id_journal (number INTEGER PRIMARY KEY, entries BLOB NOT NULL) STRICT;

  CREATE TABLE files (number INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;

  -- What jobs did and which calls they made, for a month.
  CREATE TABLE trail (
    high INTEGER NOT NULL,
    low INTEGER NOT NULL,
    at INTEGER NOT NULL,
    job TEXT NOT NULL,
    what TEXT NOT NULL,
    run TEXT,
    agent TEXT,
    ref TEXT,
    attempt REAL,
    cpu_seconds REAL NOT NULL,
    PRIMARY KEY (high, low)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX trail_by_job ON trail (job, at);
  CREATE INDEX trail_by_time ON trail (at);
  CREATE TABLE trail_calls (number INTEGER PRIMARY KEY, job TEXT NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, entries BLOB NOT NULL) STRICT;
  CREATE INDEX trail_calls_by_job ON trail_calls (job, number);
  CREATE INDEX trail_calls_by_time ON trail_calls (last_at);
  `,
]
