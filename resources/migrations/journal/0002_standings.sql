-- Where each draft was left and how far it had come, for the list and for coming back.
CREATE TABLE standing (
    draft TEXT PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
    page TEXT NOT NULL,
    part INTEGER NOT NULL,
    question TEXT NOT NULL,
    answered INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    -- How many events the draft had then: with others since, the counts are old.
    events INTEGER NOT NULL
) WITHOUT ROWID;
