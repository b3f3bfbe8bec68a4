"""No room grows into a hall: a file has one purpose and is read in one sitting."""

from tests.support.repository import files, name_of

MOST_LINES = 400


def lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_of_code_or_template_is_longer_than_four_hundred_lines():
    grown = {
        name_of(path): lines(path)
        for path in files(".py", ".html")
        if "migrations" not in path.parts and lines(path) > MOST_LINES
    }

    assert not grown


def test_the_measure_sees_files_at_all():
    assert len(files(".py")) > 50
