"""Where a village lies, town or country: values may differ between the two."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policies', '0007_papers_and_training'),
    ]

    operations = [
        migrations.AddField(
            model_name='unit',
            name='area',
            field=models.CharField(blank=True, choices=[('urban', '城镇'), ('rural', '农村')], help_text='标准分城镇、农村的地方要选;村空着:跟着乡镇。不分城乡的地方都空着。', max_length=5, verbose_name='城乡'),
        ),
        migrations.AlterField(
            model_name='parametervalue',
            name='scope',
            field=models.CharField(blank=True, help_text='全县一个数的,不用选;分城乡、分乡镇的,一处填一行。', max_length=20, verbose_name='用在哪里'),
        ),
    ]
