"""The floor that understands, keeps and prints forms."""
