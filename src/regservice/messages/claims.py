"""
What is wrong between packages and how to mend it, by stable code.

RS2001 and RS2007 what is there twice, RS2003 what reaches too far, RS2031 to RS2034 a
row that replaces one of another package, RS2035 a package that leans on one that is
set aside.
"""

from __future__ import annotations

from typing import Final

CLAIMS: Final = {
    "RS2001": (
        (
            "{table} 中的“{key}”重复:另见 {other}",
            "改名,或删去重复的一行;要代替别的规则包的行,在 supersessions 中写明法条",
        ),
        (
            "“{key}” stands twice in {table}: see {other}",
            "rename or delete one; to replace a row of another package, say so with a"
            " clause in supersessions",
        ),
    ),
    "RS2003": (
        (
            "“{key}”超出本包申报的地区({places}){far}",
            "只为申报的地区写规则,或修改 package.yaml 的 places",
        ),
        (
            "“{key}” reaches outside the places of the package ({places}){far}",
            "write rules for declared places only, or change places in package.yaml",
        ),
    ),
    "RS2007": (
        (
            "规则包“{name}”出现两次且内容不同:{files}",
            "只安装一个版本,或改名",
        ),
        ("package “{name}” is there twice, not alike: {files}", "install one of them"),
    ),
    "RS2031": (
        (
            "取代别的规则包的行须有法条,“{value}”不够",
            "写 kind: clause 并写明 document、clause;没有法条就改名,用 exception_to",
        ),
        (
            "only a clause can replace a row of another package, not “{value}”",
            "cite one (kind: clause); without one rename the row, use exception_to",
        ),
    ),
    "RS2032": (
        (
            "写了取代 {kind} 的“{key}”,本包却没有这一行",
            "在本包的 {kind} 中写出代替它的行,代码不变",
        ),
        (
            "the package replaces “{key}” of {kind} but has no such row itself",
            "write the row that replaces it, under the same key",
        ),
    ),
    "RS2033": (
        (
            "写了取代 {kind} 的“{key}”,别的规则包却没有这一行",
            "核对 table 和 key;没有可取代的就删去这一行",
        ),
        (
            "no other package has “{key}” in {kind}: there is nothing to replace",
            "check table and key; delete the line if there is nothing to replace",
        ),
    ),
    "RS2034": (
        (
            "“{key}”取代了别的规则包的行,在这些地区却不再成立:{far}",
            "不写地区(沿用被取代的行的),或写全;只改本包的地区时改名,用 exception_to",
        ),
        (
            "“{key}” replaces a row that held there too: {far}",
            "leave its places out, or name all; for your own places use exception_to",
        ),
    ),
    "RS2035": (
        (
            "{kind}“{key}”在规则包“{other}”中,而它已被隔离",
            "先按提示修好或卸载“{other}”",
        ),
        (
            "{kind} “{key}” is in package “{other}”, which is quarantined",
            "mend or uninstall “{other}” first",
        ),
    ),
}
"""Code to (Chinese, English), each what is wrong and how to mend it."""
