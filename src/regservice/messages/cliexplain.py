"""Texts of ``regservice explain``."""

from __future__ import annotations

from typing import Final

CLI_EXPLAIN: Final[dict[str, tuple[str, str]]] = {
    "explain.help": (
        "说明一个错误代码:为什么、错误的例子和改好的例子;不写代码就列出全部。",
        "Explain an error code: why, a bad and a good example; without one list all.",
    ),
    "explain.code": ("错误代码,如 RS1102 或 1102", "error code: RS1102 or 1102"),
    "explain.save": (
        "把两个例子的文件写到此文件夹下的 bad 和 good,供试用",
        "write the files of both examples to bad and good below this folder",
    ),
    "explain.message": ("问题:{text}", "problem: {text}"),
    "explain.fix": ("改法:{text}", "fix: {text}"),
    "explain.cause": ("原因:{text}", "why: {text}"),
    "explain.bad": ("错误的例子", "a bad example"),
    "explain.good": ("改好的例子", "a good example"),
    "explain.printed": ("打印:", "prints:"),
    "explain.clean": ("没有问题", "no problem"),
    "explain.base": (
        "另有基础规则包 region/(虚构;用 --save 写出)",
        "beside the sound package region/ (invented; --save writes it)",
    ),
    "explain.file": ("文件 {name}:", "file {name}:"),
    "explain.encoded": (
        "文件 {name}(存为 {encoding}):",
        "file {name} (as {encoding}):",
    ),
    "explain.gone": ("没有文件 {name}", "no file {name}"),
    "explain.python": ("Python:", "Python:"),
    "explain.installed": ("{name}/ 如同已安装", "{name}/ as if it were installed"),
    "explain.without": ("没有安装 {name}", "{name} is not installed"),
    "explain.refused": (
        "打开 {name} 时系统报告 {error}(模拟)",
        "the system meets {name} with {error} (simulated)",
    ),
    "explain.fixable": (
        "可以由 regservice check --fix 改好",
        "regservice check --fix can mend it",
    ),
    "explain.by_hand": ("须由人改", "to be mended by hand"),
    "explain.saved": ("已写到 {folder}", "written to {folder}"),
    "explain.more": (
        "看一个代码:regservice explain RS1102",
        "for one of them: regservice explain RS1102",
    ),
    "head.problem": ("问题", "problem"),
}
"""Code to (Chinese, English)."""
