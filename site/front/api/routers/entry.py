"""The entrance of the API."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from front.api import addresses
from front.api.moments import LONGEST, Moment, law_mark
from front.api.schemas.entry import Contact, Entry, Resource
from front.contact import contact

router = Router(tags=["入口"])


@router.get("/", response=Entry, operation_id="getEntry", summary="入口：有什么、在哪里、找谁")
def entry(request: HttpRequest, response: HttpResponse) -> Entry:
    """Show what there is."""
    moment = Moment.here()
    moment.keep(response)
    office = contact()
    return Entry(
        **moment.head(),
        law=law_mark(),
        openapi=addresses.OPENAPI,
        keep_seconds=LONGEST,
        contact=Contact(
            county=office.county,
            office=office.office,
            phone=office.phone,
            emergency_phone=office.urgent_phone,
            supervision_phone=office.county_phone,
            address=office.address,
            hours=office.hours,
        ),
        resources=[Resource(name=name, title=title, url=url) for name, title, url in addresses.RESOURCES],
    )
