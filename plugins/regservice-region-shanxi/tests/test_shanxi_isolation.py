"""Does installing Shanxi change anything outside Shanxi?"""

from __future__ import annotations

from regservice.testing.regions import RegionIsolation


class TestIsolation(RegionIsolation):
    package = "regservice-region-shanxi"
    elsewhere = ("110000", "320000", "610000", "150000")
    words = (
        "我公司是链主企业，普通化妆品备案需要哪些材料",
        "我们镇是特色专业镇，园区是一谷三园，二类器械延续注册要提前多久提交",
        "两个型号大同小异，二类器械注册单元怎么划分",
        "为了长治久安，药品再注册要提前多久提交",
    )
    """The role in a chain, towns, and common words that are also cities."""
