"""Texts of ``plugins check``, by code: (Chinese, English)."""

from __future__ import annotations

from typing import Final

CLI_LEVELS: Final[dict[str, tuple[str, str]]] = {
    "plugins.check.help": (
        "检查规则包够到哪一级:铜、银、金、白金,差在哪里、怎么改。",
        "Say which level a package reaches, what it lacks for the next, and how to mend"
        " it.",
    ),
    "plugins.check.level": (
        "要求的等级(默认 bronze):够到则退出码 0;再往上的等级,下一级都成立才检查",
        "level that is asked for (default: bronze): exit code 0 if it holds; a level"
        " above it is judged only if all below hold",
    ),
    "plugins.check.badge": (
        "把等级写成 .svg 徽章",
        "write the level as a badge, a .svg file",
    ),
    "plugins.check.suffix": (
        "--badge 写 .svg 文件",
        "--badge takes a .svg file",
    ),
    "plugins.check.heading": ("{level}:{meaning}", "{level}: {meaning}"),
    "plugins.check.open": ("未检查", "not judged"),
    "plugins.check.more": ("另有 {count} 处,见 --json", "{count} more: see --json"),
    "plugins.check.reached": (
        "{name} {version}:够到{level}级",
        "{name} {version} reaches {level}",
    ),
    "plugins.check.none": (
        "{name}:连铜级也够不到",
        "{name} does not reach bronze",
    ),
    "plugins.check.written": ("已写入 {file}", "written: {file}"),
}
"""Code to text."""
