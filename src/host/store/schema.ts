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
  `
  -- What providers billed, row by row as they gave it. Money is a decimal text where it is finer than a minor unit.
  CREATE TABLE stripe_rows (
    id TEXT PRIMARY KEY,
    live INTEGER NOT NULL,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    category TEXT NOT NULL,
    amount INTEGER NOT NULL,
    fee INTEGER NOT NULL,
    net INTEGER NOT NULL,
    currency TEXT NOT NULL,
    exchange_rate REAL,
    source TEXT,
    charge TEXT,
    source_currency TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX stripe_rows_by_time ON stripe_rows (live, at);

  -- Charges without a balance transaction: what was so at the last look.
  CREATE TABLE stripe_pending (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE finance_rows (
    id TEXT PRIMARY KEY,
    date TEXT NOT NULL,
    pico TEXT NOT NULL,
    currency TEXT NOT NULL,
    category TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE openai_costs (
    day INTEGER NOT NULL,
    line_item TEXT NOT NULL,
    project TEXT NOT NULL,
    currency TEXT NOT NULL,
    pico TEXT NOT NULL,
    quantity REAL,
    unit TEXT,
    PRIMARY KEY (day, line_item, project, currency)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE openai_usage (
    day INTEGER NOT NULL,
    model TEXT NOT NULL,
    batch INTEGER NOT NULL,
    service_tier TEXT NOT NULL,
    requests INTEGER NOT NULL,
    input INTEGER NOT NULL,
    cached_input INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    output INTEGER NOT NULL,
    PRIMARY KEY (day, model, batch, service_tier)
  ) STRICT, WITHOUT ROWID;

  -- How far each of them was read, and why not further.
  CREATE TABLE bill_reads (source TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- What samples older than the raw ones came to, a row for each hour of a target. Latency and value are null where none was measured.
  CREATE TABLE sample_hours (
    target TEXT NOT NULL,
    hour INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    ok INTEGER NOT NULL,
    warning INTEGER NOT NULL,
    fail INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    latency_count INTEGER NOT NULL,
    latency_min REAL,
    latency_median REAL,
    latency_p95 REAL,
    latency_max REAL,
    value_count INTEGER NOT NULL,
    value_min REAL,
    value_mean REAL,
    value_max REAL,
    PRIMARY KEY (target, hour)
  ) STRICT, WITHOUT ROWID;

  -- Stretches without a tick, as they were judged while the log was there.
  CREATE TABLE tick_gaps (
    scheduler TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    gaps INTEGER NOT NULL,
    PRIMARY KEY (scheduler, from_at)
  ) STRICT, WITHOUT ROWID;

  -- What somebody said of a moment; one that was removed can come back for a while.
  CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('note', 'deployment')),
    text TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('window', 'api')),
    removed_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX notes_by_time ON notes (at);
  `,
  `
  -- What became of each incident, step by step: by whom, and what was held back.
  CREATE TABLE incident_steps (
    id INTEGER PRIMARY KEY,
    incident TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX incident_steps_by_incident ON incident_steps (incident);

  -- How often the same thing happened before.
  CREATE INDEX incidents_by_identity ON incidents (identity, opened_at);
  `,
  `
  -- What rules judge by beside samples, where it changed: of a target’s looks, or of the console itself. A rule is tried on the past by it.
  CREATE TABLE grounds (
    about TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (about, at)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX grounds_by_time ON grounds (at);
  `,
]
