"""What belongs into each part of a policy page, and the rights to write and publish pages for the two groups."""

import wagtail.fields
from django.db import migrations, models


PAGES = {"编辑": ("add_page", "change_page"), "发布人": ("add_page", "change_page", "publish_page")}


def let_them_write_pages(apps, schema_editor):
    """Give both groups the pages below the root; a house that was never shown the demo had none of it."""
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    kind = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="wagtailcore", model="page").first()
    if root is None or kind is None:
        return
    for name, rights in PAGES.items():
        group = apps.get_model("auth", "Group").objects.filter(name=name).first()
        found = apps.get_model("auth", "Permission").objects.filter(content_type=kind, codename__in=rights)
        for permission in found if group else ():
            apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group=group, page=root, permission=permission
            )


class Migration(migrations.Migration):

    dependencies = [
        ('policies', '0003_editors_and_publishers'),
    ]

    operations = [
        migrations.RunPython(let_them_write_pages, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='policypage',
            name='how_to_apply',
            field=wagtail.fields.RichTextField(help_text='例如:1. 到镇里窗口、网上或者请村里代办;2. 两个人上门看;3. 公示;4. 给信。', verbose_name='怎么办'),
        ),
        migrations.AlterField(
            model_name='policypage',
            name='review_by',
            field=models.DateField(blank=True, help_text='到了这天,写的人和县里的首页会变黄提醒。空着:发布满一年提醒。', null=True, verbose_name='几号前再看一遍'),
        ),
        migrations.AlterField(
            model_name='policypage',
            name='what_you_get',
            field=wagtail.fields.RichTextField(help_text='例如:按差额每月发钱;住院的另有一次性救助。', verbose_name='给多少、给什么'),
        ),
        migrations.AlterField(
            model_name='policypage',
            name='who_may',
            field=wagtail.fields.RichTextField(help_text='例如:户口在本县、家里人均收入低于低保标准、财产符合规定的家庭。', verbose_name='谁能领'),
        ),
        migrations.AlterField(
            model_name='policypage',
            name='whom_to_ask',
            field=wagtail.fields.RichTextField(help_text='写窗口和电话,例如:镇便民中心 0000-1234567。', verbose_name='问谁'),
        ),
    ]
