"""Who there is in the invented town: units of every class and the people who work with the product."""

from dataclasses import dataclass

COUNTY = "样江县"
TOWN = "青石镇"
PASSWORD = "Qingshi-Yanshi-26"  # noqa: S105 - printed at every start of the demonstration, refused in production


@dataclass(frozen=True)
class Place:
    """`weight` says how many of the projects a unit brings."""

    code: str
    name: str
    short: str
    unit_class: str
    weight: int = 3


VILLAGES = ("石桥", "柳河", "东庄", "西岭", "大湾", "小湾", "杏林", "枣园", "北坡", "南渡", "新集", "老寨")
OFFICES = (
    ("农业农村办公室", "农业农村办"),
    ("村镇建设办公室", "村镇建设办"),
    ("社会事务办公室", "社会事务办"),
    ("应急管理办公室", "应急办"),
    ("财政所", "财政所"),
    ("文化旅游站", "文旅站"),
    ("水利管理站", "水利站"),
    ("退役军人服务站", "退役军人站"),
    ("便民服务中心", "便民中心"),
)
VERTICALS = ("税务分局", "市场监管所", "自然资源所", "供电所", "司法所", "供销社")
PARKS = (("青石工业园", 16), ("青石物流园", 9), ("现代农业产业园", 9))

ASSESSED = (
    *(
        Place(f"1{i:02d}", f"{name}村村民委员会", f"{name}村", "town_village", 2 + i % 3)
        for i, name in enumerate(VILLAGES, 1)
    ),
    *(
        Place(f"2{i:02d}", f"{TOWN}{name}", short, "town_department", 2 + i % 4)
        for i, (name, short) in enumerate(OFFICES, 1)
    ),
    *(
        Place(f"3{i:02d}", f"{TOWN}{name}", name, "vertical_department", 1)
        for i, name in enumerate(VERTICALS, 1)
    ),
    *(
        Place(f"4{i:02d}", f"{name}管理委员会", name, "park", weight)
        for i, (name, weight) in enumerate(PARKS, 1)
    ),
)
OFFICE = Place("901", f"{TOWN}经济发展办公室", "经济办", "", 0)
SUPERVISION = Place("902", f"{TOWN}督查管理办公室", "督查办", "", 0)
HALL = "001"  # 党政办, made by the first run

# key, username, name, unit code, role. The first of each role is printed at the start.
PEOPLE = (
    ("clerk", "cunban", "石小满", "101", "unit_clerk"),
    ("head", "cunzhang", "石大年", "101", "unit_head"),
    ("office_clerk", "jingban", "孙知行", "901", "office_clerk"),
    ("second_clerk", "jingban2", "何以宁", "901", "office_clerk"),
    ("director", "zhuren", "周明远", "901", "office_director"),
    ("second_director", "zhuren2", "许清和", "901", "office_director"),
    ("leader", "zhenzhang", "吴正平", HALL, "leader"),
    ("supervisor", "ducha", "郑守一", "902", "supervisor"),
    ("second_supervisor", "ducha2", "冯思齐", "902", "supervisor"),
)
ADMINISTRATOR = ("guanli", "陈立规")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
GIVEN = ("建国", "海燕", "志强", "秀兰", "文博", "晓东", "丽华", "永胜", "桂芳", "子涵", "新民", "春梅")
