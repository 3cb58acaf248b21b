"""Which part of a work report a heading opens: review, targets, plan, or the government itself."""
import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from archive.text.blocks import Block, Section
from archive.text.dates import number, single_year
from archive.text.headings import annexed
from archive.text.script import simplified
from archive.text.vocabulary import BlockKind, Part

SELF = re.compile(
    r"自身.{0,6}建设|(?:建设|打造|做|当好).{0,12}(?:人民.{0,4}满意|法治|服务型|廉洁|有为).{0,6}政府|(?:建设|打造|锻造).{0,16}(?<!数字)政府$"
    r"|政府(?:效能|治理能力|能力|廉洁)建设|政府队伍|(?<!数字)政府建设|政府系统党的建设|(?:改进|改善)(?:和加强)?(?:政府|机关)工作|加强(?:和改进)?政府工作"
    r"|(?:提升|提高|增强)政府.{0,4}(?:治理|效能|履职|公信力|执行力)|(?:加强|推进|强化|改进|深化).{0,12}(?:政风建设|行政能力建设|政府作风|政府廉政)"
    r"|(?:廉洁|勤政|务实|高效).{0,8}政府$|从严治政|勤政为民|勤政廉政|(?:机关|政府|干部).{0,4}作风|作风建设|廉政建设$|改进.{0,6}作风|政府形象")
PROBLEMS = re.compile(r"存在的?.{0,8}(?:问题|困难|矛盾|不足|短板|差距)|(?:问题|困难|差距)(?:和|与|及)(?:不足|挑战|问题|困难)$|面临的?.{0,6}(?:问题|困难|矛盾)")
REVIEW = re.compile(
    r"回[顾眸望首]|总结|过去(?:的)?(?:一|两|三|五|\d)年|[去上]年.{0,6}工作|(?:五|四|三|两|一|\d)年来|取得.{0,14}(?:成就|成绩|成效|进展|胜利)|极不平凡"
    r"|工作(?:的?(?:基本|主要|总体))?情况|本届政府.{0,4}工作|报告\d{4}年.{0,4}工作|(?:执行|完成)情况|以来的?.{0,6}工作|(?:基本|主要)(?:经验|体会)"
    r"|(?:成就|成绩)(?:[和与及].{0,4})?$|(?:工作|发展|主要)成效$|\d年.{0,12}发展情况$")
LOOKS_BACK = re.compile(r"回[顾眸望首]|总结|过去|[去上]年|年来|问题|困难|以来")
"""What no heading of the work to come says; that it is to lead to success one may well say."""
TARGETS = re.compile(
    r"(?:发展|工作|预期|奋斗|主要|总体|远景|五年.{0,6})目标|总体要求|^(?!.*(?:完成|实现)[^，]{0,12}目标任务).*目标任务|总体思路|工作思路|指导思想|预期目标|基本思路|总要求|定位和目标"
    r"|(?<!任务和)主要(?:经济|发展|预期)?指标|预期指标")
PLAN = re.compile(
    r"安排|部署|重点(?:工作|任务)|主要(?:任务|工作)|工作(?:的)?(?:任务|重点|建议|打算|计划|措施|举措)|(?:今|明|新的?一|本)年.{0,10}工作|扎实做好"
    r"|全力(?:抓好|做好)|今后.{0,4}(?:五|几|一个?)[年时]|今后的?工作|\d{4}年.{0,8}工作(?!报告)|\d{4}年.{0,12}(?:计划|任务)|(?:今|明|本)年的?.{0,6}任务|展望"
    r"|(?:做好|抓好|完成).{0,10}(?:方面|各项)(?:重点)?(?:工作|任务)")
