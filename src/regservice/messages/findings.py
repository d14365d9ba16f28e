"""What a proof finds and how to mend it, by stable code: RS2601 to RS2609."""

from __future__ import annotations

from typing import Final

FINDINGS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "RS2601": (
        (
            "{role}有空缺:{requests}没有机构可接;可用以下命令重现:{witness}",
            "为这些诉求补一条{role}规则,或放宽已有规则的条件;规则或机构已到期的,补写其后的一段或承继",
        ),
        (
            "a gap: nobody takes ({role}) {requests}; see it with: {witness}",
            "add a rule for these requests, or widen one; continue what has ended",
        ),
    ),
    "RS2602": (
        (
            "{role}有冲突:{requests}同时归 {bodies};规则 {rules};重现:{witness}",
            "用 exception_to 写明谁让位,或用 specificity 写明谁更具体,或收窄条件",
        ),
        (
            "a conflict ({role}): {requests} go to {bodies}, by {rules};"
            " see it with: {witness}",
            "say with exception_to or specificity which gives way, or narrow one",
        ),
    ),
    "RS2603": (
        (
            "规则 {rules} 从不起作用:条件不可能成立,或总是让位,没有它答案也一样;"
            "相应的诉求:{witness}",
            "删去它,或修改它的条件、exception_to、specificity",
        ),
        (
            "rule {rules} never has a say: it cannot hold, or always gives way, and"
            " no answer would be another without it; what it is meant for: {witness}",
            "delete it, or change its condition, exception_to or specificity",
        ),
    ),
    "RS2604": (
        (
            "无路可达:{requests}到不了主办机构;涉及 {bodies};重现:{witness}",
            "补上机构关系或流转规则;关系或机构已到期的,补写其后的一段或承继;"
            "谁也走不通的关口,删去或改写",
        ),
        (
            "a dead end: no way leads to the lead for {requests}; bodies {bodies};"
            " see it with: {witness}",
            "add a relation or a path rule; continue what has ended, or drop a gateway"
            " that nobody can pass",
        ),
    ),
    "RS2605": (
        (
            "没有任何诉求会到达 {bodies};当地的诉求去了别处:{witness}",
            "为它补规则,或核对它的地区、职能和有效期",
        ),
        (
            "no request ever reaches {bodies}; those of its place go elsewhere:"
            " {witness}",
            "add a rule for it, or check its places, functions and validity",
        ),
    ),
    "RS2606": (
        (
            "路径越过关口规则:{rules};{requests};重现:{witness}",
            "在越级规则中收窄条件,或让关口规则让位",
        ),
        (
            "the way does not keep to a gateway: {rules}; {requests};"
            " see it with: {witness}",
            "narrow the bypass, or let the gateway give way",
        ),
    ),
    "RS2607": (
        (
            "{rules} 写作应当遵守({modality}),却没有依据(来源为推定);"
            "用到它的诉求:{witness}",
            "写明条文,或把 modality 改为 reported 或 may",
        ),
        (
            "{rules} says what has to be done ({modality}), but its source is an"
            " assumption; used by: {witness}",
            "cite a clause, or make the modality reported or may",
        ),
    ),
    "RS2608": (
        (
            "未能判定:检查了 {classes} 类诉求后超出预算",
            "用 --budget 提高预算,或减少规则区分的维度",
        ),
        (
            "undecided: the budget ended after {classes} classes of requests",
            "raise it with --budget, or let rules distinguish less",
        ),
    ),
    "RS2609": (
        (
            "未能全部判定:{dimensions}的组合太多,只检查了没有、一项和两项的情形",
            "减少规则区分的专项,或让多个专项写在同一条规则里",
        ),
        (
            "not fully decided: too many combinations of {dimensions}; only none, one"
            " and two at a time were decided",
            "let rules tell fewer of them apart, or name several in one rule",
        ),
    ),
}
"""Code to (Chinese, English), each what is wrong and how to mend it."""
