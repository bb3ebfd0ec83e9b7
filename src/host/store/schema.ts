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
  `
  -- What the reader of messages was told of each identity; what the old table knew is what the new one begins with.
  CREATE TABLE telling (identity TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO telling SELECT identity, json_object(
    'identity', identity, 'alertedAt', json_object('wallMs', at, 'boot', '', 'sinceBootMs', 0), 'alertedSeverity', NULL,
    'brokeThrough', json('false'), 'open', NULL, 'changes', 0) FROM told;
  DROP TABLE told;

  -- The one incident a message is about, so that its end can answer it; the wait it was last put off by.
  ALTER TABLE outbox ADD COLUMN incident TEXT;
  ALTER TABLE outbox ADD COLUMN rest_ms INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX outbox_by_incident ON outbox (channel, incident) WHERE incident IS NOT NULL;

  -- What was known of each target, a row each; the old form is a memory of the last looks, which the next ones replace.
  CREATE TABLE components (target TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  DELETE FROM meta WHERE key = 'components';

  -- What each forecaster knows of its series: bounded, and learned again when it is lost.
  CREATE TABLE forecasts (series TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- Channels that were refused for good, until they are set up otherwise.
  CREATE TABLE channel_refusals (channel TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- Where the console was when it wasn't awake: asleep, off, frozen, without a network; and when the wall clock was set.
  CREATE TABLE presence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('asleep', 'off', 'frozen', 'away', 'clock')),
    from_wall INTEGER NOT NULL,
    from_boot TEXT NOT NULL,
    from_since_boot INTEGER NOT NULL,
    to_wall INTEGER NOT NULL,
    to_boot TEXT NOT NULL,
    to_since_boot INTEGER NOT NULL,
    slept_ms INTEGER
  ) STRICT;
  CREATE INDEX presence_by_time ON presence (to_wall);
  `,
]
