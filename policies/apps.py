"""Registration of the policies app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def install_guards(using: str, **kwargs: Any) -> None:
    """Put the database's own guards in place after every migration."""
    from policies.models import guards

    guards.install(connections[using])


def put_up_the_wall() -> None:
    """Guard everything that editors write, and everything Wagtail keeps beside it, against private numbers."""
    from wagtail.admin.models import FormState
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.models import Comment, CommentReply, ModelLogEntry, PageLogEntry, Revision, TaskState

    from policies import models as law
    from policies.write_wall import guard

    kept = (Revision, FormState, Comment, CommentReply, TaskState, ModelLogEntry, PageLogEntry)
    pages = (law.PolicyIndexPage, law.PolicyPage)
    rows = (law.Programme, law.ParameterValue, law.Jurisdiction, law.Unit, law.UnitPaper, law.Training)
    for model in (*kept, *pages, *rows, law.CalendarDay, get_document_model(), get_image_model()):
        guard(model)


class PoliciesConfig(AppConfig):
    """The law, at the bottom of the house."""

    name = "policies"
    verbose_name = "政策与规则"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for the end of migrations, and put up the wall against private numbers."""
        put_up_the_wall()
        post_migrate.connect(install_guards, sender=self, dispatch_uid="policies.guards")
