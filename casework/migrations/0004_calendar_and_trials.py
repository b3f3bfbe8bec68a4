import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0003_exports"),
        ("policies", "0003_editors_and_publishers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Redating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("calendar", models.CharField(max_length=64, verbose_name="日历指纹")),
                ("what", models.CharField(max_length=200, verbose_name="改了什么")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                ("days", models.JSONField(default=list, verbose_name="哪些天")),
                ("by_name", models.CharField(blank=True, max_length=60, verbose_name="谁改的")),
                ("begun_at", models.DateTimeField(verbose_name="开始")),
                ("done_at", models.DateTimeField(null=True, verbose_name="算完")),
                ("cursor", models.UUIDField(null=True, verbose_name="算到哪一件")),
                ("rounds", models.PositiveSmallIntegerField(default=0, verbose_name="算过几遍")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.officer",
                    ),
                ),
            ],
            options={
                "verbose_name": "时限重算",
                "verbose_name_plural": "时限重算",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="WhatIfRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("programme", models.CharField(max_length=40, verbose_name="项目")),
                ("on", models.DateField(verbose_name="按哪一天的规则")),
                ("standard", models.CharField(max_length=20, verbose_name="新标准(元)")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="一共几户")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="算了几户")),
                ("cursor", models.UUIDField(null=True)),
                ("asked_at", models.DateTimeField(verbose_name="提出")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="算完")),
                ("released_at", models.DateTimeField(null=True, verbose_name="交给乡镇")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trials",
                        to="policies.jurisdiction",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.officer",
                    ),
                ),
            ],
            options={
                "verbose_name": "试算",
                "verbose_name_plural": "试算",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="MovedDeadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clock", models.CharField(max_length=24, verbose_name="时限")),
                ("label", models.CharField(max_length=60, verbose_name="名称")),
                ("was", models.DateField(verbose_name="原来")),
                ("was_provisional", models.BooleanField(default=False, verbose_name="原来是暂定")),
                ("now", models.DateField(verbose_name="现在")),
                ("now_provisional", models.BooleanField(default=False, verbose_name="现在是暂定")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_deadlines",
                        to="casework.case",
                    ),
                ),
                (
                    "redating",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moved",
                        to="casework.redating",
                    ),
                ),
            ],
            options={
                "verbose_name": "移动的时限",
                "verbose_name_plural": "移动的时限",
                "ordering": ["now", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("redating", "case", "clock"), name="moved_once_a_correction"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WhatIfLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen", models.PositiveIntegerField(verbose_name="看到第几步")),
                ("members", models.PositiveSmallIntegerField(verbose_name="人口")),
                ("before", models.BigIntegerField(verbose_name="现在每月(分)")),
                ("after", models.BigIntegerField(null=True, verbose_name="以后每月(分)")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("more", "多发"),
                            ("less", "少发"),
                            ("out", "不再符合"),
                            ("in", "可能新符合"),
                            ("same", "不变"),
                            ("unknown", "算不了"),
                        ],
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("refused", models.CharField(blank=True, max_length=200, verbose_name="没有提成")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trial_lines",
                        to="casework.case",
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.event",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policies.unit"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="casework.whatifrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "试算明细",
                "verbose_name_plural": "试算明细",
                "ordering": ["unit__code", "pk"],
                "indexes": [models.Index(fields=["run", "kind"], name="trial_by_kind")],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "case"), name="one_line_per_case_and_trial"),
                    models.CheckConstraint(
                        condition=models.Q(("after__isnull", True), ("after__gte", 0), _connector="OR"),
                        name="trial_not_negative",
                    ),
                ],
            },
        ),
    ]
