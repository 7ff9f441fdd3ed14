"""In which form capital arrives, and the sums of some time that a ledger brings."""

from django.db import models


class ArrivalKind(models.TextChoices):
    CASH = "cash", "货币资金"
    EQUIPMENT = "equipment", "设备"
    LAND = "land", "土地价款"
    CONSTRUCTION = "construction", "建设投入"
    WORKING = "working", "流动资金"
    EQUITY = "equity", "股权出资"
    INTANGIBLE = "intangible", "无形资产"
    LOAN = "loan", "股东借款"
    CUMULATIVE = "cumulative", "台账累计数"  # all that arrived until its day
    YEAR_SUM = "year_sum", "台账当年数"  # what arrived from the first of January until its day


FROM_LEDGERS = (ArrivalKind.CUMULATIVE, ArrivalKind.YEAR_SUM)
