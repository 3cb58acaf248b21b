from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = _("报告文库")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from archive.access.roles import make_roles
        from archive.admin import vocabulary  # noqa: F401 (registers itself; Django looks into admin.py alone)

        # Permissions are rows that Django makes after the tables, by the same signal.
        post_migrate.connect(make_roles, sender=self)
