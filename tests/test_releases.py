"""A release tells the archive's public state, the same in the same bytes, and an archive is built again from it."""
import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from archive.editing import emendation
from archive.editing.corrections import correct
from archive.editing.merging import merge
from archive.holdings.originals import path_of
from archive.holdings.publication import publish, withdraw
from archive.intake.ingest import Wishes, ingest
from archive.models import (
    Edit,
    Event,
    FormerAddress,
    FormerParagraph,
    Place,
    Release,
    Report,
    Section,
    Setting,
    SpeakerName,
    Tally,
    Token,
    VanishedReport,
    Watermark,
    Witness,
)
from archive.releasing.building import import_release
from archive.releasing.carried import OF_ARCHIVE, OF_REPORT, REPORT, TOMBSTONE, Rows
from archive.releasing.making import make_release
from archive.releasing.packing import MANIFEST, listing
from archive.releasing.present import release
from archive.text.errors import Refused
from archive.views import sending
from tests.test_revision import FOUR, FRONT, ONE, THREE, TWO

pytestmark = pytest.mark.django_db
HEADING, SUBHEADING = "一、2018年工作回顾", "（一）城市建设。"
ALL = [REPORT, TOMBSTONE, *OF_REPORT.values(), *OF_ARCHIVE.values()]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    """The data folder of an archive of its own."""
    settings.DATA, settings.ORIGINALS = tmp_path, tmp_path / "originals"
    return tmp_path


def taken(*texts: str, front: tuple[str, ...] = FRONT, name: str = "报告.txt", **wishes: object) -> Report:
    raw = "\n".join([*front, *texts]).encode()
    report = ingest(raw, name, Wishes(**wishes))[0].report
    if wishes.get("publish", True) and report.status == "draft":  # it resembles another
        publish(report)
    return report


def fill() -> None:
    """An archive in which everything has happened that a release must carry."""
    editor = get_user_model().objects.create_user("editor")
    report = taken(HEADING, ONE, SUBHEADING, TWO, THREE, FOUR)
    taken(HEADING, ONE, SUBHEADING, TWO, THREE.replace("三十", "三十一"), FOUR, name="另一份.txt")
    taken(HEADING, ONE, SUBHEADING, TWO, THREE, FOUR.replace("二十所", "二十一所"), name="修订.txt", revises=report.key)
    report.refresh_from_db()
    emendation.reword(report, report.paragraphs.get(text=TWO).token_id, TWO.replace("十二座", "十三座"), by=editor, reason="据公报")
    report.refresh_from_db()
    report.speaker, report.slug = "李明", "report-of-2019"
    correct(report, ["speaker", "slug"], editor)
    into = taken(ONE + "又一年。", FOUR, front=("2020年兰州市政府工作报告", "各位代表："), name="二.txt")
    twin = taken(TWO + "另一年。", FOUR + "各项事业全面进步。", front=("2021年兰州市政府工作报告", "各位代表："), name="三.txt")
    merge(twin, into, by=editor, reason="同一份报告")
    gone = taken(THREE + "这是第三年。", ONE, front=("2018年兰州市政府工作报告", "各位代表："), name="四.txt")
    withdraw(gone, editor, "来源有误")
    Event.objects.create(action="withdrew", by=editor, who="editor", report=gone, key=gone.key, detail={"reason": "来源有误"})
    taken(FOUR + "这是草稿里的话。", TWO, front=("2017年兰州市政府工作报告", "各位代表："), name="草稿.txt", publish=False)
    Watermark.objects.create(word="某某网")
    SpeakerName.objects.create(name="李明", aliases=["李 明"])
    Place.objects.filter(code="620100").update(aliases=["金城"])


