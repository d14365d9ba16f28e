"""What are the fields of decision tests called?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from regservice.messages.names import NAMES
from regservice.messages.word import ID, NOTE, Word

_DIMENSION: Final = NAMES["dimension"]

TESTS: Final[Mapping[str, Mapping[str, Word]]] = {
    "DecisionTest": {
        "id": ID._replace(
            meaning="用例的编号,本包中不得重复:小写英文路径",
            meaning_en="Id of the test, unique in its package: a lower-case path",
            example="xuhui-ip/first",
        ),
        "text": Word("问题", "企业的原话", "The question as it was asked"),
        "place": Word(
            _DIMENSION["place"][0],
            "提问者在哪里:名称或代码",
            "Place of the asker: name or code",
            "徐汇区",
        ),
        "site": Word(
            _DIMENSION["site"][0],
            "场所在哪里,与提问者不同时才写",
            "Place of the site, if it is another",
            "奉贤区",
        ),
        "product": Word(
            _DIMENSION["product"][0], "什么产品", "Kind of product", "device"
        ),
        "item": Word(
            _DIMENSION["item"][0],
            "服务事项的名称或代码;不写就从问题中判断",
            "Service item; empty to find it in the question",
            "renewal",
        ),
        "difficulty": Word(
            _DIMENSION["difficulty"][0],
            "基础问题还是复杂问题;不写就从问题中判断",
            "Basic or complex; empty to find it in the question",
            "basic",
        ),
        "applicant": Word(_DIMENSION["applicant"][0], "谁提出", "Who asks"),
        "channel": Word(_DIMENSION["channel"][0], "怎样提出", "How it came in"),
        "programmes": Word(
            _DIMENSION["programme"][0],
            "产品列入的专项",
            "Programmes that the product is on",
            "[key_project]",
        ),
        "attributes": Word(
            "事实",
            "其他事实,如 器械类别;每个一列:事实.device_class",
            "Further facts, one column each: attributes.device_class",
            '{device_class: "2"}',
        ),
        "received_by": Word(
            _DIMENSION["received_by"][0],
            "谁收到:机构的名称或编号",
            "The body that received it",
            "shanghai/xuhui/station",
        ),
        "received_at": Word(
            "收到时间",
            "何时收到;不写就同“时间”",
            "When it was received; empty for the time above",
            "2026-03-02 10:00",
        ),
        "at": Word(
            "时间",
            "按哪一天、哪一刻的规定回答;必须写明",
            "The day or instant whose law applies",
            "2026-03-02 10:00",
        ),
        "known_at": Word(
            "已知截止日",
            "不计此日之后公布的文件",
            "Leave out documents issued after it",
            "2026-03-02",
        ),
        "overrides": Word(
            "搁置规则",
            "搁置的原则性规则的编号",
            "Ids of rules of principle that are set aside",
            "[shanghai/station-to-district]",
        ),
        "override_actor": Word(
            "搁置岗位", "由哪个岗位搁置,不写姓名", "The office that sets them aside"
        ),
        "override_reason": Word("搁置理由", "为什么搁置", "Why they are set aside"),
        "handler": Word(
            "应由承办",
            "现在由谁承办:机构的名称或编号",
            "Who owns it now",
            "徐汇区市场监督管理局",
        ),
        "not_handler": Word(
            "不应承办",
            "不能由谁承办,可写几个",
            "Bodies that must not own it",
            "[上海市药品监督管理局]",
        ),
        "lead": Word("应由主办", "由谁主办", "Who is accountable for the substance"),
        "loop_owner": Word(
            "应由跟踪",
            "由谁跟踪到答复:首先接待的机构",
            "Who must bring the answer back",
        ),
        "co": Word("应有协办", "协办的机构中应有谁", "Bodies among the co-handlers"),
        "via": Word(
            "应经过", "流转路径依次经过谁", "Bodies on the path, in this order"
        ),
        "not_via": Word("不应经过", "流转路径不能经过谁", "Bodies not on the path"),
        "competent": Word("应由决定", "依法由谁决定", "Who decides the matter by law"),
        "limit": Word(
            "应有时限", "应当适用的时限", "A limit that is at work", "5 working_day"
        ),
        "due": Word(
            "应到期日", "时限的最后一天", "The day on which a limit ends", "2026-03-09"
        ),
        "status": Word(
            "应为结果",
            "routed 已分办、needs_information 须补充、fallback 兜底",
            "routed, needs_information or fallback",
            "routed",
        ),
        "asks": Word(
            "应询问", "应当问企业哪个事实", "The fact that is asked for", "device_class"
        ),
        "reason": Word(
            "理由应含", "理由或解释中应有的文字", "Texts in the Chinese explanation"
        ),
        "source": Word(
            "依据应含",
            "答案所依据的来源:种类、文件和条款,写到要紧处为止",
            "Sources on which the answer rests",
            '["SH-STATION-2024 一(三)"]',
        ),
        "error": Word(
            "应报错", "应当出现的错误代码", "Code of the error instead of an answer"
        ),
        "note": NOTE,
    },
}
"""Record to field to its word: what is asked, and what is expected."""
