"""What are the fields of items, matters, facts and conditions called?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from regservice.messages.names import NAMES
from regservice.messages.word import (
    ALIASES,
    CODE,
    FUNCTIONS,
    ID,
    KEYWORDS,
    MODALITY,
    NAME,
    NAME_EN,
    NOTE,
    PLACE_KEY,
    PLACES,
    PRODUCTS,
    SOURCE,
    TIER,
    VALIDITY,
    WHEN,
    Word,
)


def _dimension(name: str, meaning: str, meaning_en: str, example: str) -> Word:
    """Call a dimension what answers call it."""
    return Word(NAMES["dimension"][name][0], meaning, meaning_en, example)


_ITEMS: Final = _dimension(
    "item", "服务事项的代码", "Codes of service items", "[renewal]"
)
_APPLICANTS: Final = _dimension(
    "applicant",
    "谁提出:企业、医疗机构、科研院所、行业协会、个人",
    "Who asks",
    "[enterprise]",
)
_REGISTRATION: Final = _dimension(
    "registration_business",
    "是不是注册业务,由服务事项决定",
    "Whether it is registration business; the item tells",
    '["yes"]',
)

CATALOGUE: Final[Mapping[str, Mapping[str, Word]]] = {
    "Condition": {
        "item": _ITEMS,
        "product": PRODUCTS,
        "difficulty": _dimension(
            "difficulty",
            "能不能当场答复:基础问题、复杂问题",
            "Whether the first recipient can answer on the spot",
            "[basic]",
        ),
        "place": _dimension(
            "place",
            "企业在哪里:地区代码;写上级,其中的地区都算",
            "Place of the one who asks: codes; places inside them count",
            '["310104"]',
        ),
        "site": _dimension(
            "site",
            "场所在哪里:地区代码;写上级,其中的地区都算",
            "Place of the site: codes; places inside them count",
            '["310104"]',
        ),
        "programme": _dimension(
            "programme",
            "专项的代码;在其中任何一个就算",
            "Codes of programmes, of which any one will do",
            "[shanghai:key_projects]",
        ),
        "registration_business": _REGISTRATION,
        "received_level": _dimension(
            "received_level",
            "收到诉求的机构的层级;首接规则不能用",
            "Level of the body that received the request; not for first contact",
            "[station]",
        ),
        "applicant": _APPLICANTS,
        "channel": _dimension(
            "channel",
            "从哪里提出:工作站、热线、网上、走访、面对面、来信",
            "How the request came in",
            "[hotline]",
        ),
    },
    "IntakeField": {
        "code": CODE._replace(
            meaning="条件中用的维度名:小写英文,本地的加前缀",
            meaning_en="Dimension of conditions; own ones with a namespace",
        ),
        "name": NAME,
        "question": Word(
            "问法",
            "缺这个事实时问企业的那一句话",
            "The one question to ask when it is missing",
            "请问是第几类医疗器械?",
        ),
        "values": Word(
            "取值",
            "可以有的值,至少一个;是数字的不写",
            "Its values, at least one; empty exactly for a number",
            '[{code: "2", name: 第二类}]',
        ),
        "lowest": Word(
            "最小值",
            "数字最小是几,含;写了取值就不写",
            "Lowest number that it can be; empty if it has values",
        ),
        "highest": Word(
            "最大值",
            "数字最大是几,含;写了取值就不写",
            "Highest number that it can be; empty if it has values",
        ),
        "presumed": Word(
            "推定值",
            "问题里看不出时推定为哪个值,并且说明;不写就须问清",
            "Value that is presumed when nothing tells; empty if it must be asked for",
            "domestic",
        ),
        "places": PLACES._replace(
            meaning="在哪些地区认它的词:地区代码,默认 national(全国)",
            meaning_en="Codes of the places where its words count; national by default",
        ),
    },
    "FieldValue": {
        "code": CODE._replace(
            meaning="这个值的代码,同一字段中不得重复;数字加引号",
            meaning_en="Stable code, unique in the field",
            example='"2"',
        ),
        "name": NAME._replace(
            meaning="人们怎样称呼这个值", meaning_en="What people call it"
        ),
        "keywords": KEYWORDS._replace(example="[二类, 第二类]"),
    },
    "ServiceItem": {
        "code": CODE._replace(
            meaning="事项的代码:核心表中的,或加前缀的",
            meaning_en="Code of the item: of the core, or with a namespace",
            example="renewal",
        ),
        "name": NAME,
        "name_en": NAME_EN,
        "products": PRODUCTS,
        "applicants": _APPLICANTS._replace(
            meaning="谁可以提出:企业、医疗机构、科研院所等;不写就是都可以",
            meaning_en="Who may ask for it; empty means anybody",
        ),
        "fields": Word(
            "采集字段",
            "办这个事项要问清哪些事实:采集字段的代码",
            "Codes of the intake fields that matter for it",
            "[device_class]",
        ),
        "registration_business": _REGISTRATION._replace(
            meaning="是不是注册业务",
            meaning_en="Whether it is registration business",
            example="",
        ),
        "keywords": KEYWORDS,
        "examples": Word(
            "问题示例",
            "会这样问的例子,须是虚构的",
            "Example questions, invented",
            "[注册证快到期了怎样延续?]",
        ),
        "bring": Word(
            "所带材料",
            "通常要带的材料;是参考清单,不是法定清单",
            "What one usually has to bring; a working list, not the law's",
            "[营业执照]",
        ),
        "enabled": Word(
            "开通地区",
            "在哪些地区提供:地区代码,默认 national(全国);只在这些地区认它的关键词;"
            "写 [] 就只在开通表写明的地区提供",
            "Codes of the places where it is offered, by default national; its keywords"
            " count only there; [] leaves it to the table of offers",
            '["310000"]',
        ),
        "source": SOURCE._replace(
            meaning="凭什么列入目录", meaning_en="Why it is in the catalogue"
        ),
        "validity": VALIDITY._replace(
            meaning="何时可以提供,含首日、不含末日;不写就是一直可以",
            meaning_en="When it may be offered; empty means always",
        ),
    },
    "Offer": {
        "id": ID._replace(example="ip/offer-shanghai"),
        "item": _ITEMS._replace(
            meaning="开通哪个服务事项:代码,可以是别的规则包的事项",
            meaning_en="Code of the item; it may be one of another package",
            example="ip",
        ),
        "places": PLACES._replace(
            meaning="在哪些地区开通:地区代码",
            meaning_en="Codes of the places where it is offered",
        ),
        "modality": MODALITY,
        "source": SOURCE,
        "validity": VALIDITY._replace(
            meaning="从哪天起开通,到哪天为止;不写就是一直开通",
            meaning_en="From when on it is offered; empty means always",
        ),
        "note": NOTE,
    },
    "Statement": {
        "id": ID._replace(example="beijing/sampling"),
        "kind": Word(
            "种类",
            "数字、做法、研究、打算,或者企业的义务",
            "A figure, a practice, a study, a plan, or a duty of enterprises",
            "figure",
        ),
        "about": Word(
            "有关机构",
            "说的是哪些机构:编号;不专指哪个就不写",
            "Ids of the bodies of which it is said; empty if of none in particular",
            "[shanghai/mpa]",
        ),
        "products": PRODUCTS,
        "says": Word(
            "文字说明",
            "来源说了什么,用自己的话写,不抄原文",
            "What the source says, in your own words, in Chinese",
            "去年提出的诉求,今年通报了结果",
        ),
        "figure": Word(
            "数值",
            "来源给出的数字,照写;没有就不写",
            "The figure as the source gives it; empty for none",
            "99%",
        ),
        "every": Word(
            "周期",
            "义务多久履行一次;来源没有说就不写,由使用者自定",
            "How often a duty is due; empty if the source does not say",
            "1 year",
        ),
        "modality": MODALITY,
        "source": SOURCE,
        "validity": VALIDITY,
        "note": NOTE,
    },
    "Matter": {
        "code": CODE._replace(
            meaning="法定事项的代码,不得重复",
            meaning_en="Code of the matter; unique",
            example="device_class2_registration",
        ),
        "number": Word(
            "序号",
            "在职权研究表中的序号;没有就不写",
            "Row of the competence study; empty for none",
            "B03",
        ),
        "name": NAME,
        "items": _ITEMS._replace(
            meaning="有关它的问题归在哪些服务事项下:代码",
            meaning_en="Service items under which questions about it come in",
        ),
        "products": PRODUCTS._replace(
            meaning="涉及哪些产品;与产品无关就不写",
            meaning_en="Products that it concerns; empty if it is about none",
        ),
        "when": WHEN._replace(
            meaning="凭哪些事实与同一服务事项下的其他法定事项区分;不写就是不区分",
            meaning_en="Facts that tell it from other matters of the same item",
            example='{device_class: ["2"], origin: [domestic]}',
        ),
        "keywords": KEYWORDS._replace(example="[二类注册]"),
        "usual": Word(
            "默认事项",
            "问题里看不出是哪一项时,是否就当作这一项",
            "Whether it is meant when nothing in the question tells",
        ),
        "competence": Word(
            "职权分支",
            "由谁决定,至少写一个分支;主分支不能同时成立",
            "Who decides: its limbs, at least one",
        ),
        "technical": Word(
            "技术机构",
            "只审评、检验而不作决定的机构的编号",
            "Ids of the bodies that review or test without deciding",
            "[national/cmde]",
        ),
        "statutory_limit": Word(
            "法定时限",
            "法律给该事项的时限,用文字写,只供参考,不是答复时限",
            "The period of the matter, in words; information only",
        ),
        "note": NOTE,
    },
    "Competence": {
        "when": WHEN._replace(
            meaning="这一分支在什么事实下成立;不写就是总成立",
            meaning_en="Facts on which this limb depends; empty means always",
            example="{origin: [domestic]}",
        ),
        "tier": TIER._replace(
            meaning="哪一级的职权;与职能同写",
            meaning_en="Tier of the power; required with functions",
        ),
        "functions": FUNCTIONS._replace(
            meaning="该级作决定的机构须有的职能,具备其一即可;与法定机关、文字说明只写一种",
            meaning_en="What the deciding body at that tier must be, any of them",
            example="[provincial_mpa]",
        ),
        "body": Word(
            "法定机关",
            "法律点名的机关的编号;与职能、文字说明只写一种",
            "Id of the body that the law names; excludes functions and words",
            "national/nmpa",
        ),
        "place": PLACE_KEY,
        "part": Word(
            "所管部分",
            "这一分支管事项的哪一部分;不写就是整项",
            "Which part of the matter this limb is about; empty for the whole",
        ),
        "main": Word(
            "主分支",
            "是否由这一分支确定决定者,默认是;不是的只在旁边显示",
            "Whether this limb names the decider; others are shown beside it",
        ),
        "designated": Word(
            "另行指定",
            "是否须由别人逐地指定机构;没有指定时答复会说明,不猜",
            "Whether someone else must name the body, region by region",
        ),
        "says": Word(
            "文字说明",
            "决定者不是图中的机构时,用文字说明由谁决定;与职能、法定机关只写一种",
            "Who decides, in words, where that is no body of the graph",
        ),
        "source": SOURCE,
        "confidence": Word(
            "把握程度",
            "对这一分支有多大把握:高、中、低",
            "How sure the study is of this limb",
            "high",
        ),
        "note": NOTE,
    },
    "Programme": {
        "code": CODE._replace(
            meaning="专项的代码,加前缀",
            meaning_en="Code of the programme, with a namespace",
            example="shanghai:innovation_channel",
        ),
        "name": NAME,
        "name_en": NAME_EN,
        "aliases": ALIASES._replace(example="[创新通道]"),
        "modes": Word(
            "服务方式",
            "怎样服务属于它的诉求,如提前介入、一企一策;来源没有说就不写",
            "In which ways one is served who is on it; empty if the source is silent",
            "[early_intervention]",
        ),
        "when": WHEN._replace(
            meaning="什么样的诉求才可能属于它;不写就是不限",
            meaning_en="What a request must be to belong to it; empty for anything",
        ),
        "key": Word(
            "重点",
            "属于它的诉求是否定为重点",
            "Whether its requests are graded key",
        ),
        "tracking": Word(
            "跟踪比例",
            "须跟踪的比例,百分数,1 到 100;没有要求就不写",
            "Share that must be tracked, in percent; empty if there is no duty",
        ),
        "places": PLACES._replace(
            meaning="在哪些地区实行:地区代码",
            meaning_en="Codes of the places where it is run",
        ),
        "source": SOURCE,
        "validity": VALIDITY._replace(
            meaning="何时实行,含首日、不含末日;不写就是一直实行",
            meaning_en="When it is run; empty means always",
        ),
    },
}
"""Record to field to its word: what can be asked for, and what law assigns to whom."""