HAN_YEAR = re.compile(r"(?:一[八九]|二[〇○零])[〇○零一二三四五六七八九]{2}(?=年)")
GROWTH = re.compile(r"增长|以上|以内|左右|达到|控制在|提高|下降")
WORK_DONE = re.compile(r"(?:之年|一年|期间|以来|时期|政府)的?(?:主要|政府|各项)?(?:工作|成就|成绩)$|(?:国内|经济|当前)形势$")
YEARS_WORK = re.compile(r"(?:关于)?.{4,6}年的?(?:主要|政府)?工作")
OF_GOVERNMENT = re.compile(r"政府(?!工作)")
STATED_TARGETS = re.compile(
    r"(?:预期|主要|发展|奋斗|总体|工作)目标(?:任务)?(?:和主要任务)?[^。]{0,6}(?:是|为|[:：])|(?:总体|总的)要求[^。]{0,6}(?:是|为|[:：])|总体思路[^。]{0,4}(?:是|为|[:：])|指导思想[^。]{0,4}(?:是|为|[:：])")


@lru_cache(1024)
def part_of_heading(heading: str) -> Part | None:
    """The part a heading opens, if it says so."""
    heading = HAN_YEAR.sub(lambda year: str(number(year.group())), heading)
    heading = re.sub(r"(?<=\d)\s+(?=[\d年])", "", unicodedata.normalize("NFKC", simplified(heading)))
    for part, pattern in ((Part.SELF, SELF), (Part.REVIEW, PROBLEMS), (Part.REVIEW, REVIEW), (Part.PLAN, PLAN), (Part.TARGETS, TARGETS)):
        if pattern.search(heading):
            return _targets_without_plan(part, heading)
    return None


def part_below(above: Part | None, heading: str) -> Part | None:
    """The part of a section from the one above it.

    A plan may hold targets, self-building and what it has to mend; a review holds itself.
    """
    own = part_of_heading(heading)
    if above is None or above == Part.PLAN and PROBLEMS.search(simplified(heading)):
        return own
    return above if above in (Part.REVIEW, Part.SELF) or own in (None, Part.REVIEW) else own


def _targets_without_plan(part: Part, heading: str) -> Part:
    """«2023年总体要求和主要目标» and «今后五年发展的目标任务» are targets though they name the year's work."""
    if part == Part.PLAN and TARGETS.search(heading) and not re.search(r"安排|部署|重点(?:工作|任务)|主要(?:任务|工作)|措施$", heading):
        return Part.TARGETS
    return part


def states_targets(text: str) -> bool:
    """Whether a paragraph of the plan is where the year's targets are stated."""
    start = simplified(text[:120])
    return any(word in start for word in ("目标", "要求", "思路", "思想")) and bool(STATED_TARGETS.search(start))


def with_parts(blocks: list[Block], sections: list[Section]) -> tuple[list[Block], list[Section]]:
    """Blocks and sections of a work report, each with its part as far as it can be told; notes below the text have none."""
    blocks, sections = _with_targets(*_with_guessed_parts(blocks, _leading_on(_looking_back(sections))))
    end = next((i for i in range(len(blocks), 0, -1) if blocks[i - 1].kind != BlockKind.NOTE), 0)
    return [*blocks[:end], *(replace(note, part=None) for note in blocks[end:])], sections


def _looking_back(sections: list[Section]) -> list[Section]:
    """«一、2023年工作», which by itself is a plan or nothing, looks back where a later main heading names a later year or plans."""
    main = [(i, single_year(s.heading)) for i, s in enumerate(sections) if s.level == 1]
    first, year = main[0] if main else (0, None)
    is_open = bool(main) and sections[first].part in (None, Part.PLAN)
    stop = main[1][0] if len(main) > 1 else len(sections)
    if len(main) > 1 and sections[first].part is None and _tells_of_work(sections[first].heading, [sections[i] for i, _ in main[1:]]):
        return [replace(s, part=Part.REVIEW) if first <= i < stop else s for i, s in enumerate(sections)]
    if not year or not is_open or not (any(later and later > year for _, later in main[1:]) or _plans_later(sections, first, year)):
        return sections
    return [replace(s, part=Part.REVIEW) if first <= i < stop else s for i, s in enumerate(sections)]


def _tells_of_work(heading: str, later: list[Section]) -> bool:
    """Whether a first heading says no more than «开局之年的工作», and of the later ones some plan and none looks back."""
    parts = {section.part for section in later}
    return bool(WORK_DONE.search(simplified(heading))) and bool(parts & {Part.PLAN, Part.TARGETS}) and Part.REVIEW not in parts


