"""What crawlers may read: documents, not the endless combinations of filters."""
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

RULES = """User-agent: *
Disallow: /search/
Disallow: /search.
Disallow: /language/
Disallow: /admin/
Disallow: /staff/
Disallow: /api/v1/search/
Disallow: /suggest/
Disallow: /p/*/variants/
Disallow: /p/*/error/
Disallow: /*?
Allow: /
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("sitemap_index"))
    return HttpResponse(f"{RULES}\nSitemap: {sitemap}\n", content_type="text/plain; charset=utf-8")
