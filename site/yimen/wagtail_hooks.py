"""The look of the staff shell as a whole: the colours of the house, before any app adds its own."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css", order=-10)
def colours() -> SafeString:
    """Load the colours on every page of the shell, the login included."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/shell.css"))
