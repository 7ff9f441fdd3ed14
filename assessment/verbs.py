"""Chinese words for the events of assessment."""

from promo.web.verbs import EVENT_VERBS

VERBS = {
    "target_recorded": "下达目标",
    "target_revised": "调整目标",
    "scheme_adopted": "上传考核办法",
    "scheme_put_in_use": "施行考核办法",
    "scheme_superseded": "废止考核办法",
    "mark_given": "评分",
    "mark_revised": "重新评分",
    "round_opened": "发起多人评分",
    "round_extended": "延长评分截止时间",
    "round_closed": "评分截止",
    "round_confirmed": "确认评分结果",
    "round_cancelled": "作废评分",
    "panel_draft_saved": "暂存评分",
    "panel_handed_in": "提交评分",
    "run_requested": "发起考核计算",
    "run_published": "发布考核排名",
    "report_drafted": "生成通报草稿",
    "report_edited": "修改通报文字",
    "report_published": "发布通报",
}


def install() -> None:
    EVENT_VERBS.update(VERBS)
