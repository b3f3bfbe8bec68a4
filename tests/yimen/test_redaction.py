"""No private number reaches a log line, however it gets into the record."""

import io
import logging

import pytest

from yimen.redaction import RedactingFilter

# Province 77 was never assigned; the check digit is right.
ID_OF_NOBODY = "770102195601011231"


@pytest.fixture
def logbook():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RedactingFilter())
    logger = logging.getLogger("tests.redaction")
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, stream
    logger.removeHandler(handler)


def test_a_number_in_the_sentence_is_struck_out(logbook):
    logger, stream = logbook

    logger.warning("受理 %s 失败", ID_OF_NOBODY)

    assert "受理" in stream.getvalue()
    assert ID_OF_NOBODY not in stream.getvalue()


def test_a_number_in_a_traceback_is_struck_out(logbook):
    logger, stream = logbook

    try:
        raise ValueError(f"Key (id_no)=({ID_OF_NOBODY}) already exists.")
    except ValueError:
        logger.exception("写入失败")

    assert "ValueError" in stream.getvalue()
    assert ID_OF_NOBODY not in stream.getvalue()


def test_an_ordinary_line_is_left_as_it_is(logbook):
    logger, stream = logbook

    logger.warning("办件 %s 于 %s 受理", "DB-2026-000123", "2026-11-21")

    assert stream.getvalue() == "办件 DB-2026-000123 于 2026-11-21 受理\n"


def test_every_handler_of_the_house_has_the_filter(settings):
    for name, handler in settings.LOGGING["handlers"].items():
        assert "redact" in handler["filters"], name
