"""Writing made alike before names are compared: width, case, traditional and variant characters, numerals."""

import re
import unicodedata
from functools import lru_cache

from pypinyin import lazy_pinyin

# Traditional and variant characters of company, product and place names, each before its common form.
_TRADITIONAL = """
並并 係系 俱具 倉仓 偉伟 備备 傢家 傳传 儀仪 億亿 優优 儲储 創创 劃划 劑剂 劵券 動动 務务
匯汇 區区 國国 園园 圖图 場场 壓压 壘垒 壩坝 學学 實实 寶宝 對对 導导 層层 廠厂 廣广 張张
強强 後后 應应 據据 數数 於于 書书 東东 業业 極极 榮荣 樂乐 樓楼 標标 樣样 橋桥 機机 檢检
櫃柜 氣气 淨净 淵渊 測测 準准 溫温 滅灭 滙汇 潔洁 澤泽 濕湿 濟济 濱滨 灣湾 為为 熱热 燈灯
營营 爐炉 爲为 環环 產产 畫画 療疗 發发 礦矿 種种 穀谷 積积 糧粮 紅红 紙纸 紡纺 組组 絡络
統统 絲丝 經经 綠绿 維维 網网 線线 編编 縣县 總总 績绩 織织 繡绣 繫系 纖纤 纜缆 習习 聯联
聲声 聽听 膠胶 臺台 與与 興兴 華华 萬万 葉叶 藍蓝 藝艺 藥药 處处 號号 蝦虾 術术 衛卫 裏里
裝装 裡里 製制 視视 覺觉 觀观 計计 訊讯 設设 試试 證证 豐丰 豬猪 貝贝 貨货 貿贸 資资 質质
車车 軟软 輪轮 輸输 辦办 農农 運运 達达 遠远 選选 鄉乡 醫医 釘钉 鈉钠 鈦钛 鉸铰 銀银 銅铜
銷销 鋁铝 鋅锌 鋯锆 鋰锂 鋼钢 錄录 錫锡 錶表 鍋锅 鍍镀 鍛锻 鍵键 鎖锁 鎢钨 鎮镇 鎳镍 鏈链
鏡镜 鐘钟 鐵铁 鑄铸 鑽钻 鑿凿 門门 開开 閥阀 關关 陽阳 際际 雞鸡 雲云 電电 響响 項项 頭头
類类 飲饮 飼饲 飾饰 養养 餘余 館馆 馬马 驗验 體体 魚鱼 鳳凤 鴨鸭 鴻鸿 鵝鹅 鹼碱 鹽盐 麗丽
麥麦 麪面 麵面 麼么 黃黄 龍龙
"""
COMMON_FORM = {ord(pair[0]): pair[1] for pair in _TRADITIONAL.split()}
NOISE = re.compile(r"[\s\[\]【】《》〈〉“”\"'‘’·,，.。、;；:：\-—–_/|+]+")
BRACKETS = re.compile(r"\(([^()]*)\)")
DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
PLACES_OF = {"十": 10, "百": 100, "千": 1000}
MAGNITUDES = {"万": 10**4, "亿": 10**8}


@lru_cache(maxsize=2_000)
def fold(text: str) -> str:
    """Half-width, lower case, common characters; points, dashes and blanks gone, brackets kept as ()."""
    plain = unicodedata.normalize("NFKC", text).translate(COMMON_FORM).lower()
    marked = re.sub(r"(?<=\d)\.(?=\d)", "\ue000", plain)  # the point of a number is no noise
    return NOISE.sub("", marked).replace("\ue000", ".")


def without_brackets(text: str) -> str:
    return text.replace("(", "").replace(")", "")


SAID_IN_NAMES = {
    "晟": "sheng",
    "曾": "zeng",
    "行": "hang",
    "重": "zhong",
    "长": "chang",
}  # as companies read them


@lru_cache(maxsize=40_000)
def sound(text: str) -> tuple[str, ...]:
    """The syllables of a folded text, without tones; one item a sign."""
    return tuple(map(_syllable, text))


@lru_cache(maxsize=20_000)
def _syllable(sign: str) -> str:
    if sign in SAID_IN_NAMES:
        return SAID_IN_NAMES[sign]
    return "".join(lazy_pinyin(sign, errors=lambda other: list(other)))


def numeral(text: str) -> int | None:
    """'二' 2, '十二' 12, '2' 2, 'ii' 2; None for what is no small number."""
    if text.isascii() and text.isdigit():
        return int(text)
    romans = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
    if text in romans:
        return romans[text]
    total, digit = 0, None
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in PLACES_OF:
            total, digit = total + (1 if digit is None else digit) * PLACES_OF[sign], None
        else:
            return None
    return total + (digit or 0) if text else None
