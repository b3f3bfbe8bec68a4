"""What nobody understood can be settled: by a saying that an editor added, or as nothing to answer."""

import django.db.models.deletion
from django.db import migrations, models

EDITING = ("编辑", "发布人")
RIGHTS = {"alias": ("add", "change", "delete", "view"), "unanswered": ("change", "view")}


def let_editors_in(apps, schema_editor):
    """Give the editing groups the sayings; permissions would otherwise be made only after all migrations."""
    groups = apps.get_model("auth", "Group").objects.filter(name__in=EDITING)
    for model, actions in RIGHTS.items():
        kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="intake_bot", model=model
        )
        for action in actions:
            right, _ = apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=kind, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
            )
            for group in groups:
                group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [
        ("intake_bot", "0003_who_saw_a_number"),
        ("policies", "0003_editors_and_publishers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AddField(
            model_name="unanswered",
            name="settled_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="处理"),
        ),
        migrations.AddField(
            model_name="unanswered",
            name="alias",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="intake_bot.alias",
                verbose_name="加的说法",
            ),
        ),
        migrations.RunPython(let_editors_in, migrations.RunPython.noop),
    ]
