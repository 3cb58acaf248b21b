"""A file handed in as the corrected text of a report: `--revises KEY`."""
import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from archive.editing.turning import made_text, show
from archive.holdings.publication import withdraw
from archive.intake.ingest import OFFERED
from archive.intake.uploads import add, begin
from archive.intake.worker import Worker
from archive.models import FormerAddress, Report, Witness
from archive.text.errors import Refused
from tests.extraction.files import zip_file
from tests.test_ingest import take
from tests.test_revision import FOUR, FRONT, ONE, THREE, TWO, texts

pytestmark = pytest.mark.django_db
KEY = "620100/2019/work-report"


def file(*lines: str, front: tuple[str, ...] = FRONT) -> str:
    return "\n".join([*front, *lines])


def test_the_corrected_text_takes_the_place_of_the_old_one() -> None:
    take(file(ONE, TWO), "旧.txt")
    outcome = take(file(ONE, THREE), "新.txt", revises=KEY)
    assert (outcome.status, outcome.error, outcome.warnings) == ("revision", None, ())
    report = Report.objects.get()
    assert (texts(report), report.revision, report.key) == ([ONE, THREE], 2, KEY)
    assert report.revisions.get(number=2).reason == "据“新.txt”修订"
    assert dict(Witness.objects.values_list("names__0", "relation")) == {"旧.txt": "near", "新.txt": "same"}


def test_how_near_other_files_are_is_measured_against_the_text_that_stands() -> None:
    take(file(ONE, TWO), "旧.txt")
    take(file(ONE, THREE), "新.txt", revises=KEY)
    old = Witness.objects.get(names=["旧.txt"])
    assert 0 < old.likeness < 1
    take(file("", ONE, TWO), "又.txt", revises=KEY)
    assert {witness.names[0]: witness.likeness for witness in Witness.objects.all()} == {"旧.txt": 1, "新.txt": old.likeness, "又.txt": None}


def test_the_same_text_is_a_duplicate() -> None:
    take(file(ONE, TWO), "旧.txt")
    outcome = take(file("", ONE, TWO), "又.txt", revises=KEY)
    assert outcome.status == "duplicate"
    assert Report.objects.get().revision == 1
    assert dict(Witness.objects.values_list("names__0", "relation")) == {"旧.txt": "same", "又.txt": "copy"}


LATIN = TWO + "采用Covid19vaccine等。"


@pytest.mark.parametrize(("line", "status"), [
    (LATIN.replace("vaccine", " vaccine"), "revision"), (LATIN.replace("采用", "采用 "), "duplicate"), (LATIN.replace("。", "．"), "revision"), (LATIN, "duplicate")])
def test_what_counts_as_the_same_text_is_one_rule_by_command_and_by_upload(line: str, status: str) -> None:
    """White space that a search sees, and signs that it does not, are corrections; white space beside Chinese is none."""
    take(file(ONE, LATIN), "旧.txt")
    offered = take(file("", ONE, line), "交.txt", revises=KEY, is_offer=True)
    assert offered.status == {"revision": "witness"}.get(status, status)
    taken = take(file("", "", ONE, line), "新.txt", revises=KEY)
    assert (taken.status, texts(Report.objects.get())[-1]) == (status, line if status == "revision" else LATIN)


def test_an_offered_text_that_differs_in_white_space_can_be_taken() -> None:
    take(file(ONE, LATIN), "旧.txt")
    take(file(ONE, LATIN.replace("vaccine", " vaccine")), "新.txt", revises=KEY, is_offer=True)
    made_text(Witness.objects.get(names=["新.txt"]), None, "补上空格")
    assert texts(Report.objects.get())[-1] == LATIN.replace("vaccine", " vaccine")


def test_a_file_that_was_the_text_before_can_be_it_again() -> None:
    take(file(ONE, TWO), "旧.txt")
    take(file(ONE, THREE), "新.txt", revises=KEY)
    assert take(file(ONE, TWO), "旧.txt", revises=KEY).status == "revision"
    assert texts(Report.objects.get()) == [ONE, TWO]
    assert dict(Witness.objects.values_list("names__0", "relation")) == {"旧.txt": "same", "新.txt": "near"}


