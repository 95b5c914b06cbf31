"""What is on disk: the only door to SQLite."""
