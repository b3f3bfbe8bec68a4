"""Registration of the front app."""

from django.apps import AppConfig
from django.db.models.signals import post_save


class FrontConfig(AppConfig):
    """The web door."""

    name = "front"
    verbose_name = "公众网站"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let an editor's new phone number show at once, and answer the programme studio."""
        from front.contact import forget_contact
        from front.models import OfficeContact
        from front.views import studio
        from policies.models import guards

        guards.renews_stamp("front_officecontact")
        post_save.connect(forget_contact, sender=OfficeContact, dispatch_uid="front.contact")
        studio.register()
