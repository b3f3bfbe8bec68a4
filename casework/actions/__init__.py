"""Every write of casework, one verb per function: `casework.actions.accept(case=…, actor=…, at=…)`."""

from casework.actions import reserve, survey
from casework.actions.change import (
    death_match,
    decide_change,
    declare_relative,
    propose_change,
    record_notice,
    record_service,
)
from casework.actions.decision import (
    backfill,
    confirm,
    extend,
    file_plan,
    panel,
    refuse,
    relieve,
    retract,
    spend,
)
from casework.actions.disclosure import give_disclosure
from casework.actions.inquiry import check_report, first_opinion, reclassify, request_check, visit
from casework.actions.intake import (
    accept,
    authorise,
    decline,
    disclose,
    forward,
    request_missing,
    sign,
    submit,
    supplement,
)
from casework.actions.opening import Receipt, intend, lodge, take
from casework.actions.payment import run_payment
from casework.actions.posting import (
    StatementReceipt,
    appraise,
    close_objection,
    complain,
    defend,
    object_,
    post,
    repost,
    resurvey,
)
from casework.actions.reveal import reveal
from casework.actions.whatif import begin_trial, propose_batch, release_trial

__all__ = [
    "Receipt",
    "StatementReceipt",
    "accept",
    "appraise",
    "authorise",
    "backfill",
    "begin_trial",
    "check_report",
    "close_objection",
    "complain",
    "confirm",
    "death_match",
    "decide_change",
    "declare_relative",
    "decline",
    "defend",
    "disclose",
    "extend",
    "file_plan",
    "first_opinion",
    "forward",
    "give_disclosure",
    "intend",
    "lodge",
    "object_",
    "panel",
    "post",
    "propose_batch",
    "propose_change",
    "reclassify",
    "record_notice",
    "record_service",
    "refuse",
    "release_trial",
    "relieve",
    "repost",
    "request_check",
    "request_missing",
    "reserve",
    "resurvey",
    "retract",
    "reveal",
    "run_payment",
    "sign",
    "spend",
    "submit",
    "supplement",
    "survey",
    "take",
    "visit",
]
