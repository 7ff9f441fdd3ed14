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
    "figure_kind_added": "设置登记事项",
    "figure_kind_changed": "修改登记事项",
    "record_entered": "登记",
    "record_amended": "修改登记",
    "record_withdrawn": "撤回登记",
    "record_verified": "核实登记",
    "record_returned": "退回登记",
    "record_reversed": "核实冲销",
    "record_import_read": "上传登记表",
    "record_import_confirmed": "导入登记表",
    "record_import_discarded": "取消导入",
    "duty_made": "下达报送要求",
    "duty_withdrawn": "撤销报送要求",
    "report_handed_in": "报送报表",
    "report_corrected": "更正报送登记",
    "exemption_asked": "申请免报",
    "exemption_granted": "同意免报",
    "exemption_refused": "不同意免报",
}


def install() -> None:
    EVENT_VERBS.update(VERBS)
