"""Every address of the site, the permanent ones first."""
from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.urls import path, re_path
from django.views.generic import RedirectView

from archive import converters
from archive.api import views as api
from archive.views import (
    about,
    browse,
    citations,
    comparison,
    exports,
    feeds,
    health,
    help,
    history,
    home,
    icon,
    language,
    notices,
    oai,
    paragraphs,
    places,
    releases,
    reports,
    robots,
    search,
    sitemaps,
    suggest,
)
from archive.views.staff import front, login, merge, turning, undo, uploads
from archive.views.staff import notices as staff_notices
from archive.views.staff import paragraphs as staff_paragraphs
from archive.views.staff import places as staff_places
from archive.views.staff import reports as staff_reports

converters.register()

handler400 = "archive.views.errors.bad_request"
handler403 = "archive.views.errors.forbidden"
handler404 = "archive.views.errors.not_found"
handler500 = "archive.views.errors.server_error"

REPORT = "reports/<code:code>/<year:year>/<slug:slug>"
STAFF_REPORT = "staff/reports/<int:pk>"

urlpatterns = [
    path("p/<named:written>/", paragraphs.paragraph, name="paragraph"),
    path("p/<named:written>.ris", citations.paragraph_ris, name="paragraph_ris"),
    path("p/<named:written>.bib", citations.paragraph_bib, name="paragraph_bib"),
    path("p/<named:written>.csl.json", citations.paragraph_csl, name="paragraph_csl"),
    path("p/<named:written>/variants/", paragraphs.paragraph_variants, name="paragraph_variants"),
    path("p/<named:written>/error/", notices.notice, name="notice"),
    path(f"{REPORT}/", reports.report, name="report"),
    path(f"{REPORT}.txt", reports.text, name="report_text"),
    path(f"{REPORT}.json", reports.as_json, name="report_json"),
    path(f"{REPORT}.ris", citations.report_ris, name="report_ris"),
    path(f"{REPORT}.bib", citations.report_bib, name="report_bib"),
    path(f"{REPORT}.csl.json", citations.report_csl, name="report_csl"),
    path(f"{REPORT}/history/", history.history, name="report_history"),
    path(f"{REPORT}/witnesses/", comparison.witnesses, name="report_witnesses"),
    path(f"{REPORT}/witnesses/<sha256:sha256>/", comparison.witness, name="report_witness"),
    path(f"{REPORT}/original/<sha256:sha256>/", reports.original, name="original"),
    path("reports/<code:code>/<year:year>/", places.place_year, name="place_year"),
    path("reports/<code:code>/feed.atom", feeds.place, name="place_feed"),
    path("reports/<code:code>/holdings.csv", browse.below_csv, name="below_csv"),
    path("reports/<code:code>.csv", browse.place_csv, name="place_csv"),
    path("reports/<code:code>/", places.place, name="place"),
    path("reports.csv", browse.reports_csv, name="reports_csv"),
    path("reports/", places.reports, name="reports"),
    path("holdings.csv", browse.holdings_csv, name="holdings_csv"),
    path("kinds/<str:kind>.csv", browse.kind_csv, name="kind_csv"),
    path("kinds/<str:kind>/", browse.kind, name="kind"),
    path("kinds.csv", browse.kinds_csv, name="kinds_csv"),
    path("kinds/", browse.kinds, name="kinds"),
    path("speakers.csv", browse.speakers_csv, name="speakers_csv"),
    path("speakers/", browse.speakers, name="speakers"),
    path("search.csv", exports.csv, name="search_csv"),
    path("search.jsonl", exports.json_lines, name="search_jsonl"),
    path("search/lines.csv", exports.concordance, name="search_lines_csv"),
    path("search.atom", feeds.search, name="search_feed"),
    path("search/", search.search, name="search"),
    path("releases/<int:number>/archive.zip", releases.archive_zip, name="release_zip"),
    path("releases/", releases.releases, name="releases"),
    path("about/", about.about, name="about"),
    path("help/", help.help_page, name="help"),
    path("suggest/", suggest.suggest, name="suggest"),
    path("", home.home, name="home"),
    path("api/v1/search/", api.Search.as_view(), name="api_search"),
    path("api/v1/reports/", api.Reports.as_view(), name="api_reports"),
    path(f"api/v1/{REPORT}/", api.ReportAt.as_view(), name="api_report"),
    path("api/v1/paragraphs/<named:token>/", api.ParagraphOf.as_view(), name="api_paragraph"),
    path("api/v1/places/", api.Places.as_view(), name="api_places"),
    path("api/v1/schema/", api.Schema.as_view(), name="api_schema"),
    path("api/v1/docs/", api.Docs.as_view(), name="api_docs"),
    path("api/", RedirectView.as_view(pattern_name="api_docs")),
    path("api/v1/", RedirectView.as_view(pattern_name="api_docs"), name="api"),
    re_path(r"^api/(?P<rest>[\s\S]*)\Z", api.Nowhere.as_view()),
    path("oai/", oai.oai, name="oai"),
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("sitemap-<int:number>.xml", sitemaps.sitemap, name="sitemap"),
    path("language/<str:code>/", language.language, name="language"),
    path("healthz", health.health, name="health"),
    path("feed.atom", feeds.archive, name="feed"),
    path("opensearch.xml", feeds.opensearch, name="opensearch"),
    path("favicon.ico", icon.icon),
    path("robots.txt", robots.robots, name="robots"),
    path("staff/", front.front, name="staff"),
    path("staff/events/", front.events, name="staff_events"),
    path("staff/notices/", staff_notices.queue, name="staff_notices"),
    path("staff/notices/<int:pk>/", staff_notices.decide, name="staff_notice"),
    path("staff/places/", staff_places.suggestions, name="staff_places"),
    path("staff/login/", login.Login.as_view(), name="staff_login"),
    path("staff/logout/", LogoutView.as_view(next_page="home"), name="staff_logout"),
    path("staff/uploads/", uploads.begin, name="staff_begin"),
    path("staff/uploads/<int:pk>/", uploads.upload, name="staff_upload"),
    path("staff/uploads/<int:pk>/files/", uploads.files, name="staff_upload_files"),
    path("staff/uploads/<int:pk>/close/", uploads.close, name="staff_upload_close"),
    path("staff/uploads/<int:pk>/progress/", uploads.progress, name="staff_upload_progress"),
    path("staff/uploads/<int:pk>/undo/", undo.undo, name="staff_upload_undo"),
    path(f"{STAFF_REPORT}/", staff_reports.report, name="staff_report"),
    path(f"{STAFF_REPORT}/suggestions/<str:name>/", staff_reports.accept, name="staff_accept"),
    path(f"{STAFF_REPORT}/warnings/<int:number>/", staff_reports.dismiss, name="staff_dismiss"),
    path(f"{STAFF_REPORT}/publish/", staff_reports.publish, name="staff_publish"),
    path(f"{STAFF_REPORT}/withdraw/", staff_reports.withdraw, name="staff_withdraw"),
    path(f"{STAFF_REPORT}/restore/", staff_reports.restore, name="staff_restore"),
    path(f"{STAFF_REPORT}/discard/", staff_reports.discard, name="staff_discard"),
    path(f"{STAFF_REPORT}/belong/", turning.belong, name="staff_belong"),
    path(f"{STAFF_REPORT}/witnesses/<sha256:sha256>/", turning.turn_witness, name="staff_turn_witness"),
    path(f"{STAFF_REPORT}/merge/", merge.merge, name="staff_merge"),
    path(f"{STAFF_REPORT}/paragraphs/<named:token>/", staff_paragraphs.paragraph, name="staff_paragraph"),
    path(f"{STAFF_REPORT}/edits/", staff_paragraphs.undo_edit, name="staff_undo_edit"),
    path(f"{STAFF_REPORT}/original/<sha256:sha256>/", staff_reports.original, name="staff_original"),
    path("admin/login/", RedirectView.as_view(pattern_name="staff_login", query_string=True)),
    path("admin/", admin.site.urls),
]
