-- Which table holds the answers of a form, or of a repeat in it, and in which columns.
-- The tables themselves are made from the form's definition, when figures are asked.
CREATE TABLE typed_table (
    form_id TEXT NOT NULL,
    nodeset TEXT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    PRIMARY KEY (form_id, nodeset)
) WITHOUT ROWID;

CREATE TABLE typed_column (
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    column_name TEXT NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (name, path)
) WITHOUT ROWID;

-- Which revision of a visit stands in those tables.
CREATE TABLE typed_visit (
    rec TEXT PRIMARY KEY,
    op INTEGER NOT NULL
) WITHOUT ROWID;
