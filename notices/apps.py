"""Registration of the notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What leaves the house, above the case."""

    name = "notices"
    verbose_name = "告知与公示"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to casework, take charge of the rows that ask for baking, and answer the programme studio."""
        from casework import outbox
        from casework.signals import event_recorded
        from notices import receivers
        from notices.actions.shelving import BAKE, LISTS, ROSTER
        from notices.desk import studio

        event_recorded.connect(receivers.on_event, dispatch_uid="notices.on_event")
        outbox.handles(BAKE, slow=True)(receivers.on_bake)
        outbox.handles(LISTS, slow=True)(receivers.on_lists)
        outbox.handles(ROSTER)(receivers.on_roster)
        studio.register()
