"""Strikes private numbers out of log lines before they are written anywhere."""

import logging

try:
    from policies.rules.private_numbers import redact
except ModuleNotFoundError:  # until that room is built: strike out every long run of digits
    import re

    def redact(text: str) -> str:
        """The text without any run of eleven or more digits."""
        return re.sub(r"[0-9]{11,}[0-9Xx]?", "[已隐去]", text)


_FORMATTER = logging.Formatter()


class RedactingFilter(logging.Filter):
    """Works on the finished sentence, so that arguments and tracebacks are covered too."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; never drop it."""
        record.msg, record.args = redact(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = _FORMATTER.formatException(record.exc_info)
        if record.exc_text:
            # Formatters print exc_text when it is there and ask exc_info only when it is not.
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True
