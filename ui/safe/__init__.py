"""Safe: what protects the data: passphrase, lock, backups, duplicates."""
