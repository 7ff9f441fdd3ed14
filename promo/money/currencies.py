"""The currencies an investment may be stated in, and the words people use for them and for their units."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Currency:
    """A currency by its ISO 4217 code and the name an office writes."""

    code: str
    name: str


CURRENCIES = {
    code: Currency(code, name)
    for code, name in (
        ("CNY", "人民币"),
        ("USD", "美元"),
        ("HKD", "港币"),
        ("EUR", "欧元"),
        ("JPY", "日元"),
        ("GBP", "英镑"),
        ("KRW", "韩元"),
        ("TWD", "新台币"),
        ("SGD", "新加坡元"),
        ("MOP", "澳门元"),
    )
}
CURRENCY_CHOICES = [(currency.code, currency.name) for currency in CURRENCIES.values()]

# Every spelling met in ledgers, after folding to upper case. 元 alone is yuan.
CURRENCY_WORDS = {
    "CNY": ("人民币", "RMB", "CNY", "¥", "元"),
    "USD": ("美元", "美金", "USD", "US$", "$"),
    "HKD": ("港元", "港币", "港纸", "HKD", "HK$"),
    "EUR": ("欧元", "EUR", "€"),
    "JPY": ("日元", "日圆", "JPY"),
    "GBP": ("英镑", "GBP", "£"),
    "KRW": ("韩元", "韩币", "KRW", "₩"),
    "TWD": ("新台币", "台币", "TWD", "NT$"),
    "SGD": ("新加坡元", "新加坡币", "新元", "新币", "SGD", "S$"),
    "MOP": ("澳门元", "澳门币", "MOP"),
}
CODE_OF_WORD = {word: code for code, words in CURRENCY_WORDS.items() for word in words}

# What follows the scale when a sum is written: 万元, 亿美元, 万港元.
UNIT_WORDS = {
    "CNY": "元",
    "USD": "美元",
    "HKD": "港元",
    "EUR": "欧元",
    "JPY": "日元",
    "GBP": "英镑",
    "KRW": "韩元",
    "TWD": "新台币",
    "SGD": "新加坡元",
    "MOP": "澳门元",
}
SCALES = {
    "": 1,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
}


def unit_of(unit: str) -> tuple[str, Decimal]:
    """The currency and the scale of a unit such as 元, 万元, 亿元, 万美元, 万 or 亿港币.

    Raises KeyError for a unit that is not one: a mistake of the program, or a column to be asked about.
    """
    for length in range(len(unit), -1, -1):
        word = unit[length:].upper()
        if unit[:length] in SCALES and (word in CODE_OF_WORD or (not word and length)):
            return CODE_OF_WORD.get(word, "CNY"), Decimal(SCALES[unit[:length]])
    raise KeyError(unit)
