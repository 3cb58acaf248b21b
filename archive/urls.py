"""Every address of the site, the permanent ones first."""
from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from archive import converters
from archive.api import views as api
from archive.views import health, home, language, paragraphs, places, reports, robots, search

converters.register()

handler400 = "archive.views.errors.bad_request"
handler403 = "archive.views.errors.forbidden"
handler404 = "archive.views.errors.not_found"
handler500 = "archive.views.errors.server_error"

REPORT = "reports/<code:code>/<year:year>/<slug:slug>"

urlpatterns = [
    path("p/<str:written>/", paragraphs.paragraph, name="paragraph"),
    path(f"{REPORT}/", reports.report, name="report"),
    path(f"{REPORT}.txt", reports.text, name="report_text"),
    path(f"{REPORT}.json", reports.as_json, name="report_json"),
    path(f"{REPORT}.ris", reports.ris, name="report_ris"),
    path(f"{REPORT}.bib", reports.bib, name="report_bib"),
    path(f"{REPORT}/original/<sha256:sha256>/", reports.original, name="original"),
    path("reports/<code:code>/<year:year>/", places.place_year, name="place_year"),
    path("reports/<code:code>/", places.place, name="place"),
    path("reports/", places.reports, name="reports"),
    path("search/", search.search, name="search"),
    path("", home.home, name="home"),
    path("api/v1/search/", api.Search.as_view(), name="api_search"),
    path("api/v1/reports/", api.Reports.as_view(), name="api_reports"),
    path(f"api/v1/{REPORT}/", api.ReportAt.as_view(), name="api_report"),
    path("api/v1/paragraphs/<str:token>/", api.ParagraphOf.as_view(), name="api_paragraph"),
    path("api/v1/places/", api.Places.as_view(), name="api_places"),
    path("api/v1/schema/", api.Schema.as_view(), name="api_schema"),
    path("api/v1/docs/", api.Docs.as_view(), name="api_docs"),
    path("api/v1/", RedirectView.as_view(pattern_name="api_docs"), name="api"),
    path("api/v1/<path:rest>", api.Nowhere.as_view()),
    path("language/<str:code>/", language.language, name="language"),
    path("healthz", health.health, name="health"),
    path("robots.txt", robots.robots, name="robots"),
    path("admin/", admin.site.urls),
]
