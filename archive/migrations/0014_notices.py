"""What readers say is wrong with a paragraph."""
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0013_releases"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=10)),
                ("key", models.CharField(max_length=90)),
                ("revision", models.SmallIntegerField()),
                ("text", models.TextField()),
                ("words", models.CharField(max_length=1000)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("state", models.CharField(choices=[("open", "待处理"), ("answered", "已处理"), ("closed", "不处理")], default="open", max_length=8)),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("who", models.CharField(blank=True, max_length=150)),
                ("decided_at", models.DateTimeField(null=True)),
                ("by", models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "勘误", "verbose_name_plural": "勘误", "ordering": ["-made_at", "-pk"],
                "indexes": [models.Index(fields=["state", "-made_at"], name="notice_queue")],
            },
        ),
    ]