def test_a_key_that_the_report_once_had_will_do() -> None:
    FormerAddress.objects.create(key="620100/2018/work-report", report=take(file(ONE, TWO)).report)
    assert take(file(ONE, THREE), revises="620100/2018/work-report").status == "revision"


@pytest.mark.parametrize("title", ["2018年兰州市政府工作报告", "2019年定西市政府工作报告"])
def test_a_text_of_another_place_or_year_is_refused(title: str) -> None:
    take(file(ONE, TWO))
    outcome = take(file(ONE, THREE, front=(title, FRONT[1])), "他.txt", revises=KEY)
    assert outcome.status == "refused"
    assert "所修订的报告却是" in str(outcome.error)
    assert texts(Report.objects.get()) == [ONE, TWO]
    assert take(file(ONE, THREE, front=(title, FRONT[1])), "他.txt").status == "imported"


def test_it_is_taken_where_its_place_and_year_are_said() -> None:
    take(file(ONE, TWO))
    outcome = take(file(ONE, THREE, front=("2018年定西市政府工作报告", FRONT[1])), revises=KEY, place="620100", year=2019)
    assert (outcome.status, outcome.report.key) == ("revision", KEY)


@pytest.mark.parametrize("key", ["620100/2018/work-report", "620100/work-report", "", "/", "x/y/z", "620100/99999/x", "620100/２０１９/x", "a\x00b/2019/x", "定西"])
def test_a_key_of_nothing_is_refused(key: str) -> None:
    take(file(ONE, TWO))
    outcome = take(file(ONE, THREE), revises=key or " ")
    assert outcome.status == "refused"
    assert "没有地址" in str(outcome.error)
    assert Report.objects.count() == 1


def test_a_withdrawn_report_is_not_revised() -> None:
    withdraw(take(file(ONE, TWO)).report, None, "有误")
    outcome = take(file(ONE, THREE), "新.txt", revises=KEY)
    assert outcome.status == "refused"
    assert Witness.objects.count() == 1


@pytest.mark.parametrize("raw", [zip_file({"甲.txt": file(ONE, THREE).encode(), "乙.txt": file(FOUR).encode()}),
                                 "text\n" + ONE + THREE + "\n" + TWO + FOUR + "\n"])
def test_a_file_of_several_documents_is_refused(raw: bytes | str) -> None:
    take(file(ONE, TWO))
    outcome = take(raw, "几份.csv" if isinstance(raw, str) else "几份.zip", revises=KEY)
    assert outcome.status == "refused"
    assert "一份文件" in str(outcome.error)


def test_the_text_of_another_report_is_refused() -> None:
    take(file(ONE, TWO))
    other = take(file(THREE, FOUR, front=("2018年定西市政府工作报告", FRONT[1]))).report
    outcome = take(file(THREE, FOUR, front=("2018年定西市政府工作报告", FRONT[1])) + "\n", revises=KEY, place="620100", year=2019)
    assert outcome.status == "refused"
    assert other.key in str(outcome.error)


def test_what_is_handed_in_of_a_withdrawn_report_is_told_so() -> None:
    withdraw(take(file(ONE, TWO)).report, None, "有误")
    outcome = take(file("", ONE, TWO), "又.txt")
    assert outcome.status == "duplicate"
    assert "已经撤回" in str(outcome.warnings[0])
    assert Report.objects.get().status == "withdrawn"


# By command and by upload

