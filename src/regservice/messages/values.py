"""What are the values of closed vocabularies called where people fill them in?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from regservice.messages.names import NAMES


def _named(vocabulary: str, **better: str) -> Mapping[str, str]:
    """
    Call values what answers call them.

    Args:
        vocabulary: Key of the names.
        better: Values whose name there is a phrase, or means something else.
    """
    names = {code: pair[0] for code, pair in NAMES[vocabulary].items()}
    return {**names, **better}


VALUE_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "SourceKind": {
        "clause": "条款",
        "report": "报道",
        "local_practice": "地方做法",
        "assumed": "推定",
    },
    "Verification": _named("verified"),
    "Confidence": _named("confidence"),
    "Modality": _named("modality"),
    "ServiceMode": _named("service_mode"),
    "StatementKind": _named("statement_kind"),
    "DocumentStatus": _named("status_of_document"),
    "Level": _named("level"),
    "Tier": {
        "nation": "国家级",
        "province": "省级",
        "prefecture": "设区的市级",
        "county": "县级",
    },
    "PlaceKey": _named("place_key", holder="持有人所在地", issuer="原发证部门所在地"),
    "RelationType": _named("relation"),
    "DelegationMode": {
        "entrusts": "委托",
        "empowers": "赋权",
        "devolves": "下放",
    },
    "Product": _named("product"),
    "Difficulty": _named("difficulty"),
    "Applicant": _named("applicant"),
    "Channel": _named("channel"),
    "Status": {
        code: _named("status")[code] for code in NAMES["status"] if code != "error"
    },
    "Role": _named("role"),
    "Goal": _named("goal"),
    "Unit": _named("unit", working_day="工作日", calendar_day="自然日"),
    "Receipt": _named("receipt"),
    "Close": _named("close"),
    "Roll": _named("roll"),
    "Partial": _named("partial"),
    "Rounding": _named("rounding"),
    "StartEvent": _named("start_event"),
    "OnReroute": _named("on_reroute", hold="转办时暂停至接手"),
    "Reminders": _named("reminders"),
    "Stage": _named("stage"),
    "LegalEffect": _named("legal_effect"),
    "KINDS": _named("kind", hotline_12315="热线12315", hotline_12345="热线12345"),
}
"""
Name of an enumeration to value to Chinese value, one to one.

``KINDS`` are the kinds and functions of bodies that the core knows.
"""
