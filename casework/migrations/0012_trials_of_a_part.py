"""A trial may be for a part of the place: town, country or one township."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0011_complaints'),
    ]

    operations = [
        migrations.AddField(
            model_name='whatifrun',
            name='scope',
            field=models.CharField(blank=True, max_length=20, verbose_name='哪一片'),
        ),
    ]
