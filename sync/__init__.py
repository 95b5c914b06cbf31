"""The floor that carries records from one register to another."""
