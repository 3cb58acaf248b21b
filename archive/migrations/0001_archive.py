"""What the archive holds, as tables."""

import archive.text.vocabulary
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Original',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('size', models.BigIntegerField(verbose_name='字节数')),
                ('taken_on', models.DateTimeField(auto_now_add=True, verbose_name='收入时间')),
            ],
            options={
                'verbose_name': '原始文件',
                'verbose_name_plural': '原始文件',
                'ordering': ['sha256'],
            },
        ),
        migrations.CreateModel(
            name='Setting',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('value', models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('code', models.CharField(max_length=6, primary_key=True, serialize=False, verbose_name='代码')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('short_name', models.CharField(help_text='不含“省”“市”“县”等字', max_length=40, verbose_name='简称')),
                ('aliases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='别名')),
                ('level', models.CharField(choices=[(archive.text.vocabulary.Level['NATION'], '国家'), (archive.text.vocabulary.Level['PROVINCE'], '省级'), (archive.text.vocabulary.Level['PREFECTURE'], '地级'), (archive.text.vocabulary.Level['COUNTY'], '县级')], max_length=12, verbose_name='级别')),
                ('from_year', models.SmallIntegerField(blank=True, null=True, verbose_name='启用年')),
                ('to_year', models.SmallIntegerField(blank=True, null=True, verbose_name='停用年')),
                ('sort_key', models.CharField(help_text='拼音', max_length=120, verbose_name='排序键')),
                ('is_sample', models.BooleanField(default=False, verbose_name='示例')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='archive.place', verbose_name='上级')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='archive.place', verbose_name='继任')),
            ],
            options={
                'verbose_name': '地区',
                'verbose_name_plural': '地区',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_name', models.CharField(blank=True, help_text='无代码的区域（如新区）在此保留其名', max_length=60, verbose_name='地名原文')),
                ('year', models.SmallIntegerField(blank=True, null=True, verbose_name='年份')),
                ('slug', models.SlugField(max_length=66, verbose_name='短名')),
                ('first_key', models.CharField(editable=False, max_length=90, verbose_name='最初的键')),
                ('kind', models.CharField(choices=[(archive.text.vocabulary.Kind['WORK_REPORT'], '政府工作报告'), (archive.text.vocabulary.Kind['RESOLUTION'], '决议'), (archive.text.vocabulary.Kind['COMMUNIQUE'], '公报'), (archive.text.vocabulary.Kind['STATISTICS'], '统计公报'), (archive.text.vocabulary.Kind['POLICY'], '政策文件'), (archive.text.vocabulary.Kind['REGULATION'], '法规规章'), (archive.text.vocabulary.Kind['ARTICLE'], '文章'), (archive.text.vocabulary.Kind['MINUTES'], '纪要'), (archive.text.vocabulary.Kind['SUMMARY'], '摘要'), (archive.text.vocabulary.Kind['OTHER'], '其他')], default=archive.text.vocabulary.Kind['OTHER'], max_length=12, verbose_name='文种')),
                ('status', models.CharField(choices=[('draft', '草稿'), ('published', '已公布'), ('withdrawn', '已撤回')], default='draft', max_length=10, verbose_name='状态')),
                ('title', models.CharField(max_length=300, verbose_name='标题')),
                ('subtitle', models.CharField(blank=True, max_length=300, verbose_name='副标题')),
                ('kicker', models.CharField(blank=True, max_length=300, verbose_name='引题')),
                ('review_year', models.SmallIntegerField(blank=True, null=True, verbose_name='回顾年份')),
                ('plan_year', models.SmallIntegerField(blank=True, null=True, verbose_name='部署年份')),
                ('delivered_on', models.DateField(blank=True, null=True, verbose_name='报告日期')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='发表日期')),
                ('speaker', models.CharField(blank=True, max_length=60, verbose_name='报告人')),
                ('speaker_role', models.CharField(blank=True, max_length=60, verbose_name='职务')),
                ('authors', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='作者')),
                ('occasion', models.CharField(blank=True, max_length=200, verbose_name='场合')),
                ('issuer', models.CharField(blank=True, max_length=200, verbose_name='发布机关')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='来源')),
                ('language', models.CharField(default='zh-Hans', max_length=12, verbose_name='语言')),
                ('is_sample', models.BooleanField(default=False, verbose_name='示例')),
                ('supplied', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None, verbose_name='文库补充的项')),
                ('suggestions', models.JSONField(blank=True, default=dict, verbose_name='建议')),
                ('evidence', models.JSONField(blank=True, default=dict, help_text='各项是从哪几个字读出的', verbose_name='依据')),
                ('warnings', models.JSONField(blank=True, default=list, verbose_name='提示')),
                ('text_hash', models.CharField(editable=False, max_length=64)),
                ('paragraph_count', models.IntegerField(default=0, editable=False, verbose_name='段数')),
                ('character_count', models.IntegerField(default=0, editable=False, verbose_name='字数')),
                ('added_on', models.DateTimeField(auto_now_add=True, verbose_name='收入时间')),
                ('updated_on', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='公布时间')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤回时间')),
                ('withdrawn_reason', models.CharField(blank=True, max_length=400, verbose_name='撤回原因')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='archive.place', verbose_name='地区')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='撤回人')),
            ],
            options={
                'verbose_name': '报告',
                'verbose_name_plural': '报告',
                'ordering': [models.OrderBy(models.F('year'), descending=True, nulls_last=True), 'place_id', 'slug', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Paragraph',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.IntegerField()),
                ('kind', models.CharField(choices=[(archive.text.vocabulary.BlockKind['TITLE'], '标题'), (archive.text.vocabulary.BlockKind['SUBTITLE'], '副标题'), (archive.text.vocabulary.BlockKind['KICKER'], '引题'), (archive.text.vocabulary.BlockKind['BYLINE'], '署名'), (archive.text.vocabulary.BlockKind['DELIVERY'], '报告时间与场合'), (archive.text.vocabulary.BlockKind['SALUTATION'], '称呼'), (archive.text.vocabulary.BlockKind['HEADING'], '小标题'), (archive.text.vocabulary.BlockKind['BODY'], '正文'), (archive.text.vocabulary.BlockKind['CAPTION'], '图片说明'), (archive.text.vocabulary.BlockKind['NOTE'], '附注'), (archive.text.vocabulary.BlockKind['TABLE'], '表格'), (archive.text.vocabulary.BlockKind['GLOSSARY'], '名词解释')], max_length=10)),
                ('part', models.CharField(choices=[(archive.text.vocabulary.Part['REVIEW'], '工作回顾'), (archive.text.vocabulary.Part['TARGETS'], '主要目标'), (archive.text.vocabulary.Part['PLAN'], '工作安排'), (archive.text.vocabulary.Part['SELF'], '自身建设')], max_length=8, null=True)),
                ('flags', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[(archive.text.vocabulary.Flag['INCOMPLETE'], '原件缺字'), (archive.text.vocabulary.Flag['DAMAGED'], '原件损坏，未能复原'), (archive.text.vocabulary.Flag['INFERRED'], '含推定的字'), (archive.text.vocabulary.Flag['MISPLACED'], '位置与原版面不同'), (archive.text.vocabulary.Flag['OCR'], '文字识别所得')], max_length=12), default=list, size=None)),
                ('text', models.TextField()),
                ('folded', models.TextField()),
                ('report', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='paragraphs', to='archive.report')),
            ],
            options={
                'ordering': ['report_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('key', models.CharField(max_length=90, primary_key=True, serialize=False)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_addresses', to='archive.report')),
            ],
        ),
        migrations.CreateModel(
            name='Edit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.IntegerField()),
                ('kind', models.CharField(choices=[(archive.text.vocabulary.EditKind['COPY'], '重复的副本'), (archive.text.vocabulary.EditKind['FURNITURE'], '网页杂项'), (archive.text.vocabulary.EditKind['WATERMARK'], '水印文字'), (archive.text.vocabulary.EditKind['MARK'], '夹在字间的符号'), (archive.text.vocabulary.EditKind['PINYIN'], '注音'), (archive.text.vocabulary.EditKind['MOJIBAKE'], '乱码复原'), (archive.text.vocabulary.EditKind['REJOINED'], '断行接合'), (archive.text.vocabulary.EditKind['SPLIT'], '拆行'), (archive.text.vocabulary.EditKind['MOVED'], '移位'), (archive.text.vocabulary.EditKind['SCRIPT'], '字形转换'), (archive.text.vocabulary.EditKind['SPACING'], '空白')], max_length=10)),
                ('start', models.IntegerField()),
                ('end', models.IntegerField()),
                ('before', models.TextField()),
                ('after', models.TextField()),
                ('paragraph', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='edits', to='archive.paragraph')),
                ('report', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='edits', to='archive.report')),
            ],
            options={
                'ordering': ['report_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.IntegerField()),
                ('level', models.SmallIntegerField()),
                ('number', models.CharField(blank=True, max_length=20)),
                ('heading', models.CharField(blank=True, max_length=400)),
                ('path', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=420), default=list, size=None)),
                ('part', models.CharField(choices=[(archive.text.vocabulary.Part['REVIEW'], '工作回顾'), (archive.text.vocabulary.Part['TARGETS'], '主要目标'), (archive.text.vocabulary.Part['PLAN'], '工作安排'), (archive.text.vocabulary.Part['SELF'], '自身建设')], max_length=8, null=True)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='archive.section')),
                ('report', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='archive.report')),
            ],
            options={
                'ordering': ['report_id', 'position'],
            },
        ),
        migrations.AddField(
            model_name='paragraph',
            name='section',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='paragraphs', to='archive.section'),
        ),
        migrations.CreateModel(
            name='Token',
            fields=[
                ('value', models.CharField(max_length=10, primary_key=True, serialize=False)),
                ('given_on', models.DateTimeField(null=True)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, db_index=False, related_name='tokens', to='archive.report')),
            ],
            options={
                'ordering': ['value'],
            },
        ),
        migrations.AddField(
            model_name='paragraph',
            name='token',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paragraph', to='archive.token'),
        ),
        migrations.CreateModel(
            name='Witness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=400), size=None, verbose_name='文件名')),
                ('relation', models.CharField(choices=[('same', '正文取自此文件'), ('copy', '文字相同'), ('near', '文字相近')], max_length=4, verbose_name='关系')),
                ('taken_on', models.DateTimeField(auto_now_add=True, verbose_name='收入时间')),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='witnesses', to='archive.original')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='witnesses', to='archive.report')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('place', 'year', 'slug'), name='report_key', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('text_hash',), name='report_text'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('year', None), ('year__range', (1900, 2099)), _connector='OR'), name='year_of_reports', violation_error_message='年份应在 1900 到 2099 之间，没有就空着。'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), models.Q(('withdrawn_reason', ''), _negated=True), _connector='OR'), name='withdrawn_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='edit',
            constraint=models.UniqueConstraint(fields=('report', 'position'), name='edit_position'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.UniqueConstraint(fields=('report', 'position'), name='section_position'),
        ),
        migrations.AddConstraint(
            model_name='paragraph',
            constraint=models.UniqueConstraint(fields=('report', 'position'), name='paragraph_position'),
        ),
        migrations.AddConstraint(
            model_name='witness',
            constraint=models.UniqueConstraint(fields=('report', 'original'), name='witness_once'),
        ),
    ]
