"""What crawlers may read: documents, not the endless combinations of filters."""
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

RULES = """User-agent: *
Disallow: /search/
Disallow: /search.
Disallow: /language/
Disallow: /admin/
Disallow: /staff/
Disallow: /api/v1/search/
Disallow: /*?
Allow: /
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(RULES, content_type="text/plain; charset=utf-8")
