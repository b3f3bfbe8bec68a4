"""Editors write, publishers publish: two groups, the workflow between them, and drafts that start from the law in force."""

import json

from django.db import migrations

from policies.studio.body import to_columns

EDITORS, PUBLISHERS = "编辑", "发布人"
WORKFLOW, TASK = "编辑写,发布人发", "发布人核对并发布"
WRITTEN = ("programme", "parametervalue", "calendarday", "calendaryear", "unit", "jurisdiction")
NAMES = {"add": "Can add", "change": "Can change", "view": "Can view", "publish": "Can publish"}
PARTS = (
    *("words", "materials", "banned", "questions", "steps", "clocks", "silences", "notices"),
    *("posting_columns", "roster_columns"),
)
TEXTS = (
    *("summary", "effective_from", "effective_until", "posting_title"),
    *("source_title", "source_number", "source_issuer", "source_issued", "source_note"),
)


def lay_out_drafts(apps, schema_editor):
    """Copy the newest version of each programme into its row."""
    version = apps.get_model("policies", "ProgrammeVersion")
    columns = (*PARTS, *TEXTS)
    assignments = ", ".join(f"{name} = %s" for name in columns)
    newest = {row.programme_id: row for row in version.objects.order_by("number")}
    for row in newest.values():
        found = to_columns(json.loads(row.body))
        values = [json.dumps(found[name], ensure_ascii=False) for name in PARTS]
        values += [found[name] if found[name] or "effective" in name else "" for name in TEXTS]
        statement = f"UPDATE policies_programme SET {assignments} WHERE id = %s"
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(statement, [*values, row.programme_id])


def make_groups(apps, schema_editor):
    """Make the two groups and the workflow once; the county may change them afterwards."""
    group = apps.get_model("auth", "Group")
    content_type = apps.get_model("contenttypes", "ContentType")
    editors, _ = group.objects.get_or_create(name=EDITORS)
    publishers, _ = group.objects.get_or_create(name=PUBLISHERS)
    both = (editors, publishers)
    grant(apps, both, "wagtailadmin", "admin", ("access_admin",), "Can access Wagtail admin")
    for model in WRITTEN:
        grant(apps, both, "policies", model, ("add", "change", "view"))
    grant(apps, (publishers,), "policies", "programme", ("publish",))
    kind, _ = content_type.objects.get_or_create(app_label="policies", model="secondpersontask")
    task = apps.get_model("policies", "SecondPersonTask").objects.create(name=TASK, content_type=kind)
    task.groups.add(publishers)
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=WORKFLOW)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    programme, _ = content_type.objects.get_or_create(app_label="policies", model="programme")
    apps.get_model("wagtailcore", "WorkflowContentType").objects.create(content_type=programme, workflow=workflow)


def grant(apps, groups, app, model, actions, words=""):
    """Give rights, which later migrations would only make at their end."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    for action in actions:
        codename = action if words else f"{action}_{model}"
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": words or f"{NAMES[action]} {model}"}
        )
        for one in groups:
            one.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0002_drafts"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(lay_out_drafts, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
