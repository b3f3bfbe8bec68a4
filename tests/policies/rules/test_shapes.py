"""A pack's files have their shape before anything reads in them; what has another is named by its place."""

import tomllib

import pytest

from policies.actions.pack_files import PACKS_DIR, places
from policies.rules.shapes import PLACE, PROGRAMME, shape_fault


@pytest.mark.parametrize("place", places())
def test_the_shipped_packs_have_it(place):
    for path in (PACKS_DIR / place).glob("*.toml"):
        shape = PLACE if path.name == "place.toml" else PROGRAMME
        assert shape_fault(tomllib.loads(path.read_text()), shape) == ""


@pytest.mark.parametrize(
    ("said", "shape", "fault"),
    [
        ({"jurisdiction": []}, PLACE, "jurisdiction：应当是一个表"),
        ({"units": 5}, PLACE, "units：应当是一个表"),
        ({"units": {"townships": True}}, PLACE, "units townships：应当是一列"),
        ({"units": {"townships": [7]}}, PLACE, "units townships 第 1 项：要写成文字"),
        ({"parameters": {}}, PLACE, "parameters：应当是一列"),
        ({"parameters": [{}, "x"]}, PLACE, "parameters 第 2 项：应当是一个表"),
        ({"parameters": [{"programmes": 5}]}, PLACE, "parameters 第 1 项 programmes：应当是一列"),
        ({"silent": {"parameters": "x"}}, PLACE, "silent parameters：应当是一列"),
        ({"like": []}, PROGRAMME, "like：要写成文字"),
        ({"drop": {"materials": True}}, PROGRAMME, "drop materials：应当是一列"),
        ({"lists": {"questions": 0}}, PROGRAMME, "lists questions：应当是一列"),
        ({"banned": [{"code": {}}]}, PROGRAMME, "banned 第 1 项 code：要写成文字"),
        ({"source": "办法"}, PROGRAMME, "source：应当是一个表"),
    ],
)
def test_another_shape_is_named_with_its_place(said, shape, fault):
    assert shape_fault(said, shape).startswith(fault)
