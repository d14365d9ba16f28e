"""What the package of this item has to fulfil, as it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from regservice.testing.conformance import PackageConformance
from regservice.testing.items import ItemConformance, Tempting

NAME: Final = "regservice-item-quality-development"

OFFERED: Final = {
    "310000": "2024-01-24",
    **dict.fromkeys(("110000", "140000", "320000", "370000"), "2026-01-01"),
}
"""Place to the first day on which the item is offered there."""

OTHERS: Final = [
    "质量体系考核的缺陷怎么整改？",
    "质量负责人需要什么条件？",
    "药品抽检不合格，怎么申请复检？",
    "GMP符合性检查要多久？",
    "质量协议应当写哪些内容？",
    "年度自查报告什么时候交？",
    "窗口服务质量不好，向谁反映？",
]
"""Questions that share words with this item and are not about it."""

FRESH: Final = [
    "我们想申报今年的政府质量奖，找哪个科？",
    "企业办质量月活动能请专家来吗？",
    "QC小组的成果可以参加市里评选吗？",
    "品牌培育有没有示范名单？",
    "设首席质量官要不要备案？",
]
"""Questions about this item, written after its words."""

WRONG: Final = [
    Tempting("310104", "device", "supervision", "shanghai/xuhui/amr", "shanghai/mpa"),
    Tempting("310104", "drug", "supervision", "shanghai/amr", "shanghai/mpa"),
    Tempting("310104", "device", "development", "shanghai/mpa", "shanghai/xuhui/amr"),
    Tempting("310104", "none", "supervision", "shanghai/mpa", "shanghai/xuhui/amr"),
    Tempting("110108", "device", "supervision", "beijing/haidian/amr", "beijing/mpa"),
    Tempting(
        "110000-bda",
        "device",
        "development",
        "beijing/branch-3",
        "beijing/bda/commerce-finance",
    ),
    Tempting("320281", "drug", "supervision", "jiangsu/wuxi/branch", "jiangsu/mpa"),
    Tempting(
        "320281", "device", "development", "jiangsu/wuxi/amr", "jiangsu/jiangyin/amr"
    ),
    Tempting("370881", "drug", "supervision", "shandong/branch-6", "shandong/mpa"),
    Tempting(
        "140100", "device", "development", "shanxi/branch-1", "shanxi/taiyuan/amr"
    ),
]
"""Bodies that one may well think of, and who leads instead."""


class TestConformance(PackageConformance):
    package = NAME
    level = "gold"
    watched = ("rules", "path_rules")
    source = Path(__file__).parents[1]


class TestItem(ItemConformance):
    package = NAME
    item = "quality_development"
    offered = OFFERED
    by_law = ("310000",)
    others = OTHERS
    fresh = FRESH
    fact = "quality_topic"
    wrong = WRONG
