"""A report laid out for the eye."""
