"""What the log tells of."""
import logging


class Brief(logging.Filter):
    """A visitor's mistake is a line: a trace is for faults of ours, and strangers would fill the log with them."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        return True
