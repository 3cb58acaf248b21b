"""What the samples do not show, put into a running archive and taken out again: run there by `manage.py shell`."""
import json
import sys

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import translation

from archive.editing import notices
from archive.holdings.publication import publish, withdraw
from archive.holdings.removal import remove
from archive.intake.ingest import Wishes, ingest
from archive.intake.samples import FOLDER
from archive.intake.uploads import add, begin, close, undo
from archive.models import FormerParagraph, Notice, Paragraph, Report, Upload
from archive.views.errors import server_error

PLACE, REVISED, WITHDRAWN, LONG, DRAFT = "620121", 1953, 1954, 1955, 1956
HANDED_IN = "待看.txt"
OUTSIDER = "outsider"
TARGET = 20_000
"""Characters of the report whose bytes are counted."""
BODY = (
    "{review}年，全县粮食总产量达到四千二百万斤，比上年增加百分之六，修成水渠三十一里，新添水浇地八百亩，受益的有十二个乡。",
    "山坡上栽了树，沟里打了坝，卖粮的路通到了镇上，供销社收购的羊毛和药材都比往年多。",
    "{year}年要办好农业技术推广站，培养记工员和会计员，把选种、拌种、密植这几件事一村一村地做下去。",
    "冬天办识字班，让青年妇女都能上课；县医院添病床十张，各区都有一名接生员。",
)


def text(year: int) -> str:
    first, second, third, fourth = (line.format(year=year, review=year - 1) for line in BODY)
    return (f"永登县{year}年政府工作报告\n各位代表：\n一、{year - 1}年工作回顾\n{first}\n{second}\n"
            f"二、{year}年工作安排\n{third}\n{fourth}\n这是第{year}号。\n")


def long_text() -> str:
    """The samples' own wording, one after the other."""
    lines: list[str] = []
    for path in sorted(FOLDER.glob("9*-20*.txt")):
        lines += [line for line in path.read_bytes().decode("utf-8", "ignore").splitlines()[3:] if sum(map(len, lines)) + len(line) < TARGET]
    return f"永登县{LONG}年政府工作报告\n各位代表：\n一、{LONG - 1}年工作回顾\n" + "\n".join(dict.fromkeys(lines))


def furnish() -> None:
    """Prints the address of each page that is new, as JSON."""
    report = taken(text(REVISED), "正本.txt")
    taken(text(REVISED).replace("三十一里", "三十七里"), "抄本.txt")
    taken(text(REVISED).replace("十二个乡", "十三个乡"), "改正.txt", revises=report.key)
    long = taken(long_text(), "长篇.txt")
    publish(long)  # its like is there already, so it came as a draft
    withdrawn = taken(text(WITHDRAWN), "误收.txt")
    withdraw(withdrawn, None, "与他处重复")
    upload = handed_in()
    sys.stdout.write(json.dumps({
        **of_report(report), **of_paragraphs(report), "withdrawn": withdrawn.get_absolute_url(), "long": long.get_absolute_url(),
        "staff upload": reverse("staff_upload", args=[upload.pk]), "staff undo": reverse("staff_upload_undo", args=[upload.pk]),
        "outsider": outsider(), "broken in words": {language: broken(language) for language in ("zh-hans", "en")},
    }))


def of_report(report: Report) -> dict[str, str]:
    at, near = report.get_absolute_url(), report.witnesses.filter(names__contains=["抄本.txt"]).get()
    return {"revised": at, "history": f"{at}history/", "version": f"{at}history/?version=1", "witnesses": f"{at}witnesses/",
            "comparison": f"{at}witnesses/{near.original_id}/?whole=1",
            "staff report": reverse("staff_report", args=[report.pk]), "staff merge": reverse("staff_merge", args=[report.pk])}


def of_paragraphs(report: Report) -> dict[str, str]:
    """One that stands and one that was reworded; a reader has found fault with both."""
    present, former = Paragraph.objects.filter(report=report, kind="body").first(), FormerParagraph.objects.filter(report=report).first()
    for paragraph in (present, former):
        notices.say(paragraph.token, "此处似有一字之误，请查原件。", "读者 reader@example.org", OUTSIDER)
    at, error = present.get_absolute_url(), reverse("notice", args=[present.token_id])
    return {"paragraph": at, "variants": f"{at}variants/", "former": former.get_absolute_url(), "error": error, "error sent": f"{error}?sent",
            "staff paragraph": reverse("staff_paragraph", args=[report.pk, present.token_id])}


def outsider() -> str:
    """The session of someone who is signed in and may see nothing of what staff do."""
    client = Client()
    client.force_login(get_user_model().objects.create_user(OUTSIDER))
    return client.cookies["sessionid"].value


def broken(language: str) -> str:
    with translation.override(language):
        return server_error(None).content.decode()


def taken(words: str, name: str, **wishes: str) -> Report:
    return ingest(words.encode(), name, Wishes(place=PLACE, **wishes))[0].report


def handed_in() -> Upload:
    """For the archive's own worker."""
    upload = begin(get_user_model().objects.get(username="staff"), {})
    add(upload, HANDED_IN, text(DRAFT).encode())
    close(upload)
    return upload


def clear() -> None:
    get_user_model().objects.filter(username=OUTSIDER).delete()
    Notice.objects.filter(key__startswith=f"{PLACE}/").delete()
    for upload in Upload.objects.filter(items__name=HANDED_IN, undone_at=None):
        undo(upload, upload.by, "试一试")
    remove(Report.objects.filter(place=PLACE, year__in=(REVISED, WITHDRAWN, LONG, DRAFT)))
