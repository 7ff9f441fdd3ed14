"""How long one new lead and a whole scan take against many projects, beside comparing each with each.

Arguments: how many projects (20000), how many are also compared each with each for the ratio (1000).
"""

import random
import sys
import time
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from projects.likeness import Index, Record, compare, keys_of  # noqa: E402

SIGNS = "金锦恒瑞海云川禾沐磐铭晶星安泰宏盛嘉益源茂华远凌翼智诚信达丰润泽康宁德美和顺通立方圆"
PLACES = ("", "浙江", "江苏", "安徽", "宁波", "苏州", "杭州")
TRADES = ("科技", "机械", "新材料", "食品", "农业", "建材", "电子", "纺织")
PRODUCTS = (
    "数控机床",
    "汽车线束",
    "光伏组件",
    "预制菜",
    "石斛种植",
    "冷链物流",
    "精密模具",
    "环保建材",
    "智能水表",
    "医用敷料",
)


def record(draw: random.Random) -> Record:
    brand = "".join(draw.choices(SIGNS, k=3))
    investor = f"{draw.choice(PLACES)}{brand}{draw.choice(TRADES)}有限公司"
    product = f"{''.join(draw.choices(SIGNS, k=2))}{draw.choice(PRODUCTS)}"
    name = f"年产{draw.randint(1, 90)}万套{product}生产项目"
    return Record(name, investor, amount=Decimal(draw.randint(1, 900) * 1_000_000))


def timed(words: str, work) -> float:
    began = time.perf_counter()
    work()
    taken = time.perf_counter() - began
    print(f"{words}: {taken:.2f} s")
    return taken


def main(many: int, few: int) -> None:
    draw = random.Random(7)
    records = [record(draw) for _ in range(many)]
    keys: list = []
    timed(f"take {many} names apart", lambda: keys.extend(map(keys_of, records)))
    index = Index(enumerate(keys))
    one = keys_of(record(draw))
    timed("one new lead against all of them", lambda: index.alike(one))
    timed("the same, each compared", lambda: [compare(one, other) for other in keys])
    whole, part = Index(), Index()

    def scan(into: Index, rows: list) -> None:
        for pk, row in enumerate(rows):
            into.alike(row)
            into.add(pk, row)

    timed(f"scan of {many}", lambda: scan(whole, keys))
    quick = timed(f"scan of {few}", lambda: scan(part, keys[:few]))
    slow = timed(
        f"each with each of {few}",
        lambda: [compare(a, b) for i, a in enumerate(keys[:few]) for b in keys[:i]],
    )
    print(f"ratio at {few}: {slow / quick:.1f}")


if __name__ == "__main__":
    main(*(int(word) for word in (sys.argv[1:] + ["20000", "1000"][len(sys.argv) - 1 :])[:2]))
