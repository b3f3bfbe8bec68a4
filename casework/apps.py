"""Registration of the casework app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def install_guards(using: str, **kwargs: Any) -> None:
    """Put the database's own guards in place after every migration."""
    from casework.models import guards

    guards.install(connections[using])


class CaseworkConfig(AppConfig):
    """The case, above the law."""

    name = "casework"
    verbose_name = "办件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for the end of migrations, and answer the programme studio."""
        from casework.desk import office_log, studio
        from policies.step_up import stepped_up

        post_migrate.connect(install_guards, sender=self, dispatch_uid="casework.guards")
        stepped_up.connect(office_log.on_stepped_up, dispatch_uid="casework.stepped_up")
        studio.register()
