"""Strikes private numbers out of log lines before they are written anywhere."""

import logging

from policies.rules.private_numbers import redact

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
