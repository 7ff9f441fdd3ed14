"""Invented companies and projects; every company carries 例, 样 or 示, so that nobody takes it for a real one."""

from dataclasses import dataclass
from random import Random

MARKS = "例样示"
HEADS = ("金", "河", "云", "锦", "凤", "瑞", "恒", "泰", "宏", "嘉", "盛", "德", "明", "东", "启", "华")
TAILS = ("源", "达", "丰", "信", "辉", "诚", "岳", "川", "林", "阳", "远", "成")
ORIGINS = ("江苏", "浙江", "广东", "山东", "福建", "上海", "湖北", "安徽")
# industry, company word, what is built, people said to be interested
TRADES = (
    ("装备制造", "机械", ("年产{n}万套精密阀门项目", "年产{n}台数控机床项目", "智能泵阀生产基地项目")),
    ("新材料", "新材料", ("年产{n}吨碳素制品项目", "高强复合材料生产项目", "年产{n}吨石墨电极项目")),
    ("食品加工", "食品", ("年产{n}吨速冻果蔬项目", "杂粮深加工项目", "年产{n}万瓶果汁饮料项目")),
    ("现代农业", "农业", ("设施蔬菜产业园项目", "年出栏{n}头生态养殖项目", "中药材种植加工一体化项目")),
    ("电子信息", "电子", ("年产{n}万件电子元器件项目", "智能传感器组装项目")),
    ("商贸物流", "物流", ("冷链物流中心项目", "农产品仓储配送项目", "城乡快递分拨中心项目")),
    ("文化旅游", "文旅", ("石桥古道康养民宿项目", "柳河湾露营基地项目", "农耕研学基地项目")),
    ("新能源", "能源", ("{n}兆瓦屋顶光伏项目", "储能电池组装项目")),
)
FOREIGN = (("港", "HKD", "香港"), ("美", "USD", "美国"), ("德", "EUR", "德国"), ("日", "JPY", "日本"))


@dataclass(frozen=True)
class Idea:
    """What somebody wants to build here. `wan` is the contract sum in 10,000 of `currency`."""

    name: str
    investor: str
    industry: str
    ownership: str
    currency: str
    wan: int
    origin: str


class Inventor:
    """Gives ideas that differ in name, the same ones for the same seed."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.used: set[str] = set()

    def idea(self, *, may_be_foreign: bool = False) -> Idea:
        while True:
            idea = self._idea(may_be_foreign)
            if idea.name not in self.used:
                self.used.add(idea.name)
                return idea

    def _idea(self, may_be_foreign: bool) -> Idea:
        rng = self.rng
        industry, word, works = rng.choice(TRADES)
        brand = rng.choice(HEADS) + rng.choice(TAILS) + rng.choice(MARKS)
        work = rng.choice(works).format(n=rng.choice((2, 3, 5, 8, 10, 12, 20, 30)) * 10)
        if may_be_foreign and rng.random() < 0.4:
            mark, currency, origin = rng.choice(FOREIGN)
            wan = rng.randint(40, 300) * {"HKD": 8, "JPY": 150}.get(currency, 1)
            investor = f"{brand}（{origin}）投资有限公司"
            return Idea(f"{brand}{work}", investor, industry, "foreign", currency, wan, origin)
        origin = rng.choice(ORIGINS)
        wan = round(10 ** rng.uniform(2.5, 3.75) / 50) * 50
        return Idea(
            f"{brand}{work}", f"{origin}{brand}{word}有限公司", industry, "domestic", "CNY", wan, origin
        )

    def respelt(self, idea: Idea) -> tuple[str, str]:
        """The same project as another unit might write it: name and investor."""
        investor = idea.investor.replace("有限公司", "（集团）有限公司")
        return idea.name.replace("项目", "建设项目"), investor
