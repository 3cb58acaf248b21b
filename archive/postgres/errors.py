"""What the manager of the database refuses with."""


class Unavailable(Exception):
    """There is no database to be had; the message says why, and what would help."""
