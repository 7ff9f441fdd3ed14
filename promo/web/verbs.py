"""Chinese words for the verbs of events; each app adds its own when it starts."""

EVENT_VERBS: dict[str, str] = {
    "created": "新建",
    "changed": "修改",
    "deleted": "删除",
    "verified": "核实",
    "returned": "退回",
    "rejected": "不予认定",
    "reversed": "冲销",
    "corrected": "更正",
    "published": "发布",
    "imported": "导入",
    "import_undone": "撤销导入",
    "downloaded": "下载",
    "logged_in": "登录",
    "password_changed": "修改密码",
}


def verb_name(verb: str) -> str:
    """The Chinese word; an unknown verb shows as it is."""
    return EVENT_VERBS.get(verb, verb)