def empty(settings, folder: Path) -> None:
    """Another archive: a database as migrations leave it, but for the places, and no file."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("truncate archive_report, archive_original, archive_token, archive_vanishedreport, archive_event, archive_release, archive_upload,"
                       " archive_formeraddress, archive_watermark, archive_speakername, archive_setting, auth_user cascade")
        cursor.execute("set constraints all deferred")
    Place.objects.filter(code="620100").update(aliases=[])
    settings.DATA, settings.ORIGINALS = folder, folder / "originals"


def answers(client: Client) -> dict[str, tuple]:
    """What every address of the archive answers, present, former or withdrawn."""
    keys = [each.key for each in Report.objects.exclude(status="draft")] + list(FormerAddress.objects.values_list("key", flat=True))
    tokens = Token.objects.exclude(report__status="draft").values_list("value", flat=True)
    digests = Witness.objects.filter(report__status="published").values_list("report__slug", "original")
    paths = [f"/p/{token}/" for token in tokens] + [f"/api/v1/paragraphs/{token}/" for token in tokens]
    for key in keys:
        paths += [f"/reports/{key}{form}" for form in ("/", ".txt", ".json", "/history/", "/witnesses/", ".ris")]
        paths += [f"/reports/{key}/original/{digest}/" for slug, digest in digests if key.endswith(slug)]
    paths += ["/search/?q=公园", "/releases/"]
    return {path: answered(client, path) for path in paths}


def answered(client: Client, path: str) -> tuple:
    answer = client.get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, answer.headers.get("Location"), body


def test_an_archive_is_built_again_and_answers_the_same(client: Client, settings, tmp_path: Path) -> None:
    fill()
    made = make_release()
    before = answers(client)
    path = made.path.rename(tmp_path / "taken along.zip")
    empty(settings, tmp_path / "other")
    import_release(path)
    again = make_release()
    assert (again.is_new, again.release.number) == (False, 1)
    assert again.path.read_bytes() == path.read_bytes()
    after = answers(client)
    assert after.keys() == before.keys()
    for address, answer in before.items():
        assert after[address] == answer, address
    assert {status for status, _, _ in after.values()} == {200, 301, 410}


def test_what_words_counted_before_is_not_told_of_what_is_built(settings, tmp_path: Path) -> None:
    fill()
    path = make_release(tmp_path / "out").path
    empty(settings, tmp_path / "other")
    Tally.objects.create(literal="公园", report_steps=[1], review=[1], targets=[0], plan=[0], own=[0], others=[0], scores=[1], best_steps=[1])
    import_release(path)
    assert not Tally.objects.exists()


def test_the_archive_that_is_told_of_has_everything_in_it(client: Client) -> None:
    """Else the test above would show less than it seems to."""
    fill()
    assert set(FormerParagraph.objects.values_list("fate", flat=True)) == {"changed", "merged"}
    assert set(Report.objects.values_list("status", flat=True)) == {"published", "withdrawn", "draft"}
    assert set(Witness.objects.values_list("relation", flat=True)) == {"same", "near"}
    assert FormerAddress.objects.count() == 2
    assert VanishedReport.objects.count() == 1
    assert Section.objects.filter(parent__isnull=False).exists()
    assert Edit.objects.filter(kind="corrected").exists()
    assert Report.objects.get(slug="report-of-2019").revision == 3


def test_what_is_built_knows_what_came_later(settings, tmp_path: Path) -> None:
    fill()
    path = make_release(tmp_path / "out").path
    empty(settings, tmp_path / "other")
    import_release(path)
    assert Setting.objects.get(name="samples").value == "removed"
    name = get_user_model().objects.get(username="editor")
    assert not name.is_active
    assert not name.has_usable_password()
    report = Report.objects.get(slug="report-of-2019")
    before = report.changed_at
    report.save()  # the database tells again when something is changed
    report.refresh_from_db()
    assert report.changed_at > before
    assert release().startswith("release 1, ")
    assert ", and changes until " in release()


def localday(moment: datetime) -> str:
    return timezone.localdate(moment).isoformat()


# What a release holds

def members(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def test_a_release_holds_texts_json_a_table_and_every_file() -> None:
    report = taken(ONE, TWO)
    held = members(make_release().path)
    assert held[f"texts/{report.key}.txt"].decode().splitlines() == [*FRONT, ONE, TWO]
    told = json.loads(held[f"json/{report.key}.json"])
    assert [each["text"] for each in told["paragraphs"]] == [*FRONT, ONE, TWO]
    assert [each["token"] for each in told["paragraphs"]] == list(report.paragraphs.values_list("token_id", flat=True))
    assert report.key in held["metadata.csv"].decode()
    raw = "\n".join([*FRONT, ONE, TWO]).encode()
    assert held[f"originals/{hashlib.sha256(raw).hexdigest()}"] == raw


def test_the_manifest_has_the_sha256_of_every_member() -> None:
    fill()
    held = members(make_release().path)
    lines = dict(reversed(line.split("  ")) for line in held.pop(MANIFEST).decode().splitlines())
    assert lines == {name: hashlib.sha256(raw).hexdigest() for name, raw in held.items()}


def test_nothing_that_is_not_public_is_in_it() -> None:
    fill()
    hidden = Witness.objects.filter(relation="near").first()
    hidden.names, hidden.is_shown = ["未看过.txt"], False
    hidden.save()
    everything = b"".join(members(make_release().path).values()).decode()
    for secret in ("草稿里的话", "这是第三年", "未看过"):
        assert secret not in everything
    assert "来源有误" in everything


def test_originals_can_be_left_out(settings, tmp_path: Path) -> None:
    fill()
    made = make_release(tmp_path / "a", with_originals=False)
    assert not [name for name in members(made.path) if name.startswith("originals/")]
    assert (make_release(tmp_path / "b").is_new, Release.objects.count()) == (False, 1)
    empty(settings, tmp_path / "other")
    import_release(made.path)
    assert make_release(tmp_path / "c", with_originals=False).path.read_bytes() == made.path.read_bytes()
    with pytest.raises(Refused, match="找不到原件"):
        make_release()


@pytest.mark.parametrize("rows", ALL, ids=lambda rows: rows.model.__name__)
def test_it_is_said_of_every_field_what_becomes_of_it(rows: Rows) -> None:
    said = {*rows.columns, *rows.refers, *rows.anew, *rows.left_out}
    own = {"id"} if rows.model is Report else set()
    assert said | own == {each.attname for each in rows.model._meta.concrete_fields}


# Numbers

def test_the_same_state_is_the_same_release() -> None:
    taken(ONE)
    first = make_release()
    raw = first.path.read_bytes()
    second = make_release()
    assert (first.is_new, second.is_new, second.release, second.path.read_bytes()) == (True, False, first.release, raw)
    assert (second.release.file_sha256, second.release.file_size) == (hashlib.sha256(raw).hexdigest(), len(raw))


def test_what_changes_for_readers_makes_the_next_one() -> None:
    report = taken(ONE)
    make_release()
    taken(TWO, front=("2016年兰州市政府工作报告",), publish=False)
    assert not make_release().is_new
    withdraw(report, None, "有误")
    made = make_release()
    assert (made.is_new, made.release.number, made.release.counts["withdrawn"]) == (True, 2, 1)
    said = json.loads(members(made.path)["release.json"])
    assert [each["number"] for each in said["releases"]] == [1, 2]


def test_an_archive_without_a_report_has_no_release() -> None:
    with pytest.raises(Refused, match="没有公布过报告"):
        make_release()


def test_a_citation_names_the_release_and_what_came_since() -> None:
    report = taken(ONE)
    made = make_release().release
    assert release() == f"release 1, {localday(made.made_on)}"
    taken(TWO, front=("2016年兰州市政府工作报告",), publish=False)
    assert release() == f"release 1, {localday(made.made_on)}"
    withdraw(report, None, "有误")
    report.refresh_from_db()
    assert release() == f"release 1, {localday(made.made_on)}, and changes until {localday(report.changed_at)}"


def test_the_archives_state_is_one_question(django_assert_num_queries) -> None:
    taken(ONE)
    make_release()
    with django_assert_num_queries(1):
        release()


# What is refused

def repacked(path: Path, change: Callable[[dict[str, bytes]], None], *, is_signed: bool = True) -> Path:
    """The release with other members, under a manifest that agrees with them or the one it had."""
    held = members(path)
    old = held.pop(MANIFEST)
    change(held)
    manifest = {name: hashlib.sha256(raw).hexdigest() for name, raw in held.items()}
    other = path.with_name("other.zip")
    with ZipFile(other, "w", ZIP_DEFLATED) as zipped:
        for name, raw in held.items():
            zipped.writestr(name, raw)
        zipped.writestr(MANIFEST, listing(manifest) if is_signed else old)
    return other


KEPT: list[bytes] = []


@pytest.fixture
def packed(settings, tmp_path: Path) -> Path:
    """A release, made once, and an empty archive to take it in."""
    path = tmp_path / "out" / "archive-1.zip"
    if not KEPT:
        fill()
        KEPT.append(make_release(path.parent).path.read_bytes())
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(KEPT[0])
    empty(settings, tmp_path / "empty")
    return path


def refused(path: Path) -> str:
    """Why it is; nothing of it is left behind."""
    with pytest.raises(Refused) as said:
        import_release(path)
    assert not Report.objects.exists()
    assert not [each for each in path_of("00").parent.parent.rglob("*") if each.is_file()]
    return str(said.value)


def one(held: dict[str, bytes], folder: str) -> str:
    return next(name for name in held if name.startswith(folder))


def test_a_member_that_does_not_agree_is_named(packed: Path) -> None:
    name = "json/620100/2019/report-of-2019.json"
    path = repacked(packed, lambda held: held.update({name: held[name] + b" "}), is_signed=False)
    assert f"{name} 与它的 sha256 不符" in refused(path)


def test_a_missing_member_is_named(packed: Path) -> None:
    assert "没有 places.jsonl" in refused(repacked(packed, lambda held: held.pop("places.jsonl")))
    name = "json/620100/2019/report-of-2019.json"
    assert f"没有 {name}" in refused(repacked(packed, lambda held: held.pop(name), is_signed=False))


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "originals/../x", "json/620100/2019/a.json/../b.json", "x.py", "originals\\x"])
def test_a_path_that_is_none_of_a_releases_is_refused(packed: Path, name: str) -> None:
    assert "不该有的文件" in refused(repacked(packed, lambda held: held.update({name: b"x"})))


def test_an_original_under_another_name_is_refused(packed: Path) -> None:
    def swap(held: dict[str, bytes]) -> None:
        held[one(held, "originals/")] = b"something else"
    assert "与它的 sha256 不符" in refused(repacked(packed, swap))


def test_a_bomb_is_refused_before_it_is_unpacked(packed: Path) -> None:
    assert "大得太多" in refused(repacked(packed, lambda held: held.update({"metadata.csv": b"0" * (64 << 20)})))


def test_two_members_of_one_name_are_refused(packed: Path) -> None:
    with ZipFile(packed, "a") as zipped, pytest.warns(UserWarning, match="Duplicate"):
        zipped.writestr("metadata.csv", b"other")
    assert "两个 metadata.csv" in refused(packed)


def test_a_file_that_is_no_zip_and_one_cut_short_are_refused(packed: Path) -> None:
    raw = packed.read_bytes()
    packed.write_bytes(raw[:-100])
    assert "不是 ZIP" in refused(packed)
    packed.write_bytes(raw[:2000] + b"\0" * 200 + raw[2200:])
    assert "请重新取得" in refused(packed)
    assert "打不开" in refused(packed.with_name("nowhere.zip"))


@pytest.mark.parametrize("change", [
    lambda told: told.update(title=None), lambda told: told.update(title={"a": 1}), lambda told: told.pop("title"), lambda told: told.update(more=1),
    lambda told: told.update(year="later"), lambda told: told.update(sections={}), lambda told: told.update(paragraphs=[7]), lambda told: told.update(title="\0"),
    lambda told: told["paragraphs"][0].update(section=99), lambda told: told["paragraphs"][0].update(section=[]), lambda told: told["paragraphs"][0].update(text=5),
    lambda told: told["paragraphs"][0].update({"token": "0000000000"}), lambda told: told["sections"][0].update(path=7), lambda told: told.update(place="000001"),
    lambda told: told.update(withdrawn_by="x" * 400), lambda told: told.update(character_count=7.5), lambda told: told.update(status="secret"),
], ids=str)
def test_what_no_archive_would_say_is_refused_with_its_member(packed: Path, change: Callable[[dict], object]) -> None:
    name = "json/620100/2019/report-of-2019.json"

    def bend(held: dict[str, bytes]) -> None:
        told = json.loads(held[name])
        change(told)
        held[name] = json.dumps(told).encode()
    assert "没有收入" in refused(repacked(packed, bend))


@pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff", b"[" * 100_000, b'{"format": NaN}', b'{"format": 1}', b'{"format": 1, "releases": []}', b'{"format": 1, "releases": [{}]}'])
def test_a_release_that_does_not_say_what_it_is_is_refused(packed: Path, raw: bytes) -> None:
    assert "release.json" in refused(repacked(packed, lambda held: held.update({"release.json": raw})))


def test_a_release_of_a_later_archive_is_refused(packed: Path) -> None:
    assert "升级" in refused(repacked(packed, lambda held: held.update({"release.json": b'{"format": 2, "releases": []}'})))


def test_an_archive_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    report = taken(ONE)
    path = make_release(tmp_path / "out").path
    with pytest.raises(CommandError, match="不是空的"):
        call_command("import_release", str(path))
    assert Report.objects.get() == report


def test_the_commands_say_what_they_did(settings, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    taken(ONE)
    call_command("make_release", out=tmp_path)
    call_command("make_release", out=tmp_path, without_originals=True)
    empty(settings, tmp_path / "other")
    call_command("import_release", str(tmp_path / "archive-1.zip"))
    first, second, third, fourth = capsys.readouterr().out.splitlines()
    assert first.startswith("发行第 1 号")
    assert second.startswith("上次发行以来没有变化")
    assert "报告 1 份，3 段" in third
    assert "没有原件" in fourth


# The page

def test_the_page_hands_out_the_release(client: Client) -> None:
    taken(ONE)
    made = make_release()
    page = client.get("/releases/").content.decode()
    assert made.release.file_sha256 in page
    answer = client.get("/releases/1/archive.zip")
    assert b"".join(answer.streaming_content) == made.path.read_bytes()
    assert answer["ETag"] == f'"{made.release.file_sha256}"'
    assert client.get("/releases/1/archive.zip", headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_the_release_is_not_packed_again_and_says_how_long_it_is(client: Client) -> None:
    taken(ONE)
    made = make_release()
    answer = client.get("/releases/1/archive.zip", headers={"accept-encoding": "gzip"})
    assert (answer["Content-Length"], "Content-Encoding" in answer) == (str(made.path.stat().st_size), False)
    assert b"".join(answer.streaming_content) == made.path.read_bytes()


def test_a_release_that_broke_off_is_taken_on_from_there(client: Client) -> None:
    taken(ONE)
    made = make_release()
    rest = client.get("/releases/1/archive.zip", headers={"range": "bytes=100-", "if-range": f'"{made.release.file_sha256}"'})
    assert (rest.status_code, b"".join(rest)) == (206, made.path.read_bytes()[100:])


def test_of_long_files_so_many_leave_at_once(client: Client) -> None:
    taken(ONE)
    made = make_release()
    with made.path.open("ab") as file:
        file.truncate(sending.SMALL + 1)
    under_way = [client.get("/releases/1/archive.zip") for _ in range(sending.AT_ONCE)]
    refused = client.get("/releases/1/archive.zip")
    assert (refused.status_code, refused["Retry-After"], "Content-Disposition" in refused) == (503, "60", False)
    assert "请过一会儿再取" in refused.text
    assert b"".join(under_way.pop())  # read to its end
    under_way.append(client.get("/releases/1/archive.zip"))
    assert [answer.status_code for answer in under_way] == [200] * sending.AT_ONCE
    assert all(b"".join(answer) for answer in under_way)


def test_a_release_that_is_not_kept_is_not_offered(client: Client, tmp_path: Path) -> None:
    taken(ONE)
    make_release(tmp_path / "out")
    assert "archive.zip" not in client.get("/releases/").content.decode()
    assert [client.get(f"/releases/{number}/archive.zip").status_code for number in (1, 2, 99999999999999999999)] == [404, 404, 404]


def test_changes_stand_under_the_release_that_first_has_them(client: Client) -> None:
    report = taken(ONE, TWO)
    make_release()
    emendation.reword(report, report.paragraphs.get(text=ONE).token_id, ONE + "又。", by=None, reason="据<公报>")
    page = client.get("/releases/", headers={"accept-language": "en"}).content.decode()
    since, before = page.index("Since the last release"), page.index("In release 1")
    assert since < page.index("据&lt;公报&gt;") < before < page.rindex(report.get_absolute_url())


def test_a_merged_report_is_named_by_the_address_it_had(client: Client) -> None:
    fill()
    event = Event.objects.get(action="merged")
    assert f'← <span class="token">{event.detail["key"]}</span>' in client.get("/releases/").text


def test_the_page_of_an_archive_without_release_or_report_says_so(client: Client) -> None:
    page = client.get("/releases/").content.decode()
    assert "还没有发行过" in page
    assert client.get("/releases/?page=x").status_code == 200
