import os

from django.core.wsgi import get_wsgi_application

from archive import postgres

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
postgres.start()
application = get_wsgi_application()
