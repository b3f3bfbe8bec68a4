"""Registration of the policies app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def install_guards(using: str, **kwargs: Any) -> None:
    """Put the database's own guards in place after every migration."""
    from policies.models import guards

    guards.install(connections[using])


class PoliciesConfig(AppConfig):
    """The law, at the bottom of the house."""

    name = "policies"
    verbose_name = "政策与规则"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for the end of migrations, and put up the wall against private numbers."""
        from policies import write_wall

        write_wall.stand()
        post_migrate.connect(install_guards, sender=self, dispatch_uid="policies.guards")
