"""From where one applies is said in the place's own words, or not at all."""

from dataclasses import replace

from policies.actions.pack_files import read_pack
from policies.rules.ways import Ways, ways


def test_in_the_words_of_the_document_else_in_those_of_the_house():
    """SY-A1.1a, SY-A2.1a, YI-3c"""
    shangyu = read_pack("shangyu")
    assert ways(shangyu.spec("dibao")).names == ("便民窗口", "政务服务网", "浙里办", "委托村(社区)")
    assert ways(shangyu.spec("tekun")).names[-1] == "委托村(社区)或者他人"
    assert ways(read_pack("yicheng").spec("dibao")) == Ways(("窗口", "网站", "聊天", "村（社区）"), "三")


def test_one_form_for_several_programmes_with_its_clause():
    """YC-4a, SY-3.3"""
    assert ways(read_pack("yangcheng").spec("tekun")).one_form == "四"
    assert ways(read_pack("shangyu").spec("dibao")).one_form == "三(三)"
    assert ways(read_pack("yicheng").spec("dibao")).one_form == ""


def test_a_silent_document_names_no_way_and_no_clause():
    """HX, QY: from where one may apply is not stated."""
    assert ways(read_pack("huaxi").spec("dibao")) == Ways()
    spec = read_pack("huaxi").spec("dibao")
    assert ways(replace(spec, steps=())) == Ways()
