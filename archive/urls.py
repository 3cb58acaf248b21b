"""Every address of the site, the permanent ones first."""
from django.contrib import admin
from django.urls import path

from archive import converters
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
    path("language/<str:code>/", language.language, name="language"),
    path("healthz", health.health, name="health"),
    path("robots.txt", robots.robots, name="robots"),
    path("admin/", admin.site.urls),
]
