"""How rows are written: as Django would write them, in fewer steps."""
import datetime

import pytest
from django.db import DataError, IntegrityError, connection, models, transaction
from django.forms.models import model_to_dict

from archive.holdings.rows import add
from archive.holdings.store import give_tokens, store
from archive.models import Paragraph, Report, Token
from archive.text.document import read_document
from archive.text.extracted import Extracted
from archive.text.fold import fold
from archive.text.tokens import token
from tests.factories import make_report

pytestmark = pytest.mark.django_db

TEXTS = ("全年经济平稳增长。", "就业形势总体稳定。", "生态环境继续改善。")
KEY = "620100/2023/work-report"


def report(**fields) -> Report:
    return Report(slug="work-report", first_key=KEY, title="政府工作报告", text_hash="0" * 64, **fields)


def written(row: models.Model) -> dict:
    """What the database has of it, but its key and times."""
    return model_to_dict(type(row).objects.get(pk=row.pk), exclude=["id", "added_on", "updated_on"])


@pytest.mark.parametrize("fields", [
    {},
    {"year": 2023, "place_name": "兰州新区", "delivered_on": datetime.date(2023, 1, 10), "is_sample": True},
    {"authors": ["甲", "乙 \"丙\"", "{丁},\\"], "supplied": ["place"], "evidence": {"year": ["2023", None]}, "warnings": [{"pattern": "%s {x}"}]},
    {"published_at": datetime.datetime(2023, 1, 10, tzinfo=datetime.UTC), "status": Report.Status.PUBLISHED},
])
def test_a_row_is_written_as_django_writes_it(fields):
    ours, djangos = report(**fields), report(**fields)
    add(ours)
    found = written(ours)
    ours.delete()
    djangos.save()
    assert found == written(djangos)


def test_a_written_row_is_known_to_be_there():
    row = report()
    add(row)
    assert (row.changed_at, row.added_on) == Report.objects.values_list("changed_at", "added_on").get()
    row.title = "兰州市政府工作报告"
    row.save()
    assert Report.objects.get().title == "兰州市政府工作报告"


def test_a_row_that_may_not_be_there_is_an_error_of_djangos():
    add(report())
    with pytest.raises(IntegrityError), transaction.atomic():
        add(report())
    with pytest.raises(DataError), transaction.atomic():
        add(report(year=2020, subtitle="题" * 301))
    assert Report.objects.count() == 1


def test_a_token_that_another_paragraph_has_is_hashed_again_with_a_counter():
    other = make_report(TEXTS[0])
    for counter in range(2):
        Token.objects.create(value=token(KEY, TEXTS[1], 0, counter), report=other)
    row = report()
    add(row)
    asked = [(text, 0) for text in TEXTS]
    assert give_tokens(row, asked, None) == [token(KEY, TEXTS[0], 0), token(KEY, TEXTS[1], 0, 2), token(KEY, TEXTS[2], 0)]
    assert row.tokens.count() == 3


def test_of_two_paragraphs_with_one_token_the_first_has_it():
    row = report()
    add(row)
    assert give_tokens(row, [(TEXTS[0], 0), (TEXTS[0], 0)], None) == [token(KEY, TEXTS[0], 0), token(KEY, TEXTS[0], 0, 1)]


def test_what_rows_refer_to_is_never_read_through():
    """However small the tables were when the plan for it was made: here, empty."""
    document = read_document(Extracted("报告.txt", "\n".join(["2019年兰州市政府工作报告", *TEXTS, *TEXTS])), "报告.txt", (), (), {})
    with connection.cursor() as cursor:
        cursor.execute("analyze archive_report, archive_section, archive_token")
        cursor.execute("discard plans")  # as in a new session
        before = rows_read_through()
        store(document, [fold(block.text) for block in document.blocks])
        cursor.execute("set constraints all immediate")
    assert rows_read_through() == before
    assert Paragraph.objects.count() == len(document.blocks)


def rows_read_through() -> dict[str, int]:
    """Of tables that others refer to, as this session counts."""
    with connection.cursor() as cursor:
        cursor.execute("select relname, seq_tup_read from pg_stat_xact_user_tables where relname in ('archive_report', 'archive_section', 'archive_token')")
        return dict(cursor.fetchall())
