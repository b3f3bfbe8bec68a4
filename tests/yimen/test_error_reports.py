"""An error report says where it happened and never what was typed."""

import sys

from django.test import RequestFactory
from django.views.debug import ExceptionReporter


def report_of_a_fault(typed):
    """What Django would show or mail when a view falls over this form."""
    request = RequestFactory().post("/apply/", {"id_number": typed})
    try:
        raise KeyError("materials")
    except KeyError:
        reporter = ExceptionReporter(request, *sys.exc_info())
        return reporter.get_traceback_html() + reporter.get_traceback_text()


def test_neither_the_form_nor_the_variables_are_in_it(settings):
    settings.DEBUG = True
    # Put together here, so that the number stands in no line of source the report may quote.
    typed = "770102" + str(19560101) + "1231"

    report = report_of_a_fault(typed)

    assert "report_of_a_fault" in report
    assert "KeyError" in report
    assert typed not in report
