"""What a harvester is told when its request cannot be followed."""


class Fault(Exception):
    """One of the protocol's error codes, with a sentence. Caught once, where the answer is written."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence

    @property
    def is_of_the_request(self) -> bool:
        """Whether the request itself is malformed; the answer then repeats none of its arguments."""
        return self.code in ("badVerb", "badArgument")