def _plans_later(sections: list[Section], first: int, year: int) -> bool:
    """Whether, below a heading that says no more than «2023年的工作», another plans and none looks back."""
    later = [s for s in sections[first + 1:] if s.level == 1]
    parts = {s.part for s in later}
    return (bool(YEARS_WORK.fullmatch(sections[first].heading)) and bool(parts & {Part.PLAN, Part.TARGETS}) and Part.REVIEW not in parts
            and all(single_year(s.heading) != year for s in later))


def _leading_on(sections: list[Section]) -> list[Section]:
    """«在乡村振兴上取得新成效» below a plan is no review: its sections are told by what stands around them."""
    start = next((i for i, s in enumerate(sections) if s.level == 1 and s.part in (Part.PLAN, Part.TARGETS)), len(sections))
    leads_on, is_reviewed, done = False, False, list(sections)
    for i, section in enumerate(sections):
        looks_back = bool(LOOKS_BACK.search(simplified(section.heading)))
        if section.level == 1:
            leads_on = i > start and not looks_back if section.part == Part.REVIEW else bool(section.part) or is_reviewed
            is_reviewed |= section.part == Part.REVIEW
        if leads_on and section.part == Part.REVIEW and not looks_back:
            done[i] = replace(section, part=None)
    return done


def _with_guessed_parts(blocks: list[Block], sections: list[Section]) -> tuple[list[Block], list[Section]]:
    """Main sections whose headings name no part: what stands between review and self-building is the plan."""
    told = [i for i, s in enumerate(sections) if s.level == 1 and s.part]
    if not told or sections[told[0]].part != Part.REVIEW:
        return _in_sections(blocks, sections), sections
    sections = _planned_under_targets(sections)
    main = [i for i, s in enumerate(sections) if s.level == 1 and i > told[0] and not _is_annex(i, sections)]
    last = main[-2:]
    for i, section in enumerate(sections):
        if section.part or section.level == 0 or _is_annex(i, sections) or i < told[0]:
            continue
        above = sections[section.parent].part if section.parent is not None else None
        ends = section.level == 1 and i in last and OF_GOVERNMENT.search(simplified(section.heading))
        sections[i] = replace(section, part=above or (Part.SELF if ends else Part.PLAN))
    return _in_sections(blocks, sections), sections


def _in_sections(blocks: list[Block], sections: list[Section]) -> list[Block]:
    return [b if b.part == sections[b.section].part else replace(b, part=sections[b.section].part) for b in blocks]


def _planned_under_targets(sections: list[Section]) -> list[Section]:
    """«二、2025年目标任务» with the year's work under it, in a report without a part for the plan."""
    if any(s.part == Part.PLAN and s.level == 1 for s in sections):
        return list(sections)
    last = max((i for i, s in enumerate(sections) if s.level == 1 and s.part == Part.TARGETS), default=None)
    return [replace(s, part=Part.PLAN) if s.parent is not None and s.parent == last and s.part == Part.TARGETS
            and part_of_heading(s.heading) != Part.TARGETS else s for s in sections]


def _is_annex(i: int, sections: list[Section]) -> bool:
    while (parent := sections[i].parent) is not None:
        i = parent
    return not sections[i].number and annexed(sections[i].heading) is not None


def _with_targets(blocks: list[Block], sections: list[Section]) -> tuple[list[Block], list[Section]]:
    """Targets stated within the plan: that paragraph, and the dashes that list them under it."""
    done, listing, is_whole = [], False, False
    for block in blocks:
        dashed = block.text.startswith(("—", "―", "──", "--")) and (not is_whole or bool(GROWTH.search(simplified(block.text))))
        states = states_targets(block.text) and block.kind == BlockKind.BODY
        listing = block.part == Part.PLAN and (states or listing and dashed)
        is_whole = block.text.endswith("。") if states else is_whole
        done.append(replace(block, part=Part.TARGETS) if listing else block)
    return done, sections
