"""Every address of the API that a small county fills, with the operation that answers it."""

from collections.abc import Iterator


def every_address(reader) -> Iterator[tuple[str, str]]:
    """Yield (operation, address) of the entrance, every list and every thing in it."""
    yield "getEntry", "/api/"
    for list_name, one_name, address in (
        ("listPolicies", "getPolicy", "/api/policies/"),
        ("listProgrammes", "getProgramme", "/api/programmes/"),
        ("listMaterials", "getMaterial", "/api/materials/"),
        ("listOffices", "getOffice", "/api/offices/"),
        ("listPostings", "getPosting", "/api/postings/"),
        ("listRosters", "getRoster", "/api/rosters/"),
    ):
        yield list_name, address
        for item in reader.read(address)["items"]:
            yield one_name, item["url"]
            if one_name == "getProgramme":
                yield "listVersions", f"{item['url']}versions/"
            if one_name == "getRoster":
                yield "listRosterRows", item["rows_url"]
