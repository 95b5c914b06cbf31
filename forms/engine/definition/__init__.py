"""The blank form, frozen: parsed, compiled, checked."""
