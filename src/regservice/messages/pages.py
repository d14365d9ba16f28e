"""Words of the pages that are made of packages: a catalogue, a page for each."""

from __future__ import annotations

from typing import Final

PAGES: Final[dict[str, tuple[str, str]]] = {
    "shelf.title": ("规则包目录", "Packages"),
    "shelf.how": (
        "把本文件夹的路径代入“文件夹”:"
        "pip install --index-url file:///文件夹/simple 名称",
        "With the path of this folder for FOLDER:"
        " pip install --index-url file:///FOLDER/simple NAME",
    ),
    "shelf.or": (
        "或者:pip install --no-index --find-links 文件夹 名称",
        "Or: pip install --no-index --find-links FOLDER NAME",
    ),
    "shelf.all": (
        "规则包 {count} 个,文件 {files} 个",
        "{count} packages, {files} files",
    ),
    "shelf.name": ("名称", "name"),
    "shelf.version": ("版本", "version"),
    "shelf.title_of": ("标题", "title"),
    "shelf.owner": ("负责人", "owner"),
    "shelf.places": ("地区", "places"),
    "shelf.hash": ("SHA-256", "SHA-256"),
}
"""Code to (Chinese, English)."""
