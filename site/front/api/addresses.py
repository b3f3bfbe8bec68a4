"""Addresses of the API itself, in one place."""

from __future__ import annotations

ROOT = "/api/"
OPENAPI = f"{ROOT}openapi.json"
POLICIES = f"{ROOT}policies/"
PROGRAMMES = f"{ROOT}programmes/"
MATERIALS = f"{ROOT}materials/"
OFFICES = f"{ROOT}offices/"
POSTINGS = f"{ROOT}postings/"
ROSTERS = f"{ROOT}rosters/"

RESOURCES = (
    ("policies", "政策", POLICIES),
    ("programmes", "救助项目", PROGRAMMES),
    ("materials", "要带的材料", MATERIALS),
    ("offices", "办事地点", OFFICES),
    ("postings", "公示", POSTINGS),
    ("rosters", "长期公示名单", ROSTERS),
)
