"""A title in lines of like length: broken between words only, never inside one."""

import re
from itertools import combinations

WORDS = (
    "招商引资 双周 督查 督办 通报 报告 公示 公告 通知 情况 工作 项目 考核 排名 结果 关于 目标 "
    "任务 完成 年度 季度 月度 上半年 下半年 全年 高质量 发展 重点 推进 进展 进度 专项 行动 "
    "百日会战 会战 办法 方案 实施 意见 决定 表彰 批评 单位 个人 先进 街道 社区 园区 开发区 "
    "经济 产业 投资 促进 领导 小组 办公室 委员会 人民 政府 附表 简报 总结 分析 评价 综合 统计 "
    "签约 开工 投产 到位资金 到位 资金 外资 内资 "
)
TOKEN = re.compile(
    r"[A-Za-z]+|[(（〔《“][^)）〕》”]*[)）〕》”]|(?:第)?\d[\d,.]*(?:年|月|日|期|号|个|季度|%)?(?:至|—|-)?"
    "|" + "|".join(sorted(WORDS.split(), key=len, reverse=True)) + r"|[\u4e00-\u9fff]"
)
PLACE = "省市县区镇乡村局委办"
NOT_FIRST = "的、，。；：！？）》”及和与等了年月日期号"
NOT_LAST = "的（《“、第及和与在对"


def words_of(text: str) -> list[str]:
    """`text` cut where a line may end. Signs that no word of ours holds stay with their neighbours."""
    words: list[str] = []
    is_open = False  # the last word is made of signs we know nothing of, so the next such sign joins it
    end = 0
    for match in TOKEN.finditer(text):
        between, found = text[end : match.start()], match.group()
        end = match.end()
        is_alone = len(found) == 1
        joins = words and (found[0] in NOT_FIRST or words[-1][-1] in NOT_LAST or (is_alone and is_open))
        if joins:
            words[-1] += between + found
        else:
            words.append(between + found)
        is_open = is_alone and found not in PLACE
    if text[end:]:
        words[-1:] = [(words[-1] if words else "") + text[end:]]
    return words


def title_lines(text: str, longest: int = 20) -> list[str]:
    """The lines of a title, each at most `longest` characters: as few as may be, and as even.

    Where a single word is longer than a line, that word alone is cut.
    """
    if "\n" in text:
        return [line.strip() for line in text.split("\n") if line.strip()]
    if len(text) <= longest:
        return [text]
    words = [piece for word in words_of(text) for piece in _cut(word, longest)]
    for count in range(2, len(words) + 1):
        fitting = [lines for lines in _broken(words, count) if max(map(len, lines)) <= longest]
        if fitting:
            return min(fitting, key=_unevenness)
    return words


def _cut(word: str, longest: int) -> list[str]:
    return [word[start : start + longest] for start in range(0, len(word), longest)]


def _broken(words: list[str], count: int):
    for cuts in combinations(range(1, len(words)), count - 1):
        edges = (0, *cuts, len(words))
        yield ["".join(words[a:b]) for a, b in zip(edges, edges[1:], strict=False)]


def _unevenness(lines: list[str]) -> tuple[int, int]:
    """A trapezoid or a diamond, not an hourglass: even lines first, then none shorter in the middle."""
    lengths = [len(line) for line in lines]
    waists = sum(a > b < c for a, b, c in zip(lengths, lengths[1:], lengths[2:], strict=False))
    return waists, max(lengths) - min(lengths)
