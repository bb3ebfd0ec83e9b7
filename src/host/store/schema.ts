/** "EPIL": tells our database from any other file, and from a zero-length one that SQLite opens as healthy. */
export const applicationId = 0x4550_494c

/** One step per version, run in order inside a transaction. Never edit a step that has shipped. */
export const steps: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE samples (
    target TEXT NOT NULL,
    at INTEGER NOT NULL,
    status TEXT NOT NULL,
    code TEXT,
    latency_ms REAL,
    value REAL,
    PRIMARY KEY (target, at)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE incidents (
    id TEXT PRIMARY KEY,
    identity TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    resolved_at INTEGER,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX incidents_by_time ON incidents (opened_at);
  CREATE INDEX incidents_open ON incidents (identity) WHERE resolved_at IS NULL;

  CREATE TABLE job_runs (
    id TEXT PRIMARY KEY,
    job TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    outcome TEXT NOT NULL,
    late INTEGER NOT NULL,
    manual INTEGER NOT NULL,
    message TEXT
  ) STRICT;
  CREATE UNIQUE INDEX job_runs_once ON job_runs (job, due_at) WHERE manual = 0;
  CREATE INDEX job_runs_by_time ON job_runs (started_at);

  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    message TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'refused')),
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL,
    receipt TEXT,
    problem TEXT
  ) STRICT;
  CREATE INDEX outbox_waiting ON outbox (channel, id) WHERE state = 'waiting';

  CREATE TABLE told (identity TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
]
