-- What a list shows, counted and read in the order it became known: of a million, too.
CREATE INDEX entity_shown ON entity (list) WHERE shown = 1;
