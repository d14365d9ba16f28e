"""
Which codes may a record use?

Closed vocabularies are enumerations. Open ones (kinds, items, programmes,
intake fields) are strings with a pattern: a bare code belongs to the core, a
code such as ``shanghai:innovation_channel`` to the namespace it names.
Their Chinese and English names live in :mod:`regservice.messages.names`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class SourceKind(StrEnum):
    """What a row leans on; only ``clause`` may be shown as law."""

    CLAUSE = "clause"
    REPORT = "report"
    LOCAL_PRACTICE = "local_practice"
    ASSUMED = "assumed"


class Verification(StrEnum):
    """How a statement was checked: text read, public page seen, or not at all."""

    READ = "read"
    PAGE = "page"
    OWN = "own"


class Confidence(StrEnum):
    """How sure the study that a row comes from is of it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Modality(StrEnum):
    """With what force a source speaks."""

    MUST = "must"
    MAY = "may"
    ENCOURAGED = "encouraged"
    IN_PRINCIPLE = "in_principle"
    IF_NEEDED = "if_needed"
    REPORTED = "reported"


class DocumentStatus(StrEnum):
    """Whether a document applies today, as far as the register knows."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """Where a body stands in the service network (not a statutory tier)."""

    POINT = "point"
    STATION = "station"
    DISTRICT = "district"
    BRANCH = "branch"
    CITY = "city"
    PROVINCIAL = "provincial"
    NATIONAL = "national"
    EXTERNAL = "external"


class Tier(StrEnum):
    """Statutory tier of a place, or of the power that a clause confers."""

    NATION = "nation"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


class PlaceKey(StrEnum):
    """Whose place decides who is competent for a matter."""

    HOLDER = "holder"
    SITE = "site"
    AGENT = "agent"
    ACT = "act"
    ISSUER = "issuer"


class RelationType(StrEnum):
    """Kind of edge between two authorities."""

    ADMINISTERS = "administers"
    GUIDES = "guides"
    MANAGES = "manages"
    COUNTERPART = "counterpart"
    DISPATCHES = "dispatches"
    COVERS = "covers"
    SUPPORTS = "supports"
    COOPERATES = "cooperates"
    OVERSEES_JOINTLY = "oversees_jointly"
    EXCHANGES = "exchanges"
    SUCCEEDS = "succeeds"
    DELEGATES = "delegates"


class DelegationMode(StrEnum):
    """How a power is handed on; ``entrusts`` leaves the principal the decider."""

    ENTRUSTS = "entrusts"
    EMPOWERS = "empowers"
    DEVOLVES = "devolves"


class Product(StrEnum):
    """What kind of product a request is about."""

    DRUG = "drug"
    DEVICE = "device"
    COSMETIC = "cosmetic"
    COMBINATION = "combination"
    MULTIPLE = "multiple"
    NONE = "none"
    UNKNOWN = "unknown"
    OTHER = "other"


class Difficulty(StrEnum):
    """Whether the first recipient can answer on the spot."""

    BASIC = "basic"
    COMPLEX = "complex"


class Applicant(StrEnum):
    """Who asks."""

    ENTERPRISE = "enterprise"
    MEDICAL_INSTITUTION = "medical_institution"
    RESEARCH_INSTITUTE = "research_institute"
    ASSOCIATION = "association"
    PERSON = "person"


class Channel(StrEnum):
    """How a request came in."""

    STATION = "station"
    HOTLINE = "hotline"
    ONLINE = "online"
    VISIT = "visit"
    FACE_TO_FACE = "face_to_face"
    LETTER = "letter"


class Role(StrEnum):
    """What a rule makes of its holder."""

    RECEIVE = "receive"
    LEAD = "lead"
    CO = "co"
    COPY = "copy"
    FALLBACK = "fallback"


class Goal(StrEnum):
    """What has to happen before a time limit ends."""

    ACCEPT = "accept"
    REPLY = "reply"
    RESOLVE = "resolve"
    PROGRESS_UPDATE = "progress_update"
    FOLLOW_UP = "follow_up"
    CO_HANDLER = "co_handler"
    OBJECTION = "objection"


class Unit(StrEnum):
    """What one tick of a time limit is."""

    WORKING_MINUTE = "working_minute"
    WORKING_HOUR = "working_hour"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    YEAR = "year"
    MINUTE = "minute"
    HOUR = "hour"


class Receipt(StrEnum):
    """On which day something is received that arrives while the office is closed."""

    SAME_DAY = "same_day"
    NEXT_OPENING = "next_opening"


class Close(StrEnum):
    """Until when the last day of a limit lasts."""

    OFFICE_HOURS = "office_hours"
    MIDNIGHT = "midnight"


class Roll(StrEnum):
    """Where the last day of a limit in calendar units goes if it is not worked."""

    NEXT = "next"
    PREVIOUS = "previous"
    NONE = "none"


class Partial(StrEnum):
    """What of a day of which a pause takes a part, in limits of days."""

    BEGINNING = "beginning"
    LEFT_OUT = "left_out"
    COUNTED = "counted"


class Rounding(StrEnum):
    """What a fraction of a limit comes to that is no whole number."""

    DOWN = "down"
    UP = "up"


class StartEvent(StrEnum):
    """What has to happen for a clock to start."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    REPLIED = "replied"
    REQUESTED = "requested"
    TRANSFERRED = "transferred"
    REVIEWED = "reviewed"
    DECIDED = "decided"


