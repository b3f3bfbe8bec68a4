"""Put the first sayings into the editors' table; what an editor has written since stays."""

from django.db import migrations

from intake_bot.dialogue.matching import seeds


def plant(apps, schema_editor):
    Alias = apps.get_model("intake_bot", "Alias")
    Alias.objects.bulk_create(
        (Alias(phrase=saying.phrase, intent=saying.intent) for saying in seeds()), ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("intake_bot", "0001_chats")]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
