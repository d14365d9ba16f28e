"""In which ways is one served who is on a programme?"""

from __future__ import annotations

from enum import StrEnum


class ServiceMode(StrEnum):
    """In which way a programme serves those who are on it."""

    EARLY_INTERVENTION = "early_intervention"
    PER_ENTERPRISE_PLAN = "per_enterprise_plan"
    PER_PRODUCT_PLAN = "per_product_plan"
    FULL_PROCESS_GUIDANCE = "full_process_guidance"
    RD_REVIEW_LINKAGE = "rd_review_linkage"
    PROACTIVE_CONTACT = "proactive_contact"
    FULL_PROCESS_TRACKING = "full_process_tracking"
    TASK_FORCE = "task_force"
    ON_SITE_ANSWER = "on_site_answer"
    DOOR_TO_DOOR = "door_to_door"
