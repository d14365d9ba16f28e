"""What are tables, and the words that stand in some of them, called?"""

from __future__ import annotations

from typing import Final

TABLE_NAMES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "service_mode": {
        "early_intervention": ("提前介入", "early intervention"),
        "per_enterprise_plan": ("一企一策", "a plan for each enterprise"),
        "per_product_plan": ("一品一策", "a plan for each product"),
        "full_process_guidance": ("全程指导", "guidance throughout"),
        "rd_review_linkage": ("研审联动", "R&D and review linked"),
        "proactive_contact": ("主动对接", "contact sought first"),
        "full_process_tracking": ("全程跟踪", "tracking throughout"),
        "task_force": ("专班帮扶", "help by a task force"),
        "on_site_answer": ("现场答复", "answer on the spot"),
        "door_to_door": ("上门服务", "visits at the door"),
    },
    "statement_kind": {
        "figure": ("数字", "figure"),
        "practice": ("做法", "practice"),
        "study": ("研究", "study"),
        "plan": ("打算", "plan"),
        "duty": ("义务", "duty"),
    },
    "table": {
        "documents": ("文件", "documents"),
        "places": ("地区", "places"),
        "authorities": ("机构", "authorities"),
        "relations": ("机构关系", "relations"),
        "fields": ("采集字段", "fields"),
        "items": ("服务事项", "items"),
        "offers": ("开通", "offers"),
        "matters": ("法定事项", "matters"),
        "rules": ("分办规则", "rules"),
        "path_rules": ("流转规则", "path rules"),
        "bypasses": ("越级规则", "bypasses"),
        "limits": ("时限", "time limits"),
        "periods": ("法定办理期限", "statutory periods"),
        "pause_reasons": ("暂停事由", "pause reasons"),
        "programmes": ("专项", "programmes"),
        "calendar_patterns": ("日历", "calendars"),
        "calendar_notices": ("放假安排", "calendar notices"),
        "calendar_overrides": ("临时调整", "calendar overrides"),
        "office_hours": ("办公时间", "office hours"),
        "statements": ("来源所述", "statements"),
    },
}
"""Vocabulary to code to (Chinese, English)."""
