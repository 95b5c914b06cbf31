"""A revision, a ledger or a month as paper."""
