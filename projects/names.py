"""Names compared: a company or project name without what people write differently, and how alike two are."""

import re
import unicodedata

from rapidfuzz import fuzz

SUFFIXES = re.compile(
    r"(股份有限责任公司|股份有限公司|有限责任公司|有限公司|集团公司|分公司|公司|集团|控股|实业|厂|合作社|经营部|商行)$"
)
PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|"
    "陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|台湾|中国"
)
PLACES = re.compile(rf"^(?:{PROVINCES})?(?:省|市|自治区)?(?:[\u4e00-\u9fff]{{2,3}}(?:市|县|区|自治州))?")
NOISE = re.compile(r"[\s()（）\[\]【】《》“”\"'·,，.。、\-—_/]+")
YEARLY = re.compile(
    r"年(?:产|出栏|加工|处理)[约近超]?[\d.]+[十百千万亿]*[余多]?"
    r"(?:平方米|立方米|公里|兆瓦|吉瓦|千瓦|吨|台|套|件|只|个|头|羽|辆|条|瓶|箱|袋|米|片|支|块|张|双|匹|桶)?"
)
GENERIC = re.compile(r"(建设|生产|新建|扩建|基地|项目|工程|一期|二期|三期)")
LIKELY = 86  # from here on a pair is shown to a person


def flat(name: str) -> str:
    """Full-width folded, lower case, without blanks, brackets and dashes."""
    return NOISE.sub("", unicodedata.normalize("NFKC", name)).lower()


def company_key(name: str) -> str:
    """'江苏湖凤样（集团）有限公司' and '湖凤样集团' meet in one key as far as suffixes and places go."""
    key = PLACES.sub("", flat(name)) or flat(name)
    while (shorter := SUFFIXES.sub("", key)) != key and shorter:
        key = shorter
    return key or flat(name)


def project_key(name: str) -> str:
    """What is particular about a project's name: without the yearly output and the words every project bears."""
    return GENERIC.sub("", YEARLY.sub("", flat(name))) or flat(name)


def likeness(a: str, b: str) -> int:
    """0 to 100, for two keys."""
    if not a or not b:
        return 0
    return round(max(fuzz.ratio(a, b), fuzz.partial_ratio(a, b) * 0.94 if min(len(a), len(b)) >= 4 else 0))
