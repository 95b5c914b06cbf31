"""One form being filled: answers go in, changes come out."""
