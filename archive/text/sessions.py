"""The sessions of the National People's Congress and the years in which they sat."""
import re

from archive.text.dates import number

SESSION = re.compile(r"第([一二三四五六七八九十]{1,3})届全国人民代表大会第([一二三四五六七八九十]{1,2})次会议")
FIRST_SESSIONS = {1: (1954, 1955, 1956, 1957, 1958), 2: (1959, 1960, 1962, 1963), 3: (1964,), 4: (1975,),
                  5: (1978, 1979, 1980, 1981, 1982)}


def session_year(text: str) -> tuple[int, str] | None:
    """The year in which the session that `text` names sat, and its name.

    From the sixth congress on, elected in 1983, a congress sits five years and has one session in each.

    >>> session_year("第十三届全国人民代表大会第二次会议关于政府工作报告的决议")
    (2019, '第十三届全国人民代表大会第二次会议')
    """
    match = SESSION.search(text)
    if not match:
        return None
    congress, session = number(match[1]), number(match[2])
    listed = FIRST_SESSIONS.get(congress, tuple(1983 + 5 * (congress - 6) + i for i in range(5)))
    return (listed[session - 1], match.group()) if 1 <= session <= len(listed) else None
