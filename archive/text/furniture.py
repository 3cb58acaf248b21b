"""What a web page, a database or a scraper put around a document: found by line, removed as an edit.

The table `RULES` is the whole knowledge; each row has a line it takes away and a line much like it that stays.
Rows of one's own go before it: `furniture_changes(text, [written("name", "上一篇：…")])`.
"""
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from archive.text.contents import contents
from archive.text.errors import Refused
from archive.text.headings import annexed
from archive.text.labels import label_changes
from archive.text.lines import Line, lines
from archive.text.pages import page_numbers, printed_pages, running_heads
from archive.text.shreds import library_head, shreds, teaser
from archive.text.tables import is_table
from archive.text.tape import Change
from archive.text.vocabulary import EditKind


class Where(Enum):
    """Where in a file a line of furniture may stand."""
    ANYWHERE = auto()
    EDGE = auto()
    """Among the first or the last lines."""
    END = auto()
    """Among the last lines."""
    FOOT = auto()
    """Among the last lines, and only where one of them is unmistakably a site's foot: 主办单位 heads annexes, too."""
    TAIL = auto()
    """It begins a list of other pages, which goes to the end: it and all below it."""


@dataclass(frozen=True)
class Rule:
    """Lines that match `pattern` whole are no part of the document. `example` is one, `stays` is none."""
    name: str
    where: Where
    pattern: re.Pattern
    example: str
    stays: str


def rule(name: str, where: Where, pattern: str, example: str, stays: str) -> Rule:
    return Rule(name, where, re.compile(rf"[-·•*\s]*(?:{pattern})\s*"), example, stays)


COUNT = r"(?:次数|次數|人数|人气|量|数|數)?"
ACTION = (r"(?:(?:我要|点击)?(?:打印|列印|收藏|加入收藏|分享|转发|关闭|复制链接|纠错|返回顶部|返回列表|返回首页|回到顶部|一键分享|语音播报|朗读)"
          r"(?:本页|本文|本稿|文章|正文|页面|窗口|到|至|此页)?|网站纠错|政府网站找错|[【\[]返回[】\]])")
BESIDE = r"(?:微信|微博|新浪微博|腾讯微博|QQ空间|QQ好友|人人网|朋友圈|保存|下载|推荐|投稿|评论|大|中|小|字号|字体|RSS|TOP|发送?给(?:好友|朋友)|推荐给好友|告诉好友|发送到手机|我要评论)"
BETWEEN = r"[\s|｜/／、·:：】\[【\]（）()]*"
TOOL = (r"(?:无障碍(?:浏览|阅读|模式|版)?|长者(?:模式|版|助手)|适老(?:化|版)|关怀版|老年(?:模式|版)|简体(?:中文|版)?|繁[体體](?:中文|版)?|English|登录|注册|设为首页|收藏本站"
        r"|加入收藏|手机版|移动版|RSS订阅|网站支持IPv6|智能(?:问答|机器人)|站内搜索|政务微信|政务微博|客户端|TOP|全屏|下载|放大(?:字体)?|缩小(?:字体)?|加大|减小|还原|默认)")
ADDRESS = r"(?:https?://)?(?:www\.|[a-z-]+\.gov\.cn)[\x21-\x7e]{0,100}|https?://[\x21-\x7e]{4,110}"
CRUMB = r"\s*(?:>+|＞+|»|›|→|&gt;)\s*"

