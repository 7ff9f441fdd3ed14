"""Names compared: a company's name without what people write differently."""

import re
import unicodedata

SUFFIXES = re.compile(
    r"(股份有限责任公司|股份有限公司|有限责任公司|有限公司|集团公司|分公司|公司|集团|控股|实业|厂|合作社|经营部|商行)$"
)
PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|"
    "陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|台湾|中国"
)
PLACES = re.compile(rf"^(?:{PROVINCES})?(?:省|市|自治区)?(?:[\u4e00-\u9fff]{{2,3}}(?:市|县|区|自治州))?")
NOISE = re.compile(r"[\s()（）\[\]【】《》“”\"'·,，.。、\-—_/]+")


def flat(name: str) -> str:
    """Full-width folded, lower case, without blanks, brackets and dashes."""
    return NOISE.sub("", unicodedata.normalize("NFKC", name)).lower()


def company_key(name: str) -> str:
    """'江苏湖凤样（集团）有限公司' and '湖凤样集团' meet in one key as far as suffixes and places go."""
    key = PLACES.sub("", flat(name)) or flat(name)
    while (shorter := SUFFIXES.sub("", key)) != key and shorter:
        key = shorter
    return key or flat(name)
