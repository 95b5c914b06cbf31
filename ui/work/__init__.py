"""What a desk does: forms and ledgers brought in, figures, printing."""
