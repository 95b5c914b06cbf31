"""The floor that starts the program."""