RULES = (
    # name, where, pattern, a line it takes away, a line that stays
    rule("counter", Where.ANYWHERE, rf"[【\[（(]?(?:本文|共|已)?(?:点击|點擊|浏览|瀏覽|阅读|閱讀|访问|訪問|查看|人气)(?:{COUNT}\s*[:：]\s*(?:\d{{1,3}}(?:,\d{{3}})+|\d*)|{COUNT}\s*[（(]?\d+(?:\.\d+)?[万w]?\+?[)）]?)\s*次?[】\])）]?",
         "点击:95", "点击量突破三千万，传播力不断增强。"),
    rule("counter in a sentence", Where.ANYWHERE, r"(?:本文|文章|此文|该信息)?已?(?:有|被)\s*\d+\s*(?:人|次)?(?:浏览|阅读|查看|访问)\s*(?:次|过)?",
         "已有 123 人浏览", "已有120人阅读了全部典籍，读书会越办越好。"),
    rule("font size", Where.ANYWHERE, r"[【\[（(]?(?:字\s*[号號体體]|文字大小)\s*[:：]?[\s大中小默认特超號号加减还原TtAa+\-|/【】\[\]（）()]{0,24}[】\])）]?|[【\[（(]\s*大\s*中\s*小\s*[】\])）]|大 中 小",
         "【字号：大 中 小】", "字体现出书法之美"),
    rule("print and share", Where.ANYWHERE, rf"[【\[（(]?(?:{BESIDE}{BETWEEN})*{ACTION}(?:{BETWEEN}(?:{ACTION}|{BESIDE}))*[】\])）]?[:：]?",
         "打印 收藏 分享 【关闭窗口】", "分享发展成果，增进民生福祉。"),
    rule("breadcrumb", Where.ANYWHERE, r"(?:当前|本页|(?:您|你)(?:现在|当前|目前)?(?:所在)?的?|现在|目前|所在)\s*(?:所在)?位置\s*(?:是)?\s*(?:[:：].{0,80}|(?=.{1,20}[>＞»›]).{0,80})", "当前位置：首页 > 政务公开", "当前位置信息服务企业达到百家。"),
    rule("breadcrumb alone", Where.EDGE, rf"(?:网站|本站|门户)?首\s?页(?:(?:{CRUMB}|\s*[/／]\s*)[^>＞»›→。，/／]{{1,24}}){{1,6}}(?:{CRUMB})?", "首页 > 政务公开 > 政府工作报告", "首页新闻连续三天报道了这项工作"),
    rule("breadcrumb without a home", Where.EDGE, r"[\u4e00-\u9fff]{2,12}(?:\s*(?:>+|＞+|»|›|&gt;)\s*[\u4e00-\u9fff\d]{2,16}){1,6}\s*(?:>+|＞+|»|›)?", "政府信息公开 > 政府工作报告", "增长率：工业 > 8%"),
    rule("address", Where.EDGE, rf"(?:(?:Original URL|(?:原文|本文)?(?:网址|链接|地址))\s*[:：]\s*)?(?:{ADDRESS})|[【\[（(]\s*(?:{ADDRESS})[^。，]{{0,20}}[】\])）]", "www.example.gov.cn/zwgk/1.html", "www.example.gov.cn 是县政府网站"),
    rule("menu", Where.EDGE, r"(?:网站|本站)?首\s?页(?:[\s|｜]+[\u4e00-\u9fff]{2,6}){2,12}[\s|｜]*", "首页 新闻中心 政务公开 办事服务", "首页 改版"),
    rule("pages of a list", Where.ANYWHERE, r"(?:首页|上一页|上页|\d+|…|\.\.\.)?[\s|]*(?:上一页|下一页|下页)(?:[\s|]*(?:\d+|…|上一页|下一页|下页|尾页|末页|共\d+页))*",
         "上一页 1 2 3 下一页", "下一页历史由我们书写"),
    rule("page number", Where.ANYWHERE, r"第\s*\d{1,3}\s*页\s*[,，/／]?\s*(?:共\s*\d{1,3}\s*页)?|共\s*\d{1,3}\s*页\s*[,，/／]?\s*第\s*\d{1,3}\s*页|共\s*\d{1,3}\s*页|[-—–－]\s?\d{1,3}\s?[-—–－]",
         "第1页 共12页", "第1页是封面，第2页是目录。"),
    rule("greeting", Where.EDGE, r"(?:您好[，,]?\s*)?(?:欢迎(?:您)?(?:访问|光临|来到|进入)[^。，,]{0,30}[!！。]?(?:\s*今天是.{0,20})?|今天是\s*[:：]?\s*\d{4}\s*年.{0,12}星期.{0,8})",
         "欢迎访问某某市人民政府网站！", "欢迎访问某某市的中外客商达到十万人次，旅游收入大幅增长。"),
    rule("editor", Where.ANYWHERE, r"(?:[【\[](?:我要)?纠错[】\]]\s*)?[【\[（(]?(?:责任编辑|責任編輯|(?:文章|信息)录入(?=\s*[:：])|网络编辑|责编|編輯|编\s?辑|(?:信息(?:员|审核|编辑)|[一二三]审[一二三]校|值班总编|一审|二审|三审|初审|复审|终审|审核|审校|校对|录入|值班编委|值班主任|主编|排版|监制)(?:人)?(?=\s*[:：丨｜|]))(?:\s*[:：丨｜|]\s*[^。，：:丨｜|]{0,20}|\s+[\u4e00-\u9fff]{2,4})(?:\s*(?:责任编辑|责编|编辑|作者|[一二三]审[一二三]校|值班总编|一审|二审|三审|初审|复审|终审|审核|审校|校对|录入|值班编委|值班主任|主编|排版|监制)\s*[:：丨｜|]\s*[^。，：:丨｜|]{0,20}){0,5}(?:，查看更多)?[】\])）]?",
         "责任编辑：网站管理员", "编辑部的故事"),
    rule("other pages", Where.ANYWHERE, r"\d?\s*(?:上一篇|下一篇|上一条|下一条|上篇|下篇)(?:文章|信息)?(?:\s*[:：].{0,80}|\d)?|更多\s*[>》]{0,2}|点击查看更多|(?:点击)?(?:展开|阅读)(?:全文|原文)|返回搜狐，?查看更多",
         "上一篇：没有了", "上一条战线传来捷报"),
    rule("list of other pages", Where.TAIL, r"[【\[]?(?:往期(?:推荐|回顾|精彩)(?:回顾)?|相关(?:链接|报道|稿件|阅读|文章|新闻|信息|文档|推荐|内容|解读|政策)|(?:政策|文字|图文|图片|媒体|专家)解读|延伸阅读|推荐阅读|热门(?:文章|新闻|推荐)|最新(?:文章|新闻|发布)|猜你喜欢|为您推荐|网友评论|喜欢此内容的人还喜欢|相关附件(?=\s*[>＞»]))[】\]]?\s*[:：]?(?:\s*更多.{0,4}|\s*[>＞»]{1,3})?",
         "相关报道", "相关报道引发关注，各地纷纷响应。"),
    rule("another page", Where.EDGE, r"(?:相关(?:链接|报道|稿件|阅读|文章|专题))\s*[:：].{1,60}|(?:政策|相关)?(?:解读|图解)\s*[:：]\s*(?:一图读懂|图解).{1,50}", "相关链接：某市召开会议", "相关附件：某市任务分解表"),
    rule("copyright", Where.EDGE, r"(?:版权所有|版權所有|网站标识码|政府网站标识码)\s*[:：©]?.{0,80}|.{0,40}版权所有.{0,40}|(?:Copyright|COPYRIGHT|©|ⓒ).{0,90}|.{0,60}(?:ICP\s*备|公网安备)[^。]{0,60}",
         "版权所有：某某网站 某ICP备05000001号", "著作权登记数量增长两成"),
    rule("site foot", Where.FOOT, r"(?:主办(?:单位)?|承办(?:单位)?|协办单位|运维单位|技术支持|联系电话|联系我们|地址|邮编|邮政编码|网址|服务热线|备案号)\s*[:：].{0,80}|[\u4e00-\u9fff]{2,12}网(?:\s*[|｜]\s*[\u4e00-\u9fff]{2,12}网){1,8}|建议使用.{0,20}浏览器.{0,20}|(?:网站地图|关于我们|网站声明|隐私声明|使用帮助|法律声明)(?:[\s|｜-]*[\u4e00-\u9fff]{2,6}){0,8}",
         "主办单位：某某市人民政府办公室", "会议要求，主办单位要落实责任，确保任务按期完成。"),
    rule("scan code", Where.ANYWHERE, r"[（(]?(?:用?微信)?(?:手机扫一扫|扫一扫|扫码|手机扫码|扫描(?:下方|上方|右侧|此|左侧)?二维码|长按(?:识别)?二维码)(?:\s*[,，:：]?\s*(?:在|用|至|到|关注|分享|打开|下载|手机|浏览|查看|阅读|访问|进入|观看|微信|移动端)[^，。]{0,30})?[)）]?",
         "扫一扫在手机打开当前页", "扫描二维码就能办事，群众少跑腿。"),
    rule("follow us", Where.EDGE, r"(?:欢迎|请|敬请|点击|长按)?关注[^，。]{0,24}(?:公众号|微信号|官方微博|官方微信|视频号|抖音号)[^，。]{0,12}|(?:点击|立即)?下载[^，。]{0,16}(?:客户端|APP|App)|打开(?:APP|App|客户端)[^，。]{0,16}",
         "欢迎关注某某发布微信公众号", "关注民生公众号，推动政务公开，群众满意度不断提高。"),
    rule("in a messenger", Where.EDGE, r"点击(?:上方|下方|左上角|顶部)?[“「]?(?:蓝字|蓝色字体|名片)[”」]?[\s,，]*(?:关注|订阅)[^，。]{0,12}|[^。]{0,12}[“「]在看[”」][^。]{0,20}|(?:点赞|在看|阅读|分享|收藏|留言)\s*\d{1,6}|(?:写|精选)留言",
         "点击蓝字 关注我们", "点击蓝字就能办事，群众少跑腿。"),
    rule("reader's tools", Where.EDGE, rf"{TOOL}(?:{BETWEEN}{TOOL}){{0,9}}",
         "无障碍浏览 | 长者模式 | 简体 | 繁体", "简体字和繁体字都有人用"),
    rule("reading aids", Where.EDGE, r"[【\[]?(?:视力保护色?|保护视力色|背景颜?色|语音(?:播报|朗读|阅读)|浏览字体)[】\]]?\s*[:：]?[\s大中小默认]{0,12}", "视力保护色：", "视力保护工作扎实推进"),
    rule("search terms", Where.EDGE, r"(?:快捷搜索|热门搜索|热搜词?)\s*[:：].{0,60}", "热搜词：社保 公积金", "热搜榜上屡见我市"),
    rule("visitors", Where.EDGE, r"您是(?:本站)?第\s*\d*\s*位(?:访客|访问者|来访者)|(?:Produced|Powered) [Bb]y .{2,40}|微信里点“发现”，扫一下|二维码便可将本文分享至朋友圈。?",
         "您是第 123 位访客", "您是第一位来访的客人，我们热烈欢迎。"),
    rule("page of a preview", Where.EDGE, r".{2,60}\s_第\s*\d{1,3}\s*页|资源描述\s*[:：]", "某镇工作报告 _第1页", "资源描述更加准确"),
    rule("tags", Where.EDGE, r"标签\s*[:：].{1,60}", "标签：政府工作报告 某县", "标签管理：各乡镇"),
    rule("file on offer", Where.EDGE, r"(?:(?:文档|文件|资源)?(?:格式|大小|页数|编号|ID)\s*[:：]\s*[\w.]{1,12}(?:\s?[KM]B)?[\s,，]*){1,5}(?:上传时间\s*[:：]\s*[\d :/-]{8,19})?|下载(?:积分|次数|费用)\s*[:：]\s*\d+\s*[分次元]?",
         "文档格式：DOC 页数：12页 大小：61.50 KB", "大小：各种项目百余个，均已开工"),
    rule("sent from a telephone", Where.EDGE, r"发自我的.{2,20}|发送自.{2,12}(?:邮件|手机).{0,8}", "发自我的iPhone", "发自肺腑的感谢"),
    rule("disclaimer", Where.EDGE, r"(?:特别声明|免责声明|版权声明|郑重声明)\s*[:：].{0,110}", "免责声明：本网转载内容仅供参考", "声明如下，请各单位遵照执行"),
    rule("database header", Where.EDGE, r"【(?:法宝引证码|北大法宝引证码|法规标题|法宝)】.{0,80}|原文链接\s*[:：]\s*\S{0,100}|.{0,12}(?:北大法宝|法律图书馆|威科先行|中国法院网)\s*(?:www\S*)?",
         "【法宝引证码】 CLI.11.0000000", "【发布部门】某市人民政府"),
    rule("newspaper's licence", Where.EDGE, r"国内统一(?:连续出版物)?(?:刊号|号).{0,100}", "国内统一刊号：CN00-0000", "国内统一标准加快实施"),
    rule("signs alone", Where.EDGE, r"[|｜×✕>＞»›\s]+|\+1", "|", "—"),
    rule("link", Where.EDGE, r"[》>＞→\s]*(?:请)?点击(?:上方|下方)?(?:图片|下图|标题|链接|专题|此处|这里)?(?:进入|查看|观看|浏览|打开)[^，。\d的]{0,10}[《<＜←>\s]*|[^，。：:]{2,24}\s*(?:>>+|＞＞+|》》+)",
         "》》点击图片进入专题《《", "点击查看办件进度的群众达十万人次"),
    rule("share targets", Where.EDGE, rf"[【\[（(]?(?:{BESIDE}|手机APP|APP|客户端)(?:{BETWEEN}(?:{BESIDE}|手机APP|APP|客户端))*[】\])）]?", "微信 微博 QQ空间", "微信用户突破百万"),
    rule("word of a site", Where.EDGE, r"(?:导语|導語|前言|导读|提示|说明|声明)\s*[:：].{0,60}(?:网友上传|網友上傳|用户上传|会员上传|不代表本[站网]|不代表本[站網]|精心整理).{0,80}|《[^》]{2,40}》由会员上传.{0,60}"
         r"|[^。！？]{0,60}小[编編](?:今天|为|為|给|給|带|帶|就|来|來|在|跟|和|整理|收集).{0,80}|(?=.{0,40}(?<![基样日成资根文])本[网站](?![点址络])).{0,40}(?:不代表|转载|刊载|侵权|授权|版权)[^。]{0,60}。?(?:[^。]{0,40}。?)?",
         "导语：某文来源于网友上传，不代表本站观点", "小编制单位整合完成"),
    rule("login", Where.EDGE, r"[（(]?[^。（(]{0,24}(?:需要|请)您?先?(?:登录|注册|购买|付费)(?:后(?:查看|阅读|下载).{0,6})?[!！。]?[)）]?", "（阅读全文，您需要先登录！）", "群众需要先登记后办事"),
    rule("free library", Where.EDGE, r"(?:维基文库|維基文庫|维基百科|維基百科)\s*[,，]\s*自由的.{2,8}", "维基文库，自由的图书馆", "自由的空间"),
    rule("key words", Where.END, r"(?:关键[词字]|關鍵[詞字]|Tags?)\s*[:：].{0,60}", "关键词：政府工作报告", "关键在于落实"),
    rule("style sheet", Where.ANYWHERE, r"(?=[^\u3400-\u9fff]*\Z)(?:@?[.#\w*][^{}]{0,100}\{[^{}]{0,110}\}?\s*)+|(?=[^\u3400-\u9fff]*\Z)[a-z-]{4,24}\s*:\s*[^;{}]{1,80};\s*\}?|[{}]+;?",
         ".TRS_Editor P{margin-top:0px}", "增值税{2025}年目标"),
    rule("script", Where.ANYWHERE, r"(?:var|let|const)\s+[\w$]+\s*=.{0,100};?|(?:function\b\s*\w*\s*\(|\$\(|jQuery|window\.|document\.|if\s?\().{0,100}|\}\s*\)?\s*\(?\)?;?|//\s*[\x00-\x7f]{0,100}|</?(?:script|style)\b.{0,100}|<!--.{0,100}-->",
         "var pageTitle = '某某市';", "《function》一书出版发行。"),
)
ANYWHERE = tuple(one for one in RULES if one.where == Where.ANYWHERE)
LONGEST, EDGE_LINES, TAIL_LINES, LONGEST_LINK = 120, 15, 40, 70
LEAK = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>|<!--.{0,2000}?-->", re.DOTALL | re.IGNORECASE)
BUTTON = re.compile(r"!\[[^\]\n]{0,80}\]\([^)\n]{0,300}\)|[ \t]?[\[【［](?:编辑|編輯|编辑源代码)[\]】］]")
"""A picture as Markdown has it; what stands behind every heading of an encyclopaedia."""
PAGE = r"第?\s?[一二三四五六七八九十\dA-Z]{1,3}\s?版[^（）()\n]{0,8}[)）]"
TURNED = re.compile(rf"(?:(?<![。！？])[（(]下转{PAGE}\s{{0,9}}\n\s{{0,9}}[（(][上紧]接{PAGE}|[（(](?:下转|上接|紧接){PAGE})[ \t\u3000]?")
"""Where a newspaper's text goes on, on another page."""
DISCLAIMER, LONGEST_DISCLAIMER = re.compile(r"(?:免责声明|版权声明|特别声明|郑重声明|声明)\s*[:：](?=.*(?:本[网站]|侵权|仅代表作者|信息存储))"), 500
INLINE_STYLE = re.compile(r"^[ \t\u3000]*(?:@?[.#\w][^{}\u3400-\u9fff\n]{0,100}\{[^{}\u3400-\u9fff]{0,400}\}[ \t]*)+(?=[^\n]*[\u3400-\u9fff])", re.MULTILINE)
LICENCE = re.compile(r"^[ \t\u3000]*本(?:作品|译文)(?:来自|是|在|属于|收录)[^\n]{0,60}", re.MULTILINE)
LONGEST_LICENCE = 1500
SENDER = re.compile(r"(?:发件人|寄件人|发自|From)\s*[:：]")
MAIL = re.compile(r"(?:发件人|寄件人|收件人|抄送|密送|主题|发送时间|发送日期|日期|时间|附件|From|To|Cc|Bcc|Subject|Sent|Date)\s*[:：]|-{3,}\s*(?:原始邮件|转发的邮件|Original Message)")
OFFERED = re.compile(r"(?:附件\s*[【\[][^】\]]{0,40}报告[^】\]]{0,20}[】\]]\s*(?:已?下载\s*\d*\s*次?)?|(?:附件|相关附件|附件下载|文件下载|下载)?\s*\d{0,2}\s*[:：.．、]?\s*\d{0,2}\s*[.．、]?[^。，]{0,40}报告[^。，]{0,20}\.(?:docx?|pdf|wps|ofd|rar|zip|jpe?g|png))")
ANNOUNCES = re.compile(r"(?:附件|相关附件|附件下载|文件下载)\s*[:：]?")
OPEN_END = re.compile(r"[^。！？!?；;]\s*")
LIKELY = re.compile("|".join((
    "[|｜×✕]|点击|點擊|浏览|瀏覽|阅读|閱讀|访问|訪問|查看|人气|字\\s*[号號体體]|文字大小|大\\s*中\\s*小|打印|列印|收藏|分享|转发|关闭|复制|纠错|返回|回到|语音|朗读",
    "[>＞»›》]|www|http|gov|位置|首\\s?页|[上下]一?[页篇条]|\\d|今天|欢迎|编\\s?辑|責|編|责编|信息|总编|视力|背景|热搜|搜索|您是|发现|二维码|[Bb]y|政务微|客户端|TOP|找错|资源|第.{1,4}页|网\\s*[|｜]|[审校]|录入|编委|更多|展开|相关|推荐|热门|最新|喜欢|评论|版权|版權|标识码|Copy|COPY|[©ⓒ]|备",
    "[主承协]办|运维|技术|联系|地址|邮|网址|热线|建议|地图|关于|声明|帮助|扫|长按|关注|下载|[简繁]|登录|注册|设为|手机版|移动版|IPv6|智能|微博|微信|朋友|空间|评论|保存|推荐|(?<![\u4e00-\u9fff])[大中小](?![\u4e00-\u9fff])|手机|APP|全屏|放大|缩小|加大|减小|还原|默认|专题|统一|上传|整理|小[编編]|不代表|转载|刊载|侵权|授权|購|购买|付费|自由的|关键|關鍵|Tag|无障碍|长者|适老|老年|关怀|English|在看|点赞|留言|往期|排版|监制|主编|值班|标签|解读|图解|格式|大小|页数|ID|发自|发送自|打开|法宝|原文|法律|威科|法院网|[{}<;]|//|\\$|jQuery|\\w\\.\\w|function|if")))
