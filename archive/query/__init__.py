"""The language of search: `read` makes a tree of what was typed, and says what of it was not followed."""
from archive.query.nodes import And, Field, Literal, Near, Node, Not, Or, fields, wanted, without, written
from archive.query.reading import MOST_TYPED, Reading, read

__all__ = ["MOST_TYPED", "And", "Field", "Literal", "Near", "Node", "Not", "Or", "Reading", "fields", "read", "wanted", "without", "written"]