class OnReroute(StrEnum):
    """What a clock does when the request goes to another body."""

    CONTINUE = "continue"
    HOLD = "hold"
    RESTART = "restart"


class Reminders(StrEnum):
    """When warnings and escalations may be sent."""

    OFFICE_HOURS = "office_hours"
    ANY_TIME = "any_time"


class Stage(StrEnum):
    """What an authority has to do in a matter within a statutory period."""

    COMPLETENESS = "completeness"
    TRANSFER = "transfer"
    REVIEW = "review"
    DECISION = "decision"
    DELIVERY = "delivery"
    PUBLICATION = "publication"
    INSPECTION = "inspection"
    HANDLING = "handling"


class ClockStatus(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    PAUSED = "paused"
    AT_RISK = "at_risk"
    OVERDUE = "overdue"
    MET = "met"
    MISSED = "missed"
    NOT_TIMED = "not_timed"


class LegalEffect(StrEnum):
    """What a missed limit means; only ``statutory`` enforces anything."""

    INTERNAL = "internal"
    SERVICE_STANDARD = "service_standard"
    STATUTORY = "statutory"


class Status(StrEnum):
    """Outcome of routing."""

    ROUTED = "routed"
    NEEDS_INFORMATION = "needs_information"
    FALLBACK = "fallback"


class Cause(StrEnum):
    """Why a request went to the fallback body."""

    GAP = "gap"
    CONFLICT = "conflict"
    OUT_OF_SCOPE = "out_of_scope"


KINDS: Final = frozenset(
    {
        "service_point", "station", "district_amr", "city_amr", "provincial_amr",
        "samr", "provincial_mpa", "nmpa", "district_industry", "industry_authority",
        "inspection_branch", "review_subcentre", "provincial_review_centre",
        "provincial_testing_institute", "nmpa_review_centre", "enforcement_team",
        "company_registry", "quality_authority", "standards_authority",
        "ip_authority", "advertising_authority", "healthcare_security_authority",
        "health_authority", "science_authority", "customs", "hotline_12315",
        "hotline_12345", "division", "task_force", "coordinating_body",
        "other_authority",
    }
)  # fmt: skip
"""Kinds and functions of authorities known to the core."""

ITEM_CODES: Final = frozenset(
    {
        "product_registration", "product_filing", "product_classification",
        "fast_track", "clinical_trial", "registration_testing",
        "post_approval_change", "renewal", "production_license",
        "distribution_license", "quality_system", "import_urgent", "post_market",
        "inspection_enforcement", "progress_query", "key_project_service",
        "policy_funding", "training_exchange", "ip", "medical_insurance",
        "ad_compliance", "business_registration", "quality_development",
        "standards", "complaint_report", "emergency", "out_of_scope", "feedback",
    }
)  # fmt: skip
"""Codes of service items that need no namespace."""

NATIONAL: Final = "national"
"""Code of the place that contains every other place."""

_OPEN_CODE = re.compile(r"[a-z][a-z0-9_]*(:[a-z][a-z0-9_]*)?")
_ROW_ID = re.compile(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*")
_PLACE_CODE = re.compile(r"national|\d{6}(-[a-z0-9]+)*")


def is_open_code(text: str) -> bool:
    """
    Tell whether *text* has the form of a code of an open vocabulary.

    Examples:
        >>> is_open_code("renewal"), is_open_code("sh:pilot"), is_open_code("A b")
        (True, True, False)
    """
    return _OPEN_CODE.fullmatch(text) is not None


def is_row_id(text: str) -> bool:
    """
    Tell whether *text* is a lower-case ASCII path such as ``shanghai/mpa``.

    Examples:
        >>> is_row_id("shanghai/xuhui/station"), is_row_id("Shanghai//x")
        (True, False)
    """
    return _ROW_ID.fullmatch(text) is not None


def is_place_code(text: str) -> bool:
    """
    Tell whether *text* is a GB/T 2260 code, an own code, or ``national``.

    Examples:
        >>> is_place_code("310104"), is_place_code("310000-lingang")
        (True, True)
        >>> is_place_code("徐汇区")
        False
    """
    return _PLACE_CODE.fullmatch(text) is not None


def is_known_kind(text: str) -> bool:
    """
    Tell whether *text* is a kind of the core list or a namespaced one.

    Examples:
        >>> is_known_kind("station"), is_known_kind("jiangsu:workstation")
        (True, True)
        >>> is_known_kind("statoin")
        False
    """
    return text in KINDS or (":" in text and is_open_code(text))
