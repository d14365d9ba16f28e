"""What is a field called, and what does one fill in?"""

from __future__ import annotations

from typing import Final, NamedTuple


class Word(NamedTuple):
    """
    Name and meaning of a field, Chinese and English.

    Attributes:
        key: Chinese key, as it stands in YAML and in the header of a workbook.
        meaning: In Chinese, on one line: what to fill in, and what empty means.
        meaning_en: The same in English.
        example: One value as it is written in YAML; empty if the type tells.
    """

    key: str
    meaning: str
    meaning_en: str
    example: str = ""


# Fields that mean the same wherever they stand.

ID: Final = Word(
    "编号",
    "本行的编号,全部规则包中不得重复:小写英文路径",
    "Id of the row, unique in all packages: a lower-case path",
    "shanghai/xuhui/amr",
)
CODE: Final = Word(
    "代码",
    "本行的代码,别处用它指这一行,不得重复",
    "Code by which other rows name this one; unique",
    "device_class",
)
NAME: Final = Word("名称", "正式的或通用的中文名称", "Official or usual Chinese name")
NAME_EN: Final = Word(
    "英文名称",
    "英文名称;没有定译就不写",
    "English name; empty if there is no settled one",
)
ALIASES: Final = Word(
    "别名",
    "人们还怎样称呼它,可以写几个;不得与别的行混淆",
    "Other names by which people call it, each unambiguous",
    "[市药监局, 上海药监局]",
)
SOURCE: Final = Word(
    "依据",
    "本行凭什么:法规条款、报道、地方做法或者推定",
    "What the row leans on: a clause, a report, a local practice, an assumption",
    "{kind: clause, document: MDR, clause: 第22条, verified: read}",
)
VALIDITY: Final = Word(
    "有效期",
    "哪些日子有效,含首日、不含末日;不写就是一直有效",
    "Days on which it is in force, without the last one; empty means always",
    "{start: 2024-01-24}",
)
NOTE: Final = Word(
    "备注",
    "给人看的说明,不影响结果",
    "What a reader must know; it does not change any answer",
)
MODALITY: Final = Word(
    "语气",
    "来源用多强的语气说:应当、可以、鼓励、原则上、必要时,或只是据报告",
    "With what force the source speaks: must, may, in principle ...",
    "must",
)
WHEN: Final = Word(
    "条件",
    "什么情况下适用:几个维度须同时满足;不写就是总适用",
    "When it applies: all dimensions must fit; empty means always",
    "{product: [device], difficulty: [basic]}",
)
EXCEPTION_TO: Final = Word(
    "例外于",
    "本条适用时,同一张表中让位的行的编号",
    "Ids of the rows of the same table that give way where this one applies",
    "[national/reply]",
)
SPECIFICITY: Final = Word(
    "优先级",
    "整数,默认 0;同时适用又没有让位的,数字最大的留下",
    "Whole number, 0 by default; of rows that apply, the highest stand",
)
FUNCTIONS: Final = Word(
    "职能",
    "机构的种类或职能,可以写几个,具备其一即可",
    "Kinds or functions of bodies, of which any one will do",
    "[district_amr]",
)
TIER: Final = Word(
    "法定层级",
    "法律上的层级:国家、省、设区的市、县;不写就是不论层级",
    "Statutory tier: nation, province, prefecture, county; empty for none",
    "province",
)
PLACE_KEY: Final = Word(
    "管辖地",
    "按谁的所在地确定机构:持有人(默认)、场所、代理人、行为或者原发证部门",
    "Whose place decides: of the holder (default), site, agent, act or issuer",
    "holder",
)
PLACES: Final = Word(
    "适用地区",
    "在哪些地区适用:地区代码,或 national(全国)",
    "Codes of the places where it applies, or national",
    '["310104"]',
)
PRODUCTS: Final = Word(
    "产品类别",
    "涉及哪些产品:药品、医疗器械、化妆品等",
    "Products that it concerns",
    "[drug, device]",
)
KEYWORDS: Final = Word(
    "关键词",
    "问题中出现哪些词就说明是它",
    "Words in a question that speak for it",
    "[延续, 续证]",
)
