"""
What is wrong with a pack and how to mend it, by stable code.

RS3501 to RS3509 the file itself, RS3511 to RS3519 what changed since it was made.
"""

from __future__ import annotations

from typing import Final

_ZH: Final = "重新生成:regservice pack {pack}(当初写了 --package 的,仍要写上)"
_EN: Final = (
    "make it again: regservice pack {pack} (with --package, if it was made with it)"
)

PACKS: Final = {
    "RS3501": (
        ("不是规则集文件", "给出 regservice pack 生成的文件"),
        ("this is no pack", "give a file that regservice pack has made"),
    ),
    "RS3502": (
        ("规则集文件已损坏或不完整(校验和不符)", _ZH),
        ("the pack is damaged or cut off (its checksum does not fit)", _EN),
    ),
    "RS3503": (
        ("规则集文件由另一版本生成({found}),本版本读不了", _ZH),
        ("the pack was made by another version ({found})", _EN),
    ),
    "RS3504": (
        ("规则集文件的内容不合格式", _ZH),
        ("the content of the pack does not fit its form", _EN),
    ),
    "RS3505": (
        ("规则集文件过大(上限 {limit} 字节)", "核对文件,或减少规则包"),
        ("the pack is too large (limit {limit} bytes)", "check it; use fewer packages"),
    ),
    "RS3506": (
        ("有一项的值无法写入规则集文件", "核对该字段的类型和字符"),
        ("a value cannot be written to a pack", "check the type and characters"),
    ),
    "RS3507": (
        (
            "这个引擎不是用 load 载入的,写不成规则集文件",
            "用 regservice.load() 载入后再保存",
        ),
        ("this engine was not made by load", "save one that regservice.load() made"),
    ),
    "RS3508": (
        (
            "规则集含有程序实现的策略,写不成规则集文件:{names}",
            "去掉这些扩展包,或不用规则集文件启动",
        ),
        (
            "the ruleset holds strategies, which are code: {names}",
            "leave out their packages, or start without a pack",
        ),
    ),
    "RS3511": (
        ("规则集文件由 regservice {was} 生成,现在是 {now}", _ZH),
        ("the pack was made by regservice {was}; this is {now}", _EN),
    ),
    "RS3512": (
        ("规则集文件生成后安装了规则包“{name}”{now}", _ZH),
        ("package “{name}” {now} was installed after the pack was made", _EN),
    ),
    "RS3513": (
        ("规则集文件中的规则包“{name}”已卸载", _ZH),
        ("package “{name}” of the pack is not installed any more", _EN),
    ),
    "RS3514": (
        ("规则集文件所用的规则包文件夹“{name}”已不在", _ZH),
        ("the package folder “{name}” of the pack is gone", _EN),
    ),
    "RS3515": (
        ("规则包“{name}”在规则集文件中是 {was},现在是 {now}", _ZH),
        ("package “{name}” was {was} when the pack was made and is {now} now", _EN),
    ),
    "RS3516": (
        ("规则包“{name}”的文件在规则集文件生成后改动过:{files}", _ZH),
        ("files of package “{name}” changed after the pack was made: {files}", _EN),
    ),
    "RS3517": (
        ("规则包“{name}”在规则集文件生成后多了文件:{files}", _ZH),
        ("package “{name}” has files that are newer than the pack: {files}", _EN),
    ),
    "RS3518": (
        ("规则包“{name}”在规则集文件生成后少了文件:{files}", _ZH),
        ("package “{name}” lacks files that the pack was made from: {files}", _EN),
    ),
    "RS3519": (
        (
            "规则包“{name}”是否启用,与规则集文件生成时不同"
            "(环境变量 REGSERVICE_DISABLE、REGSERVICE_ALLOW)",
            f"把环境变量改回,或{_ZH}",
        ),
        (
            "package “{name}” is switched off now and was not when the pack was made,"
            " or the other way round (REGSERVICE_DISABLE, REGSERVICE_ALLOW)",
            f"set the variables as they were, or {_EN}",
        ),
    ),
}
"""Code to (Chinese, English), each what is wrong and how to mend it."""
