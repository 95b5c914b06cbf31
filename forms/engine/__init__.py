"""The form engine: XForms definitions and the instances being filled."""
