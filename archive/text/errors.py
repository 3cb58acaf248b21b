"""What the core says when it cannot go on: a sentence that is fit to show."""
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sentence:
    """A sentence with places to fill. The pattern is Chinese and is translated where it is shown."""
    pattern: str
    values: dict = field(default_factory=dict)

    def __str__(self) -> str:
        return self.pattern.format(**self.values)


class Refused(Exception):
    """A file or text the archive does not take in; `sentence` says why and what to do."""

    def __init__(self, pattern: str, **values):
        self.sentence = Sentence(pattern, values)
        super().__init__(str(self.sentence))


class Unreadable(Refused):
    """The bytes are no text."""
