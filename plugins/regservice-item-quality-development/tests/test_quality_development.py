"""What the package of this item has to fulfil, as it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from regservice.testing.conformance import PackageConformance
from regservice.testing.items import ItemConformance

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

WRONG: Final[list[tuple[dict[str, Any], str, str]]] = [
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"quality_topic": "supervision"},
        },
        "shanghai/xuhui/amr",
        "shanghai/mpa",
    ),
    (
        {
            "place": "310104",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"quality_topic": "supervision"},
        },
        "shanghai/amr",
        "shanghai/mpa",
    ),
    (
        {
            "place": "310104",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"quality_topic": "development"},
        },
        "shanghai/mpa",
        "shanghai/xuhui/amr",
    ),
    (
        {
            "place": "310104",
            "product": "none",
            "difficulty": "complex",
            "attributes": {"quality_topic": "supervision"},
        },
        "shanghai/mpa",
        "shanghai/xuhui/amr",
    ),
    (
        {
            "place": "110108",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"quality_topic": "supervision"},
        },
        "beijing/haidian/amr",
        "beijing/mpa",
    ),
    (
        {
            "place": "110000-bda",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"quality_topic": "development"},
        },
        "beijing/branch-3",
        "beijing/bda/commerce-finance",
    ),
    (
        {
            "place": "320281",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"quality_topic": "supervision"},
        },
        "jiangsu/wuxi/branch",
        "jiangsu/mpa",
    ),
    (
        {
            "place": "320281",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"quality_topic": "development"},
        },
        "jiangsu/wuxi/amr",
        "jiangsu/jiangyin/amr",
    ),
    (
        {
            "place": "370881",
            "product": "drug",
            "difficulty": "complex",
            "attributes": {"quality_topic": "supervision"},
        },
        "shandong/branch-6",
        "shandong/mpa",
    ),
    (
        {
            "place": "140100",
            "product": "device",
            "difficulty": "complex",
            "attributes": {"quality_topic": "development"},
        },
        "shanxi/branch-1",
        "shanxi/taiyuan/amr",
    ),
]
"""The question, a body that is tempting but wrong, and the one that leads."""


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
    wrong = WRONG
