"""What is wrong with lines of supervision and paths: RS2011 to RS2021."""

from __future__ import annotations

from typing import Final

LINES: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "RS2011": (
        ("业务指导、管理关系成环:{cycle}", "删去环上的一条关系,或写明它的起止日期"),
        (
            "the professional line (guides, manages) forms a cycle: {cycle}",
            "delete one relation of it, or date it",
        ),
    ),
    "RS2012": (
        ("承继关系成环:{cycle}", "删去环上的一条关系,或给旧的一条写上 end"),
        (
            "bodies succeed each other in a circle: {cycle}",
            "delete one relation, or give the older one an end",
        ),
    ),
    "RS2013": (
        ("机构“{body}”与自己有“{type}”关系", "把一端改为另一个机构,或删去这一行"),
        ("“{body}” stands in “{type}” to itself", "name another body, or delete it"),
    ),
    "RS2014": (
        (
            "“{body}”在领导关系上有两个最高机构:{first}、{second}",
            "只留一个最高机构:删去这一行,或写明它的起止日期;业务指导改用 guides",
        ),
        (
            "“{body}” has two roots in the line of command: {first}, {second}",
            "keep one: delete this row, date it, or use guides for guidance",
        ),
    ),
    "RS2015": (
        (
            "关系期间({period})内机构不存在:{bodies}",
            "改正关系或机构的起止日期",
        ),
        (
            "while the relation holds ({period}) there is no such body: {bodies}",
            "mend the dates of the relation or of the body",
        ),
    ),
    "RS2016": (
        (
            "行政管理与业务指导两条线合起来成环:{cycle}",
            "删去环上的一条关系,使逐级上报有终点",
        ),
        (
            "both lines of supervision together form a cycle: {cycle}",
            "delete one relation of it, so that escalation ends somewhere",
        ),
    ),
    "RS2017": (
        (
            "“{body}”一线的起止日期过于繁复,无法查清是否成环、是否只有一个最高机构",
            "合并只有日期不同的关系行",
        ),
        (
            "the dates of the line at “{body}” are too many to be checked",
            "merge relations that differ in dates alone",
        ),
    ),
    "RS2018": (
        (
            "instead_of 所列“{key}”不能搁置,这一跳永远不会打开",
            "只列 only: true 且 modality: in_principle 的流转规则:{allowed}",
        ),
        (
            "“{key}” in instead_of can never be set aside, so this hop never opens",
            "name path rules with only: true and modality: in_principle: {allowed}",
        ),
    ),
    "RS2019": (
        (
            "采集字段不能叫“{key}”:条件中它另有所指",
            "换一个代码,如 地区缩写:{key}",
        ),
        (
            "an intake field must not be called “{key}”: conditions mean another thing",
            "choose another code, such as namespace:{key}",
        ),
    ),
    "RS2020": (
        (
            "用到专项“{key}”,却也管到它不适用的诉求",
            "写上 {wider},或写得更窄;专项本身写窄了,就改专项;几个专项不同的,各写一行",
        ),
        (
            "counts on the programme “{key}” where that does not apply",
            "write {wider}, or something narrower; or widen the programme;"
            " of several that differ each needs a row",
        ),
    ),
    "RS2021": (
        (
            "exception_to 所列“{key}”是 {role} 规则,与本规则不是一类,不会让位",
            "只列同一 role 的规则;写错了代码就改正",
        ),
        (
            "“{key}” in exception_to is a {role} rule, and does not give way to this",
            "name rules of the same role; or correct the id",
        ),
    ),
}
"""Code to (Chinese, English), each what is wrong and how to mend it."""
