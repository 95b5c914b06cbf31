-- Nearly every question is asked within one grid.
CREATE INDEX entity_grid ON entity (list, grid, n);