"""A word of each rule: what has none of these is looked at no further."""


def rule_for(line: str, rules: Iterable[Rule] = RULES) -> Rule | None:
    """The rule that takes this line for furniture if it stands in its place."""
    return next((rule for rule in rules if rule.pattern.fullmatch(line)), None)


def written(name: str, line: str, where: Where = Where.ANYWHERE) -> Rule:
    """A rule as staff write one: the line itself; … stands for anything, # for a number. Raises Refused.

    >>> rule_for("本报讯员：王平", [written("stringers", "本报讯员：…")]).name
    'stringers'
    """
    words = line.strip()
    if len(re.sub(r"[…#\s]", "", words)) < 2 or words.count("…") > 3:
        raise Refused("规则“{line}”太宽：至少要有两个字，省略号最多三个。", line=words)
    pattern = "".join(r"[^\n]{0,100}?" if part == "…" else r"\s*\d+\s*" if part == "#" else re.escape(part)
                      for part in re.split("(…|#)", words))
    return Rule(name, where, re.compile(pattern), words, "")


def furniture_changes(text: str, own: Iterable[Rule] = ()) -> list[Change]:
    """One change for each line that is no part of the document, its line end included, and for each leak of code.

    `own` are rules that the table does not have.
    """
    leaks = [Change(EditKind.FURNITURE, m.start(), m.end()) for m in LEAK.finditer(text)] if "<" in text else []
    leaks += [Change(EditKind.FURNITURE, m.start(), m.end()) for m in INLINE_STYLE.finditer(text)] if "{" in text else []
    leaks += [Change(EditKind.FURNITURE, m.start(), m.end()) for m in BUTTON.finditer(text)] if "](" in text or "编辑" in text or "編輯" in text else []
    leaks += [Change(EditKind.FURNITURE, m.start(), m.end()) for m in TURNED.finditer(text)] if "下转" in text or "接第" in text else []
    found = lines(text)
    said_again = teaser(found)
    gone = said_again | (_tail(found[:len(found) - len(said_again)], tuple(own)) or _lines_of_furniture(found, tuple(own)))
    gone |= printed_pages(found) | library_head(found) | disclaimers(found) | running_heads(found) | contents(found) | page_numbers(found) | head_of_mail(found)
    gone |= offered_files([(i, line) for i, line in enumerate(found) if i not in gone])
    changes = [_without(text, found[i]) for i in sorted(gone)]
    changes += label_changes([line for i, line in enumerate(found) if i not in gone][:EDGE_LINES])
    return _apart([*leaks, *changes])


