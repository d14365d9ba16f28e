"""What are the fields of the rules of routing called?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from regservice.messages.word import (
    EXCEPTION_TO,
    FUNCTIONS,
    ID,
    MODALITY,
    NOTE,
    PLACE_KEY,
    SOURCE,
    SPECIFICITY,
    TIER,
    VALIDITY,
    WHEN,
    Word,
)

RULES: Final[Mapping[str, Mapping[str, Word]]] = {
    "Rule": {
        "id": ID._replace(example="shanghai/basic-at-station"),
        "role": Word(
            "角色",
            "让机构担任什么:首接、主办、协办、抄送、兜底",
            "What the rule makes of the body",
            "lead",
        ),
        "when": WHEN,
        "holder": Word(
            "担任机构",
            "由谁担任:机构、职能、策略三者只写一种",
            "Who gets the role: by authority, functions or strategy",
            "{functions: [district_amr]}",
        ),
        "exception_to": EXCEPTION_TO._replace(
            meaning="本条适用时让位的分办规则的编号",
            meaning_en="Ids of the rules that give way where this one applies",
            example="[national/lead]",
        ),
        "specificity": SPECIFICITY._replace(
            meaning="整数,默认 0;没有让位的规则中,数字最大的留下;协办和抄送不比",
            meaning_en="Of rules that did not give way, the highest numbers stand",
        ),
        "joint": Word(
            "会办",
            "答复是否须经该机构同意,不只是协助;只用于协办",
            "With co: the answer needs this body's consent, not its help alone",
        ),
        "modality": MODALITY,
        "source": SOURCE,
        "validity": VALIDITY,
        "note": NOTE,
    },
    "Holder": {
        "authority": Word(
            "机构",
            "机构的编号;已撤销的由承继者接替",
            "Id of the body; one that no longer exists is succeeded",
            "shanghai/mpa",
        ),
        "functions": FUNCTIONS._replace(
            meaning="具有其中一种职能、覆盖该地区、最近的机构;只能有一个",
            meaning_en="The nearest body that performs one of these; only one may",
        ),
        "place": PLACE_KEY._replace(
            meaning="与职能同用:看谁的所在地,默认持有人",
            meaning_en="With functions: whose place is meant; the holder's by default",
        ),
        "tier": TIER._replace(
            meaning="与职能同用:取这一级职权在该地区行使之处的机构;不写就取最近的",
            meaning_en="With functions: the body for this tier, not the nearest one",
            example="prefecture",
        ),
        "relation": Word(
            "关系",
            "与职能、对方职能同用:与对方机构须有这种关系,方向不限;不能与法定层级同写",
            "With functions and of: the relation to the body at the other end",
            "counterpart",
        ),
        "of": FUNCTIONS._replace(
            key="对方职能",
            meaning="关系另一端的机构的职能:先找到最近的这一个",
            meaning_en="Functions of the body at the other end of the relation",
        ),
        "strategy": Word(
            "策略",
            "由程序决定时,策略的编号;结果无法证明",
            "Id of a registered strategy that names the body; it cannot be proved",
            "shanghai/by-load",
        ),
    },
    "PathRule": {
        "id": ID._replace(example="shanghai/gateway"),
        "when": WHEN,
        "leaves": Word(
            "离开",
            "从哪种机构出来:种类或职能",
            "Kind or function of the body that the hop leaves",
            "station",
        ),
        "enters": Word(
            "进入",
            "到哪种机构去:种类或职能",
            "Kind or function of the body that it enters",
            "district_amr",
        ),
        "over": Word(
            "所凭关系",
            "两者之间必须有的关系,方向不限",
            "The relation that must connect them, in either direction",
            "manages",
        ),
        "hands_over": Word(
            "移交",
            "走这一步之后是否由后一个机构承办;否则前一个仍承办,只是对接",
            "Whether the next body owns the request after the hop",
        ),
        "only": Word(
            "关口",
            "条件成立时,是否只有这一条路可以离开",
            "Whether the request may leave by this hop alone (a gateway)",
        ),
        "instead_of": Word(
            "代替关口",
            "语气是原则上的关口的编号:都搁置之后,这一步才通",
            "Ids of gateways in principle; opens only where they are set aside",
            "[shanghai/gateway]",
        ),
        "modality": MODALITY,
        "source": SOURCE,
        "validity": VALIDITY,
        "note": NOTE,
    },
    "Bypass": {
        "id": ID._replace(example="shanghai/straight-to-city"),
        "when": WHEN,
        "skips": Word(
            "越过",
            "不停留的机构的种类或职能;起点和主办从不越过",
            "Kinds or functions of the bodies that are passed without a stop",
            "[district_amr]",
        ),
        "exception_to": EXCEPTION_TO._replace(
            meaning="本条适用时让位的越级规则的编号",
            meaning_en="Ids of the bypasses that give way where this one applies",
            example="[shanghai/straight-on]",
        ),
        "specificity": SPECIFICITY,
        "modality": MODALITY,
        "source": SOURCE,
        "validity": VALIDITY,
        "note": NOTE,
    },
    "Supersession": {
        "table": Word(
            "所在表",
            "两行所在的表,如 分办规则",
            "The table of both rows, such as rules",
            "rules",
        ),
        "key": Word(
            "被替代行",
            "两行相同的编号或代码",
            "The key of both rows: id or code",
            "national/fallback",
        ),
        "source": SOURCE._replace(
            meaning="据以替代的条款,只能是条款",
            meaning_en="The clause that sets the other row aside; nothing but a clause",
        ),
        "note": NOTE,
    },
}
"""Record to field to its word: who takes a request, and along which hops."""
