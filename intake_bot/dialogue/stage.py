"""All scenes by name, and how the present one is put before a person again."""

from __future__ import annotations

from intake_bot.dialogue.replies import Turn
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.scenes import (
    answers,
    application,
    complaint,
    delegation,
    greeting,
    household,
    lead,
    papers,
    progress,
    result,
    screener,
    settings,
    sheet,
    telling,
    understanding,
    urgent,
)
from intake_bot.dialogue.talk import MAIN_SCENES, Talk

SCENES: dict[str, Scene] = {
    "greeting": greeting.SCENE,
    "topics": answers.TOPICS_SCENE,
    "offered": understanding.SCENE,
    "intro": screener.INTRO,
    "screener": screener.SCENE,
    "result": result.SCENE,
    "household": household.SCENE,
    "sheet": sheet.SCENE,
    "papers": papers.SCENE,
    "cannot": papers.CANNOT,
    "apply": application.SCENE,
    "consent": application.CONSENT,
    "form": application.FORM,
    "done": progress.DONE,
    "urgent": urgent.SCENE,
    "person": answers.PERSON,
    "complain": complaint.SCENE,
    "complain_words": complaint.WORDS,
    "settings": settings.SCENE,
    "forget": settings.FORGET,
    "officer": delegation.OFFICER,
    "delegation": delegation.SCENE,
    "lead": lead.SCENE,
    "lead_form": lead.FORM,
    "tell": telling.SCENE,
}


def again(talk: Talk) -> Turn:
    """Put the present scene once more; a scene that an older release left behind leads to the door."""
    scene = SCENES.get(talk.mind.scene)
    return scene.again(talk) if scene else greeting.start_again(talk)


def resume(talk: Talk) -> Turn:
    """Go back to what was left for something aside, or to where we stand: a question that is open goes first."""
    if talk.mind.waits and talk.mind.scene not in MAIN_SCENES:
        talk = talk.on(
            scene=talk.mind.waits, question=talk.mind.waits_question, waits="", waits_question="", picked=()
        )
    return again(talk)