def disclaimers(found: list[Line]) -> set[int]:
    """What a site will not answer for, at length, among the last lines."""
    return {i for i, line in enumerate(found) if i >= len(found) - EDGE_LINES and len(line.text) <= LONGEST_DISCLAIMER and DISCLAIMER.match(line.text)}


def head_of_mail(found: list[Line]) -> set[int]:
    """The fields above a mail's text, of which one names who sent it."""
    fields = [i for i, line in enumerate(found[:EDGE_LINES]) if MAIL.match(line.text) and len(line.text) < LONGEST]
    return set(fields) if any(SENDER.match(found[i].text) for i in fields) else set()


def offered_files(found: list[tuple[int, Line]]) -> set[int]:
    """Below the text, the names of files that hold the report itself, and what announces them."""
    gone: set[int] = set()
    for i, line in reversed(found[-EDGE_LINES:]):
        if not OFFERED.fullmatch(line.text) and not (gone and ANNOUNCES.fullmatch(line.text)):
            break
        gone.add(i)
    return gone


def _lines_of_furniture(found: list[Line], own: tuple[Rule, ...]) -> set[int]:
    """Which lines go, by the rules and where each may apply."""
    above, head = _edge(found, range(len(found)), own)
    below, tail = _edge(found, range(len(found) - 1, -1, -1), own)
    anywhere = tuple(rule for rule in own if rule.where == Where.ANYWHERE)
    within = {i for i in range(head, tail + 1) if len(found[i].text) < LONGEST and _matched(found[i].text, anywhere, ANYWHERE)}
    torn = {i for i in shreds(found, lambda text: _is_edging(text, own)) if i < head or i > tail}
    has_foot = any(rule.name == "copyright" for rule in below.values())
    at_end = {Where.ANYWHERE, Where.EDGE, Where.END, *([Where.FOOT] if has_foot else [])}
    return within | torn | {i for i, rule in above.items() if rule.where in (Where.ANYWHERE, Where.EDGE)} \
        | {i for i, rule in below.items() if rule.where in at_end}


