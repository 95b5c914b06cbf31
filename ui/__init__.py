"""The floor that shows the work and takes answers."""
