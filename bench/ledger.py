"""How long a large ledger takes to be read and understood, and how much memory the worker needs for it.

Argument: how many projects (20000). The workbook has 30 columns, two rows of heads, a subtotal after every fiftieth
project and a total; a fifth of its sums and days are words.
"""

import os
import random
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import django
from openpyxl import Workbook

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "promo.settings")
django.setup()

from projects.intake import read_ledger  # noqa: E402

SIGNS = "金锦恒瑞海云川禾沐磐铭晶星安泰宏盛嘉益源茂华远凌翼智诚信达丰润泽康宁德美和顺通立方圆"
GROUPS = (
    ("序号", "引资单位", "项目名称", "投资方", "内外资", "建设性质", "项目阶段"),
    ("投资情况",) * 5,
    ("时间节点",) * 6,
)
UNDER = (
    "合同投资额",
    "累计到位资金",
    "当年到位资金",
    "固定资产投资",
    "设备投资",
    "签约",
    "注册",
    "备案",
    "开工",
    "竣工",
    "投产",
)
LAST = (
    "联系人", "联系电话", "项目内容", "落户地", "产业类型", "项目来源", "资金来源地", "拟用地面积", "项目编号",
    "统一社会信用代码",
    "引荐人", "备注",
)  # fmt: skip
PRODUCTS = (
    "连接器", "数控机床", "汽车线束", "光伏组件", "预制菜", "石斛种植", "冷链物流", "精密模具", "环保建材", "智能水表",
    "医用敷料", "压铸件", "特种电缆", "食用菌", "家具板材", "锂电池壳体",
)  # fmt: skip
TRADES = ("科技", "机械", "新材料", "食品", "农业", "建材", "电子", "纺织")
STAGES = ("在谈", "已签约", "签订框架协议", "已开工，正在进行主体施工", "竣工", "投产", "推进中", "完成注册")


def row(number: int, draw: random.Random) -> list:
    brand = "".join(draw.choices(SIGNS, k=3))
    amount = draw.randint(5, 900) * 100
    day = date(2022, 1, 1) + timedelta(days=draw.randint(0, 800))
    said = draw.random() < 0.2
    return [
        number, f"{SIGNS[number % 30]}河镇", f"年产{draw.randint(1, 90)}万套{brand}{PRODUCTS[number % 16]}生产项目",
        f"杭州{brand}{draw.choice(TRADES)}有限公司", "内资",
        "新建", draw.choice(STAGES), f"约{amount}万元" if said else amount, amount // 3, amount // 5, amount // 2,
        amount // 4,
        day, f"{day.year}.{day.month}" if said else day, "", f"{day.year}年{day.month}月", "", "", "王某",
        13800000000 + number,
        "建设厂房及配套设施，用地80亩", "东园", "电子", "以商招商", "浙江", "80", f"P-{number:05}", "", "赵某", "",
    ]  # fmt: skip


def write(path: Path, count: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(["招商引资项目台账"])
    sheet.append(["填报单位：招商局　　单位：万元"])
    sheet.append([*GROUPS[0], "投资情况", *[None] * 4, "时间节点", *[None] * 5, *LAST])
    sheet.append([None] * 7 + list(UNDER))
    draw, sums, whole = random.Random(7), 0, 0
    for number in range(1, count + 1):
        cells = row(number, draw)
        sheet.append(cells)
        sums += cells[8]
        if number % 50 == 0:
            sheet.append([None, "小计"] + [None] * 6 + [sums])
            whole, sums = whole + sums, 0
    sheet.append([None, "合计"] + [None] * 6 + [whole + sums])
    book.save(path)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        write(path, count)
        before = resource.getrusage(resource.RUSAGE_SELF)
        begun, used = time.perf_counter(), time.process_time()
        reading = read_ledger(path, suffix=".xlsx", cut_off_on=date(2026, 1, 1))
        took, spent = time.perf_counter() - begun, time.process_time() - used
        child = resource.getrusage(resource.RUSAGE_CHILDREN)
        after = resource.getrusage(resource.RUSAGE_SELF)
        size = path.stat().st_size / 2**20
        print(f"{len(reading.projects)} projects of {len(reading.rows)} rows, file of {size:.1f} MB")
        print(
            f"{took:.1f} s: {spent:.1f} s of the worker, {child.ru_utime + child.ru_stime:.1f} s of the child"
        )
        mine, grown = after.ru_maxrss / 1024, (after.ru_maxrss - before.ru_maxrss) / 1024
        print(
            f"at most: worker {mine:.0f} MB ({grown:.0f} more than before), child {child.ru_maxrss / 1024:.0f} MB"
        )


if __name__ == "__main__":
    main()
