"""What the samples do not show, put into a running archive and taken out again: run there by `manage.py shell`."""
import json
import sys

from django.contrib.auth import get_user_model
from django.urls import reverse

from archive.holdings.publication import publish, withdraw
from archive.holdings.removal import remove
from archive.intake.ingest import Wishes, ingest
from archive.intake.samples import FOLDER
from archive.intake.uploads import add, begin, close, undo
from archive.models import FormerParagraph, Report, Upload

PLACE, REVISED, WITHDRAWN, LONG, DRAFT = "620121", 1953, 1954, 1955, 1956
HANDED_IN = "待看.txt"
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
    at = report.get_absolute_url()
    near = report.witnesses.filter(names__contains=["抄本.txt"]).get()
    former = FormerParagraph.objects.filter(report=report).first()
    sys.stdout.write(json.dumps({
        "revised": at, "history": f"{at}history/", "version": f"{at}history/?version=1", "witnesses": f"{at}witnesses/",
        "comparison": f"{at}witnesses/{near.original_id}/?whole=1", "former": reverse("paragraph", args=[former.token_id]),
        "withdrawn": withdrawn.get_absolute_url(), "long": long.get_absolute_url(),
        "staff upload": reverse("staff_upload", args=[handed_in().pk]), "staff report": reverse("staff_report", args=[report.pk]),
    }))


def taken(words: str, name: str, **wishes: str) -> Report:
    return ingest(words.encode(), name, Wishes(place=PLACE, **wishes))[0].report


def handed_in() -> Upload:
    """For the archive's own worker."""
    upload = begin(get_user_model().objects.get(username="staff"), {})
    add(upload, HANDED_IN, text(DRAFT).encode())
    close(upload)
    return upload


def clear() -> None:
    for upload in Upload.objects.filter(items__name=HANDED_IN, undone_at=None):
        undo(upload, upload.by, "试一试")
    remove(Report.objects.filter(place=PLACE, year__in=(REVISED, WITHDRAWN, LONG, DRAFT)))
