-- Who belongs to the register: signed grants and revocations as they came. What they
-- amount to is worked out from all of them at once, so that no order matters.
CREATE TABLE certificate (
    op INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    op_dev TEXT NOT NULL,
    op_seq INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    told TEXT NOT NULL
);

-- Which grids a device serves, when that changed after its grant.
CREATE TABLE assignment (
    op INTEGER PRIMARY KEY,
    op_dev TEXT NOT NULL,
    op_seq INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    dev TEXT NOT NULL,
    grids TEXT NOT NULL,
    after TEXT NOT NULL
);

-- Ops lo .. hi of a device that an office said it has, and when it said so; chain is
-- the beginning of the hash of op hi, by which a copied laptop tells that another's
-- ops are meant.
CREATE TABLE ack (
    op INTEGER NOT NULL,
    hub TEXT NOT NULL,
    dev TEXT NOT NULL,
    lo INTEGER NOT NULL,
    hi INTEGER NOT NULL,
    chain TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (dev, lo, hi, op)
) WITHOUT ROWID;

-- Photos that an office said it has, by the first 16 digits of their SHA-256.
CREATE TABLE ack_file (
    file TEXT NOT NULL,
    hub TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (file, hub)
) WITHOUT ROWID;

-- A visit reviewed or printed: by whom, where, when.
CREATE TABLE mark (
    op INTEGER PRIMARY KEY,
    rec TEXT NOT NULL,
    kind TEXT NOT NULL,
    dev TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX mark_rec ON mark (rec);

-- Bundles that this laptop wrote: which ops, where to, when. Not from the log.
CREATE TABLE bundled (
    dev TEXT NOT NULL,
    lo INTEGER NOT NULL,
    hi INTEGER NOT NULL,
    store TEXT NOT NULL,
    place TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (dev, lo, hi, store)
) WITHOUT ROWID;

-- Streams that this laptop sends as an office: the ops of one grid, or those that
-- govern the register, numbered as they were added. Not from the log.
CREATE TABLE stream (
    name TEXT NOT NULL,
    n INTEGER NOT NULL,
    op INTEGER NOT NULL,
    chain TEXT NOT NULL,
    PRIMARY KEY (name, n)
) WITHOUT ROWID;
CREATE UNIQUE INDEX stream_op ON stream (name, op);

-- Stretches of the streams of others that arrived here. Not from the log.
CREATE TABLE heard (
    hub TEXT NOT NULL,
    name TEXT NOT NULL,
    lo INTEGER NOT NULL,
    hi INTEGER NOT NULL,
    PRIMARY KEY (hub, name, lo, hi)
) WITHOUT ROWID;
