-- The log of ops is the truth; every other table is rebuilt from it.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- n counts arrivals on this laptop; twin is above 0 where the same (dev, seq) came
-- again with another content: both are kept.
CREATE TABLE op (
    n INTEGER PRIMARY KEY,
    dev TEXT NOT NULL,
    seq INTEGER NOT NULL,
    twin INTEGER NOT NULL DEFAULT 0,
    hlc TEXT NOT NULL,
    kind TEXT NOT NULL,
    hash TEXT NOT NULL,
    line BLOB NOT NULL
);
CREATE UNIQUE INDEX op_place ON op (dev, seq, twin);
CREATE INDEX op_twin ON op (n) WHERE twin > 0;
CREATE INDEX op_other ON op (kind) WHERE kind NOT IN ('visit', 'entity');

-- All ops 1 .. whole of a device are here.
CREATE TABLE device (
    dev TEXT PRIMARY KEY,
    whole INTEGER NOT NULL
) WITHOUT ROWID;

-- Which ops write an entity: its history, and what a new fold reads.
CREATE TABLE touch (
    entity INTEGER NOT NULL,
    op INTEGER NOT NULL,
    PRIMARY KEY (entity, op)
) WITHOUT ROWID;

-- An entity as it stands. heads holds only fields changed after creation; bases the
-- ops that created it; pending the predecessors named but not yet here; version the
-- last op (n) that wrote it; refold marks one that a replaced revision wrote.
CREATE TABLE entity (
    n INTEGER PRIMARY KEY,
    list TEXT NOT NULL,
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    grid TEXT NOT NULL,
    next_due TEXT NOT NULL,
    next_form TEXT NOT NULL,
    due_reason TEXT NOT NULL,
    shown INTEGER NOT NULL,
    conflicts INTEGER NOT NULL,
    version INTEGER NOT NULL,
    refold INTEGER NOT NULL,
    props TEXT NOT NULL,
    heads TEXT NOT NULL,
    bases TEXT NOT NULL,
    pending TEXT NOT NULL
);
CREATE UNIQUE INDEX entity_name ON entity (list, id);
CREATE INDEX entity_due ON entity (next_due, list) WHERE next_due <> '' AND shown = 1;
CREATE INDEX entity_conflict ON entity (list, id) WHERE conflicts > 0;

CREATE TABLE list (
    name TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    properties TEXT NOT NULL
) WITHOUT ROWID;

-- Revisions of visits, and which of them others name as replaced.
CREATE TABLE revision (
    op INTEGER PRIMARY KEY,
    op_id TEXT NOT NULL,
    rec TEXT NOT NULL,
    hlc TEXT NOT NULL,
    instance_id TEXT NOT NULL,
    draft TEXT NOT NULL
);
CREATE INDEX revision_rec ON revision (rec);
CREATE INDEX revision_op_id ON revision (op_id);
CREATE INDEX revision_instance ON revision (instance_id);
CREATE INDEX revision_draft ON revision (draft) WHERE draft <> '';

CREATE TABLE replaced (
    op_id TEXT NOT NULL,
    by_op INTEGER NOT NULL,
    PRIMARY KEY (op_id, by_op)
) WITHOUT ROWID;
CREATE INDEX replaced_by ON replaced (by_op);

CREATE TABLE visit (
    rec TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    form_id TEXT NOT NULL,
    form_version TEXT NOT NULL,
    title TEXT NOT NULL,
    subject_list TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    grid TEXT NOT NULL,
    author TEXT NOT NULL,
    dev TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT NOT NULL,
    head INTEGER NOT NULL,
    heads INTEGER NOT NULL,
    revisions INTEGER NOT NULL,
    instance_id TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX visit_ended ON visit (ended, rec);
CREATE INDEX visit_form ON visit (form_id, ended);
CREATE INDEX visit_subject ON visit (subject_list, subject_id, ended);
CREATE INDEX visit_number ON visit (number);

-- Files that finalised visits name; the bytes lie sealed in blobs/.
CREATE TABLE attachment (
    op INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (op, name)
) WITHOUT ROWID;
CREATE INDEX attachment_sha256 ON attachment (sha256);

CREATE TABLE form (
    hash TEXT PRIMARY KEY,
    form_id TEXT NOT NULL,
    version TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    hlc TEXT NOT NULL,
    xform BLOB NOT NULL
);
CREATE INDEX form_name ON form (form_id, version);

-- What an entity is found by. Kinds: n name, P pinyin and I initials, p and i
-- those of later parts of a name, r room, b floor, f telephone, t telephone and
-- d id number (both written backwards, so that a tail is a beginning), c code, a door.
CREATE TABLE word (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    entity INTEGER NOT NULL,
    PRIMARY KEY (kind, key, entity)
) WITHOUT ROWID;
CREATE TABLE sought (
    entity INTEGER PRIMARY KEY,
    source TEXT NOT NULL
);
CREATE VIRTUAL TABLE letters USING fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'ascii'
);
