"""The front door."""
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.browsing import catalogue
from archive.models import Report
from archive.views import browse
from archive.views.freshness import fresh
from archive.views.pages import page

# One word, two words, and a phrase without another: what the samples and nearly every real report hold.
EXAMPLES = ["营商环境", "民生 就业", "“高质量发展” -旅游"]
NEWEST = 8


@require_safe
@fresh
def home(request: HttpRequest) -> HttpResponse:
    newest = Report.objects.public().select_related("place").order_by("-published_at", "-pk")[:NEWEST]
    return page(request, "home.html", {
        **browse.table(catalogue.matrix(Report.objects.public()), reverse("holdings_csv")),
        "totals": catalogue.totals(), "examples": EXAMPLES, "newest": list(newest),
    })
