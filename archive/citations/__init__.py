"""How a report or one of its paragraphs is cited: what is told of it, and a module for each form that tells it."""
