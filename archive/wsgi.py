import os
import sys

from django.core.wsgi import get_wsgi_application

from archive import postgres

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
try:
    postgres.start()
except postgres.Unavailable as error:
    sys.exit(str(error))
application = get_wsgi_application()
