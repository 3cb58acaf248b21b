import django.utils.timezone
from django.db import migrations, models

import archive.text.vocabulary


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0004_revisions_and_uploads'),
    ]

    operations = [
        migrations.AddField(
            model_name='formerparagraph',
            name='ended_at',
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name='止于何时'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='formerparagraph',
            name='key',
            field=models.CharField(blank=True, help_text='已并入的报告当时的键', max_length=90, verbose_name='原在报告'),
        ),
        migrations.AlterField(
            model_name='edit',
            name='kind',
            field=models.CharField(choices=[(archive.text.vocabulary.EditKind['COPY'], '重复的副本'), (archive.text.vocabulary.EditKind['FURNITURE'], '网页杂项'), (archive.text.vocabulary.EditKind['WATERMARK'], '水印文字'), (archive.text.vocabulary.EditKind['MARK'], '夹在字间的符号'), (archive.text.vocabulary.EditKind['PINYIN'], '注音'), (archive.text.vocabulary.EditKind['MOJIBAKE'], '乱码复原'), (archive.text.vocabulary.EditKind['REJOINED'], '断行接合'), (archive.text.vocabulary.EditKind['SPLIT'], '拆行'), (archive.text.vocabulary.EditKind['MOVED'], '移位'), (archive.text.vocabulary.EditKind['SCRIPT'], '字形转换'), (archive.text.vocabulary.EditKind['SPACING'], '空白'), (archive.text.vocabulary.EditKind['CORRECTED'], '更正')], max_length=10),
        ),
    ]
