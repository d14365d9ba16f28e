"""Texts of the command line on how packages stand, by code: (Chinese, English)."""

from __future__ import annotations

from typing import Final

CLI_PLUGINS: Final[dict[str, tuple[str, str]]] = {
    "plugins.quarantined": ("已隔离", "quarantined"),
    "plugins.loaded": ("已载入", "loaded"),
    "plugins.disabled": ("已停用", "disabled"),
    "plugins.not_allowed": ("不在允许之列", "not allowed"),
    "plugins.apart": ("在子进程中读取", "read in a process of its own"),
    "plugins.isolated": (
        "在子进程中读取:{names}",
        "read in a process of their own: {names}",
    ),
    "plugins.disable": (
        "暂时不用它:设环境变量 REGSERVICE_DISABLE={name}",
        "to go on without it set the environment variable REGSERVICE_DISABLE={name}",
    ),
}
"""Code to text."""
