"""The form checker: everything wrong with a form at once, each with its place."""