def _edge(found: list[Line], order: range, own: tuple[Rule, ...]) -> tuple[dict[int, Rule], int]:
    """The lines of one edge that rules match, and the first line behind so many that none does."""
    matched, left = {}, 0
    for i in order:
        rule = _matched(found[i].text, own, RULES) if len(found[i].text) < LONGEST else None
        if rule:
            matched[i] = rule
        elif left == EDGE_LINES:
            return matched, i
        else:
            left += 1
    return matched, order.stop


def _is_edging(text: str, own: tuple[Rule, ...]) -> bool:
    rule = _matched(text, own, RULES)
    return bool(rule) and rule.where in (Where.ANYWHERE, Where.EDGE)


def _matched(line: str, own: tuple[Rule, ...], rules: tuple[Rule, ...]) -> Rule | None:
    if "](" in line:
        line = BUTTON.sub("", line).strip()
    bare = line.strip("|｜ ")
    return rule_for(line, own) or ((rule_for(line, rules) or rule_for(bare, rules) if bare != line else rule_for(line, rules)) if LIKELY.search(line) else None)


def _tail(found: list[Line], own: tuple[Rule, ...]) -> set[int]:
    """The lines from a list of other pages to the end, with the furniture above it; empty where there is no such list."""
    tails = [rule for rule in (*own, *RULES) if rule.where == Where.TAIL]
    for i in range(max(1, len(found) - TAIL_LINES), len(found)):
        rule = rule_for(found[i].text, tails) if len(found[i].text) < LONGEST else None
        if rule and all(_is_link(line.text) for line in found[i + 1:]):
            return set(range(i, len(found))) | _lines_of_furniture(found[:i], own)
    return set()


def _is_link(line: str) -> bool:
    return len(line) <= LONGEST_LINK and bool(OPEN_END.fullmatch(line[-1:])) and not annexed(line) and not is_table(line)


def _without(text: str, line: Line) -> Change:
    start = text.rfind("\n", 0, line.start) + 1
    end = text.find("\n", line.end) + 1
    return Change(EditKind.FURNITURE, start, end or len(text))


def _apart(changes: list[Change]) -> list[Change]:
    """Changes that overlap made one."""
    done: list[Change] = []
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        if done and change.start < done[-1].end:
            done[-1] = Change(EditKind.FURNITURE, done[-1].start, max(done[-1].end, change.end))
        else:
            done.append(change)
    return done


def licence_changes(text: str) -> list[Change]:
    """The notice of licence that a free library puts behind a text, to the end of the file."""
    match = LICENCE.search(text, max(0, len(text) - LONGEST_LICENCE))
    return [Change(EditKind.FURNITURE, match.start(), len(text))] if match else []
