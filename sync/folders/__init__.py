"""Any place that holds files: a stick, a share, a server."""
