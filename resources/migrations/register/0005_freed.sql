-- Photos whose originals left this laptop once every office had them, and the small
-- copy that stayed. Not from the log: each laptop chooses for itself.
CREATE TABLE freed (
    sha256 TEXT PRIMARY KEY,
    small TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;
