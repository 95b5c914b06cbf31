-- Drafts being filled and the settings of this laptop; never travels.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    form_id TEXT NOT NULL,
    form_version TEXT NOT NULL,
    form_hash TEXT NOT NULL,
    started_at TEXT NOT NULL,
    record_id TEXT NOT NULL,
    replaces TEXT NOT NULL,
    snapshot BLOB NOT NULL,
    title TEXT NOT NULL,
    subject_list TEXT NOT NULL,
    subject_id TEXT NOT NULL
) WITHOUT ROWID;

-- One row per answer, committed before the answer is called saved.
CREATE TABLE event (
    n INTEGER PRIMARY KEY,
    draft TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    event TEXT NOT NULL
);
CREATE INDEX event_draft ON event (draft, n);

-- Drafts that became ops: a kill between finalising and closing repeats nothing.
CREATE TABLE closed (
    draft TEXT PRIMARY KEY,
    op TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;