def test_the_command_revises_with_one_file(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    take(file(ONE, TWO))
    new, other = tmp_path / "新.txt", tmp_path / "又.txt"
    new.write_text(file(ONE, THREE), encoding="utf-8")
    other.write_text(file(ONE, FOUR), encoding="utf-8")
    call_command("import_reports", new, "--revises", KEY, "--json")
    assert json.loads(capsys.readouterr().out)["status"] == "revision"
    with pytest.raises(CommandError, match="一份文件"):
        call_command("import_reports", new, other, "--revises", KEY)
    assert Report.objects.get().revision == 2


def test_an_upload_that_revises_takes_one_text() -> None:
    take(file(ONE, TWO))
    editor = User.objects.create_superuser("editor")
    upload = begin(editor, {"revises": KEY})
    for name, raw in (("几份.zip", zip_file({"甲.txt": b"x"})), ("几份.csv", f"text\n{ONE}\n".encode())):
        with pytest.raises(Refused, match="一份文件"):
            add(upload, name, raw)
    first = add(upload, "新.txt", file(ONE, THREE).encode())
    with pytest.raises(Refused, match="一份文件"):
        add(upload, "又.txt", file(ONE, FOUR).encode())
    assert add(upload, "新.txt", file(ONE, THREE).encode()) == first
    Worker().drain()
    first.refresh_from_db()
    assert (first.status, first.report.revision) == ("witness", 1)


@pytest.mark.parametrize("may_publish", [True, False])
def test_an_uploaded_revision_waits_beside_the_public_text_until_an_editor_takes_it(may_publish: bool) -> None:
    take(file(ONE, TWO), "旧.txt")
    by = User.objects.create_superuser("editor") if may_publish else User.objects.create_user("uploader")
    item = add(begin(by, {"revises": KEY}), "新.txt", file(ONE, THREE).encode())
    Worker().drain()
    item.refresh_from_db()
    report, witness = Report.objects.get(), item.witness
    assert (texts(report), report.revision) == ([ONE, TWO], 1)
    assert (witness.relation, witness.is_shown, item.warnings[-1]["pattern"]) == ("near", False, OFFERED.pattern)
    assert THREE in witness.text
    made_text(witness, by, "照新本更正")
    report.refresh_from_db()
    witness.refresh_from_db()
    assert (texts(report), report.revision, witness.is_shown) == ([ONE, THREE], 2, True)
    assert not [warning for warning in [*witness.warnings, *report.warnings] if warning["pattern"] == OFFERED.pattern]


def test_a_file_offered_for_a_revision_and_shown_beside_the_text_asks_readers_nothing(client: Client) -> None:
    take(file(ONE, TWO), "旧.txt")
    item = add(begin(User.objects.create_user("uploader"), {"revises": KEY}), "新.txt", file(ONE, THREE).encode())
    Worker().drain()
    item.refresh_from_db()
    show(item.witness, User.objects.create_superuser("editor"))
    for address in (f"/reports/{KEY}/witnesses/", f"/api/v1/reports/{KEY}/"):
        page = client.get(address).content.decode()
        assert "新.txt" in page
        assert "该归哪里" not in page


def test_what_others_hand_in_of_a_public_report_is_not_shown_until_an_editor_says_so(client: Client) -> None:
    take(file(ONE, TWO), "旧.txt")
    report = Report.objects.get()
    upload = begin(User.objects.create_user("uploader"))
    same, copy = add(upload, "广告.txt", file(ONE, TWO).encode()), add(upload, "又广告.txt", ("\ufeff" + file(ONE, TWO)).encode())
    Worker().drain()
    assert {item.status for item in upload.items.all()} == {"duplicate"}
    shown = [client.get(address).content.decode() for address in (f"/reports/{KEY}/", f"/reports/{KEY}/witnesses/", f"/reports/{KEY}.json", f"/api/v1/reports/{KEY}/")]
    assert all("旧.txt" in page and "广告" not in page for page in shown)
    assert client.get(f"/reports/{KEY}/original/{copy.original_id}/").status_code == 404
    copy.refresh_from_db()
    show(copy.witness, User.objects.create_superuser("editor"))
    assert "又广告.txt" in client.get(f"/reports/{KEY}/witnesses/").content.decode()
    assert report.witnesses.get(original=same.original_id).names == ["旧.txt"]
