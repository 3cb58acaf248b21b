"""What the archive is made of, what of it is whole and what is not, and whom to ask."""
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from archive.browsing import coverage
from archive.views.freshness import fresh
from archive.views.pages import page


@require_safe
@fresh
def about(request: HttpRequest) -> HttpResponse:
    contact = settings.ARCHIVE_CONTACT
    return page(request, "about.html", {"coverage": coverage.coverage(), "contact": contact, "contact_address": address(contact)})


def address(contact: str) -> str | None:
    """Where a link to the contact leads, if it is an e-mail or a web address."""
    for check, prefix in ((validate_email, "mailto:"), (URLValidator(["http", "https"]), "")):
        try:
            check(contact)
        except ValidationError:
            continue
        return f"{prefix}{contact}"
    return None
