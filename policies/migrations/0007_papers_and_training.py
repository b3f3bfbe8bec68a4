"""Papers of the offices and the register of training, which both groups keep."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models


earlier = import_module("policies.migrations.0003_editors_and_publishers")


def let_them_in(apps, schema_editor):
    """Give both groups the two tables."""
    groups = apps.get_model("auth", "Group").objects.filter(name__in=(earlier.EDITORS, earlier.PUBLISHERS))
    for model in ("unitpaper", "training"):
        earlier.grant(apps, groups, "policies", model, ("add", "change", "view"))


class Migration(migrations.Migration):

    dependencies = [
        ('policies', '0006_printed_forms'),
        ('wagtaildocs', '0014_alter_document_file_size'),
    ]

    operations = [
        migrations.AddField(
            model_name='unit',
            name='covered_from',
            field=models.DateField(blank=True, help_text='例如 2024-04-01:这天以前它的申请由县里审批。空着:文件施行就承接。', null=True, verbose_name='从哪天起承接'),
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='哪天培训的')),
                ('title', models.CharField(help_text='例如:新的低保办法,镇街经办和村协管员。', max_length=120, verbose_name='讲什么')),
                ('attendees', models.PositiveSmallIntegerField(verbose_name='来了几个人')),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='policies.jurisdiction', verbose_name='地方')),
                ('programmes', models.ManyToManyField(blank=True, help_text='都不选:全部项目。', related_name='+', to='policies.programme', verbose_name='哪些项目')),
            ],
            options={
                'verbose_name': '培训',
                'verbose_name_plural': '培训',
                'ordering': ['-held_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('attendees__gte', 1)), name='policies_training_was_attended', violation_error_message='一个人也没有来的,不算培训过。')],
            },
        ),
        migrations.CreateModel(
            name='UnitPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('letter', '委托书'), ('plan', '实施方案(细则)')], max_length=10, verbose_name='哪种文件')),
                ('number', models.CharField(help_text='例如 花民委〔2024〕7号;没有文号的写名称。', max_length=80, verbose_name='文号或编号')),
                ('since', models.DateField(help_text='委托书写的起日;方案写印发的日子。', verbose_name='从哪天起')),
                ('until', models.DateField(blank=True, help_text='文件没有写的,空着。', null=True, verbose_name='到哪天止')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtaildocs.document', verbose_name='扫描件')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='policies.unit', verbose_name='哪个单位')),
            ],
            options={
                'verbose_name': '单位文件',
                'verbose_name_plural': '单位文件',
                'ordering': ['unit__code', 'kind', '-since'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='policies_unit_paper_ends_after_start', violation_error_message='止日不能早于起日。')],
            },
        ),
        migrations.RunPython(let_them_in, migrations.RunPython.noop),
    ]
