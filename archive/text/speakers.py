"""Who speaks: role and name as they stand under a title."""
import re

from archive.text.names import is_name, without_inner_space

ROLE = (r"(?:(?:代理?|副|常务副)?(?:主席|省长|市长|县长|区长|州长|盟长|旗长|专员|主任)|(?:副)?总理|行政长官)")
SET_APART = r"(?:书记|镇长|乡长|局长|厅长|部长|审计长|署长|师长|院长|检察长|司令员|组长|主任委员|秘书长)"
"""Roles of others, which stand in headlines too: they count where the name is set apart."""
BY_ROLE = re.compile(rf"(?P<role>[\u4e00-\u9fff（）()、]{{0,24}}?(?:{ROLE}|{SET_APART}(?=\s)))(?P<gap>\s*[:：]?\s*)(?P<name>[\u4e00-\u9fff·•\s]{{2,24}}?)$")
GIVEN_BY = re.compile(rf"(?P<role>[\u4e00-\u9fff（）()、]{{0,24}}?{SET_APART})(?P<gap>)(?P<name>[\u4e00-\u9fff·•]{{2,24}}?)$")
BY_NAME = re.compile(rf"(?P<name>[\u4e00-\u9fff·•]{{2,12}}?)\s*(?P<role>{ROLE})$")
ROLE_ALONE = re.compile(rf"[\u4e00-\u9fff（）()、]{{0,24}}?{ROLE}$")
OTHER_ROLE_ALONE = re.compile(rf"[\u4e00-\u9fff（）()、]{{0,24}}?{SET_APART}$")
LONGEST_WHOLE = 8
"""Mongolian and Tibetan names may be written without a dot."""
SET_WIDE = re.compile(r"(?<=[省市县区州盟旗])\s+(?=长)")
OFFICE = re.compile(r"[省市县区州盟旗院府委局厅]$")
OF_PERSON = re.compile(r"\s*[（(](?:女|[\u4e00-\u9fff]{1,6}族|女[，,、\s]*[\u4e00-\u9fff]{1,6}族|受[\u4e00-\u9fff]{2,16}委托)[)）]$")
SAID = re.compile(r"(?:同志)?(?:所)?(?:作)?(?:了)?(?:的)?(?:政府工作报告|工作报告|报告|讲话|发言)?$")


def speaker(text: str, *, is_given: bool = False) -> tuple[str, str] | None:
    """Role and name of «兰州市市长张伟文», «龚正市长», «省长 王凯作政府工作报告»; None for other words.

    Under a line that says where the report was given, «某市人民法院院长张伟» is no headline, though nothing sets the name apart.
    """
    said = SAID.sub("", SET_WIDE.sub("", text.strip()), count=1).strip()
    said = re.sub(r"同志$", "", OF_PERSON.sub("", said)).strip()
    match = BY_ROLE.match(said) or BY_NAME.match(said) or (GIVEN_BY.match(said) if is_given else None)
    if not match:
        return None
    name = without_inner_space(match["name"])
    is_glued = not match.groupdict().get("gap")
    if len(name) > (LONGEST_WHOLE if is_given and not is_glued else 4) and "·" not in name and "•" not in name:
        return None
    if OFFICE.search(name) or is_glued and not is_name(name) and "自治" not in match["role"]:
        return None
    return without_inner_space(match["role"]), name
