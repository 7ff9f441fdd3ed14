"""Lists whose layout an office may set: title, name of the address that sends the workbook, what is asked of it."""

EXPORT = "export=xlsx"
LAYOUT_LISTS: tuple[tuple[str, str, str], ...] = (
    ("项目清单", "projects:project_export", ""),
    ("线索登记簿", "projects:lead_register_export", ""),
    ("到位资金明细", "projects:arrival_export", ""),
    ("项目节点明细", "projects:milestone_export", ""),
    ("入账明细", "projects:posting_export", ""),
    ("引荐申报", "projects:claim_export", ""),
    ("首谈保护", "projects:protection_export", ""),
    ("项目流转", "projects:transfer_export", ""),
    ("下一步工作", "projects:step_export", ""),
    ("难点问题", "projects:blocker_export", ""),
    ("代办事项", "projects:permit_export", ""),
    ("到位计划", "projects:plan_list_export", ""),
    ("年度任务", "assessment:target_export", ""),
    ("登记事项", "assessment:record_list", EXPORT),
    ("报送情况", "assessment:duty_list", EXPORT),
    ("项目储备库", "assessment:official_reserve", EXPORT),
    ("拟签约项目跟踪服务台账", "assessment:official_signing", EXPORT),
    ("项目落地台账", "assessment:official_landed", EXPORT),
    ("项目月进度表", "assessment:official_monthly", EXPORT),
    ("招商引资工作自评表", "assessment:official_rating", EXPORT),
    ("考核结果公示表", "assessment:official_results", EXPORT),
)
