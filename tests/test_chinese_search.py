"""Chinese search, pair by pair: a query, a paragraph, and whether a reader expects the one to find the other.

Thought through by hand. A change of folding, pieces or index that breaks one of these is wrong, whatever
else it makes better.
"""
import pytest
from django.http import QueryDict

from archive.search import search
from tests.factories import make_report

FOUND = [
    # words of one, two and more characters, at the beginning, in the middle, at the end
    ("强", "实施强省会行动"),
    ("动", "实施强省会行动"),
    ("省会", "实施强省会行动"),
    ("强省会", "实施强省会行动，推动产业集聚。"),
    ("行动", "实施强省会行动"),
    ("桥", "新建大桥。"),
    ("鹤", "鹤"),
    ("人人", "人人人"),
    ("营商环境", "持续优化营商环境"),
    ("有下列情形之一的", "建设单位有下列情形之一的，责令改正"),
    # runs end at punctuation; a literal may reach across it
    ("环境，全面", "优化营商环境，全面深化改革"),
    ("环境,全面", "优化营商环境，全面深化改革"),
    ("金城兰州，河城共生", "打造金城兰州, 河城共生的样板"),
    ("《条例》", "修订《条例》三部"),
    ("一带一路", "融入“一带一路”建设"),
    ("共建“一带一路”", "高质量共建「一带一路」"),
    # quotation marks make a phrase, white space means AND
    ("“强省会”", "实施强省会行动"),
    ("『强省会』", "实施强省会行动"),
    ("强 省会", "省会要更强"),
    ("强　省会", "省会要更强"),
    ("改革 开放", "坚持开放，深化改革"),
    ("发展 -企业", "推动高质量发展"),
    ("兰州|西宁", "西宁都市圈"),
    ("发展 （兰州｜西宁）", "兰州加快发展"),
    # Simplified and Traditional, both ways
    ("强省会", "實施強省會行動"),
    ("強省會", "实施强省会行动"),
    ("乾坤", "乾坤湾景区"),
    ("显著", "成效顯著"),
    ("着力", "著力改善民生"),
    ("国务院", "國務院工作報告"),
    # white space in the print
    ("政府工作报告", "政 府 工 作 报 告"),
    ("增长5.5%", "增长 5.5%左右"),
    # full width, Latin, numbers
    ("5G", "建成５Ｇ基站一万个"),
    ("５ｇ", "建成5G基站"),
    ("ppp", "推广PPP模式"),
    ("GDP增长", "人均gdp增长7%"),
    ("2017年", "２０１７年工作回顾"),
    ("2023年", "1.2023年工作回顾"),
    ("342亿元", "达到342亿元。"),
    ("3420亿元", "总值3,420亿元"),
    ("3,420亿元", "总值３４２０亿元"),
    ("5.5%左右", "增长5.5%左右"),
    ("亿元", "总值3420亿元"),
    ("1/3", "不足1/3"),
    # an enclosed number is no part of the figure behind it
    ("2024年", "①2024年口径"),
    # signs that mean something to LIKE, to tsquery and to HTML
    ("增长7%", "增长7%以上"),
    ("a_b甲", "文件a_b甲乙"),
    ("<b>强</b>", "标签<b>强</b>"),
    ("c:\\甲", "路径c:\\甲"),
    # rare characters outside the BMP, and 〇
    ("𠮷", "𠮷野先生"),
    ("𠮷野", "访问𠮷野先生"),
    ("先生𡘙", "称先生𡘙者"),
    ("二〇二五", "二〇二五年"),
    ("二〇二五", "二○二五年"),
    # other scripts
    ("ありがとう", "日语ありがとうございます"),
    ("москва", "МОСКВА会议"),
    # operators in words, full-width too
    ("兰州 或 西宁", "西宁都市圈"),
    ("兰州 ＯＲ 西宁", "西宁都市圈"),
    ("发展 非 企业", "推动高质量发展"),
    # a prefix may go on, and need not
    ("5g*", "5GHz频段"),
    ("5G*", "5G基站"),
    ("covid*", "防控COVID-19"),
    ("201*", "2017年"),
    ("发展*", "高质量发展"),
    # near, in either order, counted in characters between the two
    ("强省会 NEAR/2 行动", "强省会的行动"),
    ("行动 NEAR/2 强省会", "强省会的行动"),
    ("城市 NEAR/0 更新", "城市更新"),
    ("(城市|乡村) NEAR/3 更新", "乡村建设更新"),
    # outside wider texts
    ("省会 !强省会", "强省会行动，建设省会"),
    ("省会 ！强省会", "省会城市"),
    ("省会 !强省会 !省会城市", "强省会、省会城市与省会"),
    ("2017 !2017年", "2017—2020年"),
]
NOT_FOUND = [
    ("强省会", "省会要更强"),
    ("强省会", "强省。会议"),
    ("强省会", "强省与省会，强省的会"),
    ("“强 省会”", "省会要更强"),
    ("省强", "强省会"),
    ("人人人", "人人"),
    ("动强", "实施强省会行动"),
    ("鹤", "合"),
    ("发展 -企业", "企业加快发展"),
    ("发展 -企业", "建设大桥"),
    ("兰州|西宁", "银川都市圈"),
    ("发展 （兰州｜西宁）", "银川加快发展"),
    ("342亿元", "总值1342亿元"),
    ("342亿元", "总值1,342亿元"),
    ("420亿元", "总值3,420亿元"),
    ("12", "占3.12"),
    ("12", "占12.5"),
    ("3", "占3.12"),
    ("5%左右", "增长5.5%左右"),
    ("17年", "2017年"),
    ("2017", "20171"),
    ("g基站", "5G基站"),
    ("5", "5G基站"),
    ("PP", "PPP模式"),
    ("art", "smart城市"),
    ("1", "①2024年口径"),
    ("增长7%", "增长7亿"),
    ("a_b甲", "axb甲"),
    ("a%甲", "abc甲"),
    ("12024年", "①2024年口径"),
    ("𠮷野", "吉野先生"),
    ("环境全面", "优化营商环境，全面深化改革"),
    ("兰州 或 西宁", "银川或贵阳"),
    ("发展 非 企业", "企业加快发展"),
    ("5g*", "15GHz频段"),
    ("强省会 NEAR/2 行动", "强省会的三年行动"),
    ("城市 NEAR/0 更新", "更新、城市"),
    ("城市更 NEAR/5 更新", "城市更新"),
    ("省会 !强省会", "实施强省会行动"),
    ("省会 !强省会", "實施強省會行動"),
    ("省会 !强省会 !省会城市", "强省会、省会城市"),
    ("2017 !2017年", "2017年"),
]


def finds(query: str, paragraph: str) -> bool:
    params = QueryDict(mutable=True)
    params["q"] = query
    results = search(params)
    assert [hit.paragraph.text for hit in results.hits] in ([], [paragraph])
    assert all(bool(hit.highlights) for hit in results.hits)
    return results.count == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "paragraph"), FOUND)
def test_found(query, paragraph):
    make_report(paragraph)
    assert finds(query, paragraph)


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "paragraph"), NOT_FOUND)
def test_not_found(query, paragraph):
    make_report(paragraph)
    assert not finds(query, paragraph)
