"""Chinese words for what can happen to regions, units and people; the app adds them when it starts."""

VERBS = {
    "region_created": "新增地区",
    "unit_created": "登记单位",
    "unit_changed": "修改单位信息",
    "unit_reorganised": "办理单位变动",
    "unit_classified": "调整单位类别",
    "user_created": "开设账号",
    "user_changed": "修改人员信息",
    "user_switched_on": "启用账号",
    "user_switched_off": "停用账号",
    "membership_given": "授予岗位",
    "membership_ended": "办理离岗",
    "paper_kept": "存入文件",
    "calendar_set": "设置节假日",
    "calendar_changed": "修改节假日",
    "calendar_removed": "取消节假日设置",
    "calendar_confirmed": "确认全年假期",
    "password_reset": "重置密码",
    "password_changed": "修改密码",
}
