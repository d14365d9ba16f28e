"""Texts of the commands that ship packages: ``plugins build | index | why | docs``."""

from __future__ import annotations

from typing import Final

CLI_SHIP: Final[dict[str, tuple[str, str]]] = {
    "plugins.build.help": (
        "把规则包做成 pip 能装的 wheel 文件,不联网。",
        "Make a wheel of a package, without a network.",
    ),
    "plugins.build.out": (
        "写到哪个文件夹(默认 dist)",
        "folder to write to (default: dist)",
    ),
    "plugins.build.done": (
        "已做好 {file}({size} 字节)",
        "built {file} ({size} bytes)",
    ),
    "plugins.build.same": (
        "{file} 已有,内容相同({size} 字节)",
        "{file} is there already, with the same content ({size} bytes)",
    ),
    "plugins.build.install": ("安装:{line}", "to install: {line}"),
    "plugins.build.needs": (
        "离了这些规则包用不了,已写入依赖:{names}",
        "it does not work without these, which it now requires: {names}",
    ),
    "plugins.build.refused": (
        "规则包有 {count} 处错误,没有做 wheel",
        "the package has {count} problems; no wheel was built",
    ),
    "plugins.index.help": (
        "把放 wheel 的文件夹做成 pip 能直接安装的软件源。",
        "Make a folder of wheels one that pip installs from.",
    ),
    "plugins.index.done": (
        "{folder}:规则包 {packages} 个,文件 {files} 个",
        "{folder}: {packages} packages, {files} files",
    ),
    "plugins.index.empty": (
        "文件夹里没有 wheel 文件;先用 regservice plugins build 做",
        "there is no wheel in the folder; make one with regservice plugins build",
    ),
    "plugins.why.help": (
        "一个代码、编号或名称出自哪个规则包的哪一行,谁又引用它。",
        "Which package brings a code, id or name, where, and who refers to it.",
    ),
    "plugins.why.row": (
        "{table} {key}({name}):{package} {version},{where}",
        "{table} {key} ({name}): {package} {version}, {where}",
    ),
    "plugins.why.used": ("  被引用:", "  named by:"),
    "plugins.why.use": (
        "    {package}:{table} {count} 行,如 {key}({where})",
        "    {package}: {table} {count}, such as {key} ({where})",
    ),
    "plugins.why.unused": ("  没有其他行引用它", "  no other row names it"),
    "plugins.why.package": (
        "{name} {version}({title}),来源 {origin},地区 {places}",
        "{name} {version} ({title}), origin {origin}, places {places}",
    ),
    "plugins.why.out": (
        "{name} {version} 已隔离,来源 {origin},没有一行生效",
        "{name} {version} is quarantined, origin {origin}; no row of it counts",
    ),
    "plugins.why.span": (
        "  写明的起止日期:最早起 {first},最晚止 {last}",
        "  dates that rows state: first start {first}, last end {last}",
    ),
    "plugins.why.ever": ("未写", "none"),
    "plugins.why.table": ("  {table}:{count} 行", "  {table}: {count}"),
    "plugins.docs.help": (
        "生成规则包的说明页:事项、路径、时限、依据、负责人。",
        "Write the page of a package: items, paths, limits, sources, owner.",
    ),
    "plugins.docs.out": (
        "写到文件,.md 或 .html;不写就显示",
        "file to write, .md or .html; without it the page is shown",
    ),
    "plugins.docs.done": ("已写入 {file}", "written: {file}"),
    "plugins.docs.suffix": (
        "--out 写 .md 或 .html 文件",
        "--out takes a .md or .html file",
    ),
    "head.owner": ("负责人", "owner"),
    "head.items": ("事项", "items"),
    "head.rows": ("行数", "rows"),
    "head.read_ms": ("读取毫秒", "ms to read"),
}
"""Code to (Chinese, English)."""
