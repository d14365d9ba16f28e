"""What are the fields of packages, documents, places and authorities called?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from regservice.messages.word import (
    ALIASES,
    CODE,
    FUNCTIONS,
    ID,
    MODALITY,
    NAME,
    NAME_EN,
    NOTE,
    PLACES,
    SOURCE,
    TIER,
    VALIDITY,
    Word,
)

_VERIFIED: Final = Word(
    "核对情况",
    "是否核对过:读过原文、见于公开网页,或没有核对",
    "Whether the text was read, seen on a public page, or neither",
    "read",
)

BODIES: Final[Mapping[str, Mapping[str, Word]]] = {
    "Manifest": {
        "name": Word(
            "包名",
            "规则包的名称,与发行包相同:小写英文,不含空格",
            "Name of the package, the same as that of its distribution",
            "regservice-region-shanghai",
        ),
        "title": Word("标题", "规则包的中文名", "Chinese title of the package"),
        "version": Word("版本", "内容的版本", "Version of the content", '"2026.1"'),
        "places": PLACES._replace(
            meaning="可以为哪些地区写规则:地区代码,或 national(全国);越出的行会被拒绝",
            meaning_en="Codes of the places it may contribute for, or national",
        ),
        "owner": Word(
            "负责单位", "由谁对内容负责", "The team that answers for the content"
        ),
        "requires": Word(
            "库版本",
            "为本库的哪些版本所写,如 >=0.1,<1;不写就是不限",
            "Versions of this library it is written for; empty for any",
            '">=0.1,<1"',
        ),
        "needs": Word(
            "需要",
            "本包的行用到哪些规则包的行:包名",
            "Names of the packages on whose rows it leans",
            "[regservice-region-shanghai]",
        ),
        "reviewer": Word(
            "复核单位",
            "由哪个处室或岗位复核过,不写姓名;不写就是没有复核",
            "The office that has read it over; empty if nobody has",
        ),
        "effective": Word(
            "启用日期",
            "批准从哪一天起使用;不写就是还没有批准",
            "From when on it was released for use; empty if it was not",
            "2026-01-01",
        ),
        "note": NOTE,
    },
    "Source": {
        "kind": Word(
            "种类",
            "哪一种依据:条款、报道、地方做法、推定;只有条款可以当作法律显示",
            "Kind of source; only a clause may be shown as law",
            "clause",
        ),
        "document": Word(
            "文件",
            "文件登记簿中的代码;种类是条款时必填,推定时写从哪个文件推出",
            "Code of a registered document; required for a clause",
            "MDR",
        ),
        "clause": Word(
            "条款",
            "第几条或哪一部分;种类是条款时必填",
            "Article or section; required for a clause",
            "第22条",
        ),
        "verified": _VERIFIED._replace(
            meaning="条款是读过原文还是见于公开网页;种类是条款时必填",
            meaning_en="Whether the clause was read or seen on a page; required for it",
        ),
        "publisher": Word(
            "发布者",
            "报道由谁发布;种类是报道时必填",
            "Who published the report; required for a report",
        ),
        "office": Word(
            "做法机构",
            "是哪个机构的做法;种类是地方做法时必填",
            "Whose practice it is; required for a local practice",
        ),
        "dated": Word(
            "日期",
            "报道或做法的日期;没有日期就不写",
            "Date of the report or practice; empty if it bears none",
            "2026-01-30",
        ),
        "note": NOTE._replace(
            meaning="须让读者知道的;种类是推定时必填,写明理由",
            meaning_en="What a reader must know; the reason, required if assumed",
        ),
    },
    "Validity": {
        "start": Word(
            "生效日",
            "有效的第一天;不写就是一直有效",
            "First day in force; empty if it has always been",
            "2024-01-24",
        ),
        "end": Word(
            "失效日",
            "失效的第一天,不含当日:有效到 2025 年底就写 2026-01-01;不写就是没有期限",
            "First day no longer in force; empty if no end is known",
            "2026-01-01",
        ),
    },
    "Document": {
        "code": CODE._replace(
            meaning="引用这份文件用的短代码:英文、数字,不含空格",
            meaning_en="Short code by which sources cite the document",
            example="MDR",
        ),
        "name": NAME._replace(
            meaning="文件的正式名称", meaning_en="Official name of the document"
        ),
        "number": Word(
            "文号",
            "发文字号;不知道就不写",
            "Number of the document; empty if unknown",
            "国务院令第739号",
        ),
        "issuer": Word(
            "发文机关",
            "由谁发布;不知道就不写",
            "Who issued it; empty if unknown",
        ),
        "issued": Word(
            "印发日期",
            "发布那一天;不知道就不写",
            "Day of issue; empty if unknown",
            "2024-01-24",
        ),
        "effective": Word(
            "施行日期",
            "施行的第一天;不知道就不写",
            "First day in force; empty if unknown",
            "2025-03-01",
        ),
        "status": Word(
            "效力状态",
            "核对那天所知:有效、已被替代、现行状态不明",
            "Whether it applies, as far as known when it was checked",
            "in_force",
        ),
        "successor": Word(
            "替代文件",
            "取代它的文件的代码;只在已被替代时写",
            "Code of the document that replaced it; only if superseded",
        ),
        "verified": _VERIFIED,
        "checked_on": Word(
            "核对日期",
            "最近一次核对这一条的日子",
            "Day on which the entry was last checked",
            "2026-11-22",
        ),
        "recheck_by": Word(
            "复核期限",
            "最迟哪天要再核对;不写就是核对后一年",
            "Day by which it has to be checked again; empty for a year after",
            "2027-06-30",
        ),
        "note": NOTE,
    },
    "Place": {
        "code": CODE._replace(
            meaning="行政区划代码(GB/T 2260)、自编代码,或 national(全国)",
            meaning_en="GB/T 2260 code, own code, or national",
            example='"310104"',
        ),
        "name": NAME,
        "aliases": ALIASES._replace(example="[浦东, 浦东新区]"),
        "located_in": Word(
            "上级地区",
            "包含它的地区的代码;跨几个地区就写几个",
            "Codes of the places that contain it; several if it straddles",
            '["310000"]',
        ),
        "tier": TIER._replace(
            meaning="行政层级;不是行政区划的园区、片区不写",
            meaning_en="Administrative tier; empty for a zone that is no division",
            example="county",
        ),
        "stands_for": Word(
            "视同层级",
            "还在这里行使职权的法定层级,如直辖市的区视同设区的市级;写了就要有依据",
            "Further statutory tiers whose powers are exercised here",
            "[prefecture]",
        ),
        "source": SOURCE._replace(
            meaning="凭什么视同另一层级;写了视同层级时必填",
            meaning_en="Why it stands for another tier; required then",
        ),
        "validity": VALIDITY,
    },
    "Authority": {
        "id": ID,
        "name": NAME._replace(
            meaning="正式名称,或来源中对它的称呼",
            meaning_en="Official name, or that by which the source addresses it",
        ),
        "name_en": NAME_EN,
        "aliases": ALIASES,
        "kind": Word(
            "种类",
            "是哪一种机构:工作站、区县市场监管局、检查分局等",
            "What kind of body it is",
            "district_amr",
        ),
        "functions": FUNCTIONS._replace(
            meaning="它还兼有的职能,如区局兼登记机关;没有就不写",
            meaning_en="What else it is, such as company registry; empty for nothing",
            example="[company_registry]",
        ),
        "level": Word(
            "层级",
            "在服务网络中的层级:服务点、工作站、区级、市级、省级、国家级等",
            "Where it stands in the service network",
            "district",
        ),
        "places": Word(
            "辖区",
            "它管辖的地区的代码",
            "Codes of the places that it covers",
            '["310104"]',
        ),
        "source": SOURCE._replace(
            meaning="哪里写到这个机构", meaning_en="Where the body is named"
        ),
        "validity": VALIDITY,
        "note": NOTE,
    },
    "Relation": {
        "type": Word(
            "关系",
            "主体机构对对象机构是什么关系:管理、业务指导、对口、委托等",
            "Relation of the subject to the object",
            "guides",
        ),
        "subject": Word(
            "主体机构",
            "上级机构或起作用的一方的编号;承继时是接替者",
            "Id of the upper or acting body",
            "shanghai/mpa",
        ),
        "object": Word(
            "对象机构",
            "下级机构或受作用的一方的编号",
            "Id of the lower or affected body",
            "shanghai/xuhui/amr",
        ),
        "mode": Word(
            "委托方式",
            "委托、赋权还是下放;关系是委托时必填,别的关系不写",
            "How a power is handed on; only and always with delegates",
            "entrusts",
        ),
        "matters": Word(
            "法定事项",
            "委托哪些法定事项,写代码;关系是委托时必填,别的关系不写",
            "Codes of the matters delegated; only and always with delegates",
            "[device_class2_registration]",
        ),
        "steps": Word(
            "环节",
            "只委托哪几个环节,如受理、发证;不写就是整项",
            "The steps handed on; empty means all",
            "[intake, issue]",
        ),
        "modality": MODALITY,
        "source": SOURCE,
        "validity": VALIDITY,
        "note": NOTE,
    },
}
"""Record to field to its word: packages, sources, documents, places, bodies."""
