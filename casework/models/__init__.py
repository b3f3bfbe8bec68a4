"""The tables of casework."""

from casework.models.case import OPEN_STAGES, STAGES, Barred, Case, Lodgement
from casework.models.certificate import Certificate
from casework.models.complaints import ComplaintNamed, ComplaintStep
from casework.models.desk import CaseLook, DeskDraft, SavedView
from casework.models.dishonesty import Dishonesty
from casework.models.exchange import ExchangeMap
from casework.models.exports import Export, ExportAsk, ExportConsent
from casework.models.handoff import Handoff
from casework.models.kin import Relative
from casework.models.leads import Lead, LeadFiling
from casework.models.ledger import Deadline, Event, Outbox, Serial
from casework.models.monitoring import Monitored
from casework.models.office import OfficeEvent
from casework.models.papers import Attachment, Calculation, Disclosure, Statement
from casework.models.payment import PaymentLine, PaymentRun
from casework.models.people import Household, HouseholdMember, Person, Reveal
from casework.models.redating import MovedDeadline, Redating
from casework.models.reserve import CountyAlert, ReserveEntry
from casework.models.staff import Account, Appointment, Officer
from casework.models.survey import SurveyPrint, SurveySheet
from casework.models.tries import Tries
from casework.models.whatif import WhatIfLine, WhatIfRun

__all__ = [
    "OPEN_STAGES",
    "STAGES",
    "Account",
    "Appointment",
    "Attachment",
    "Barred",
    "Calculation",
    "Case",
    "CaseLook",
    "Certificate",
    "ComplaintNamed",
    "ComplaintStep",
    "CountyAlert",
    "Deadline",
    "DeskDraft",
    "Disclosure",
    "Dishonesty",
    "Event",
    "ExchangeMap",
    "Export",
    "ExportAsk",
    "ExportConsent",
    "Handoff",
    "Household",
    "HouseholdMember",
    "Lead",
    "LeadFiling",
    "Lodgement",
    "Monitored",
    "MovedDeadline",
    "OfficeEvent",
    "Officer",
    "Outbox",
    "PaymentLine",
    "PaymentRun",
    "Person",
    "Redating",
    "Relative",
    "ReserveEntry",
    "Reveal",
    "SavedView",
    "Serial",
    "Statement",
    "SurveyPrint",
    "SurveySheet",
    "Tries",
    "WhatIfLine",
    "WhatIfRun",
]
