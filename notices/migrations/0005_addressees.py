"""A letter keeps the name it was written to: a name that is put right later does not change what was issued."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """Write down the name that every letter of today bears."""
    Notice, Case = apps.get_model("notices", "Notice"), apps.get_model("casework", "Case")
    name = Case.objects.filter(pk=OuterRef("case")).values("applicant_name")[:1]
    Notice.objects.update(addressee=Subquery(name))


class Migration(migrations.Migration):
    dependencies = [("notices", "0004_corrected_letters")]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="addressee",
            field=models.CharField(default="", max_length=60, verbose_name="收件人"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
