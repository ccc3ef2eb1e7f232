"""Lines spoken ahead of time: of a release, of what was fitted to one person; who hears what. All data is invented."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.narration import Voice
from chalicelib.usecases.adaptation import prepare
from chalicelib.usecases.adaptation_review import approve, reject
from chalicelib.usecases.erasure import erase_account
from chalicelib.usecases.narration import narrate, sound_for
from chalicelib.usecases.narration_ports import NarratorRefused, NarratorUnavailable
from chalicelib.usecases.ports import OutboxEntry
from chalicelib.usecases.practice import open_practice
from tests.adaptation_samples import ScriptedModel, adaptations, ledger, patient_with_work_to_do
from tests.api.test_practice_lines import AUTHOR, FITTED
from tests.conftest import START
from tests.narrators import VOICES, Speaker, silence, with_voice

AUTHORED = {"Sit down.", AUTHOR, "Rest your eyes on the water.", "That was two minutes."}


@pytest.fixture
def speaker() -> Speaker:
    return Speaker()


@pytest.fixture
def spoken(world: Any, speaker: Speaker) -> Any:
    return with_voice(world, speaker)


def promise(world: Any, **more: Any) -> OutboxEntry:
    from chalicelib.store.course import write_outbox

    entry = OutboxEntry(id=world.deps.new_id(), kind="narrate", patient_id="", at=START).model_copy(update=more)
    world.table.write(write_outbox(entry))
    return entry


def spoken_release(world: Any, release: str) -> OutboxEntry:
    entry = promise(world, release=release)
    narrate(world.deps, entry)
    return entry


def heard(world: Any, sub: str = "p1") -> dict[str, Any]:
    offer = open_practice(world.deps, world.caller(sub), "breathing")
    return {one.cue: one.clip for one in offer.spoken}


# --- what an author wrote -------------------------------------------------------------------------


def test_every_line_of_a_release_is_spoken_once(spoken: Any, speaker: Speaker, release: str) -> None:
    entry = spoken_release(spoken, release)
    said = [text for text, _ in speaker.said]
    assert set(said) >= AUTHORED | {"Close your eyes if you like."}
    assert len(said) == len(set(said))
    assert not any(personal for _, personal in speaker.said)
    assert spoken.deps.courses.outbox_entry(entry.id) is None
    spoken_release(spoken, release)
    assert len(speaker.said) == len(said)


def test_a_score_tells_the_clips_of_its_own_cues(spoken: Any, release: str) -> None:
    spoken.enrol("p1")
    assert heard(spoken) == {}
    spoken_release(spoken, release)
    assert set(heard(spoken)) == {"sit", "soft", "at-40"}
    clip, sound = sound_for(spoken.deps, spoken.caller("p1"), heard(spoken)["sit"].id)
    assert sound == silence(1)
    assert (clip.sha256, clip.bytes) == (hashlib.sha256(sound).hexdigest(), len(sound))


def test_each_language_is_spoken_by_its_own_voice_and_one_without_stays_captions(
    world: Any, speaker: Speaker, release: str
) -> None:
    spanish = with_voice(world, speaker, es=VOICES["en"].model_copy(update={"language": "es-ES"}))
    spoken_release(spanish, release)
    assert speaker.said == []
    spanish.enrol("p1")
    assert heard(spanish) == {}


def test_another_voice_speaks_everything_anew(spoken: Any, speaker: Speaker, release: str) -> None:
    spoken_release(spoken, release)
    before = len(speaker.said)
    other = with_voice(spoken, speaker, en=Voice(engine="test", version="2", name="Ann", language="en-GB"))
    other.enrol("p1")
    assert heard(other) == {}
    spoken_release(other, release)
    assert len(speaker.said) == 2 * before


def test_nobody_is_asked_to_speak_where_narration_is_off(world: Any, speaker: Speaker, release: str) -> None:
    quiet = with_voice(world, speaker, "off")
    entry = spoken_release(quiet, release)
    spoken_release(world, release)
    assert speaker.said == []
    assert world.deps.courses.outbox_entry(entry.id) is None


# --- trouble --------------------------------------------------------------------------------------


def test_a_narrator_out_of_reach_leaves_the_promise_and_what_was_spoken(
    spoken: Any, speaker: Speaker, release: str
) -> None:
    entry = promise(spoken, release=release)
    speaker.troubles.append(NarratorUnavailable("down"))
    with pytest.raises(NarratorUnavailable):
        narrate(spoken.deps, entry)
    assert spoken.deps.courses.outbox_entry(entry.id) == entry
    narrate(spoken.deps, entry)
    assert spoken.deps.courses.outbox_entry(entry.id) is None
    assert {text for text, _ in speaker.said} >= AUTHORED


def test_a_line_that_is_refused_stays_a_caption_and_the_others_are_spoken(
    spoken: Any, speaker: Speaker, release: str
) -> None:
    speaker.troubles.append(NarratorRefused("not this one"))
    spoken_release(spoken, release)
    spoken.enrol("p1")
    assert len(heard(spoken)) == 2
    assert ("NarrationRefused", 1, {"engine": "test"}) in spoken.metrics.counted


def test_what_takes_long_goes_on_in_another_message(spoken: Any, speaker: Speaker, release: str) -> None:
    class Slow(Speaker):
        def say(self, text: str, voice: Voice, *, personal: bool) -> bytes:
            spoken.clock.on(seconds=16)
            return super().say(text, voice, personal=personal)

    slow = Slow()
    world = with_voice(spoken, slow)
    entry = spoken_release(world, release)
    assert (len(slow.said), world.queue.sent) == (2, [entry.id])
    assert world.deps.courses.outbox_entry(entry.id) == entry
    for _ in range(9):
        narrate(world.deps, entry)
    assert {text for text, _ in slow.said} >= AUTHORED
    assert world.deps.courses.outbox_entry(entry.id) is None


# --- what was fitted to one person ----------------------------------------------------------------


def fitted(world: Any, mode: str = "live") -> Any:
    here = adaptations(world, ScriptedModel([FITTED]), mode)
    prepare(world.deps, here, patient_with_work_to_do(world, plan={}))
    return here


def test_a_fitted_line_is_spoken_for_its_person_alone(spoken: Any, speaker: Speaker, release: str) -> None:
    spoken_release(spoken, release)
    speaker.said.clear()
    fitted(spoken)
    assert speaker.said == [(FITTED, True)]
    own = heard(spoken)["soft"]
    assert sound_for(spoken.deps, spoken.caller("p1"), own.id)[0] == own
    spoken.enrol("other")
    assert heard(spoken, "other")["soft"].id != own.id
    assert heard(spoken, "other")["sit"] == heard(spoken)["sit"]


def test_where_only_authored_lines_may_leave_a_fitted_one_is_a_caption(world: Any, speaker: Speaker) -> None:
    careful = with_voice(world, speaker, "authored")
    fitted(careful)
    assert speaker.said == []


def test_a_therapists_yes_has_the_line_spoken_and_their_no_does_not(spoken: Any, speaker: Speaker) -> None:
    spoken = spoken.with_mode("approve")
    here = fitted(spoken, "approve")
    assert speaker.said == []
    (one,) = ledger(spoken)
    spoken.queue.sent.clear()
    approve(spoken.deps, here, spoken.caller("therapist-1", "therapist"), one.id)
    (promised,) = [spoken.deps.courses.outbox_entry(sent) for sent in spoken.queue.sent]
    narrate(spoken.deps, promised)
    assert speaker.said == [(FITTED, True)]
    assert set(heard(spoken)) == {"soft"}


def test_a_rejected_line_is_never_spoken(spoken: Any, speaker: Speaker) -> None:
    spoken = spoken.with_mode("approve")
    here = fitted(spoken, "approve")
    (one,) = ledger(spoken)
    reject(spoken.deps, here, spoken.caller("therapist-1", "therapist"), one.id)
    narrate(spoken.deps, promise(spoken, patient_id="p1"))
    assert speaker.said == []


def test_a_clip_goes_when_its_line_is_shown_no_more(spoken: Any, speaker: Speaker) -> None:
    fitted(spoken)
    own = heard(spoken)["soft"]
    course = spoken.course("p1")
    from chalicelib.usecases.ports import Change

    spoken.deps.courses.save(Change(course=course.model_copy(update={"adaptation_consent": False})))
    narrate(spoken.deps, promise(spoken, patient_id="p1"))
    assert spoken.rights.sounds.sound(own.id, "p1") is None


def test_erasing_an_account_erases_its_sounds(spoken: Any) -> None:
    fitted(spoken)
    own = heard(spoken)["soft"]
    erase_account(spoken.deps, spoken.rights, spoken.caller("p1"))
    assert spoken.rights.sounds.sound(own.id, "p1") is None
    assert spoken.rights.sounds.erase("p1") == 0


def test_who_is_erased_while_their_line_is_spoken_leaves_no_sound(spoken: Any) -> None:
    class Erased(Speaker):
        def say(self, text: str, voice: Voice, *, personal: bool) -> bytes:
            erase_account(spoken.deps, spoken.rights, spoken.caller("p1"))
            return super().say(text, voice, personal=personal)

    world = with_voice(spoken, Erased())
    fitted(world)
    assert world.rights.sounds.erase("p1") == 0


# --- through the API ------------------------------------------------------------------------------


@pytest.fixture
def patient(api: Any, speaker: Speaker, monkeypatch: pytest.MonkeyPatch, release: str) -> Any:
    from chalicelib.api import http

    world = with_voice(api.world, speaker)
    backend = http.backend()
    monkeypatch.setattr(http, "_backend", [lambda: replace(backend, deps=world.deps)])
    spoken_release(world, release)
    return replace(api, world=world).as_("p1")


def test_a_client_is_told_what_to_fetch_and_can_check_it(patient: Any) -> None:
    patient.world.enrol("p1")
    told = patient.get("/v1/practices/breathing").json_body["narration"]
    assert [one["cue"] for one in told] == ["sit", "soft", "at-40"]
    for one in told:
        sound = patient.get("/" + one["href"], Accept="audio/mpeg")
        assert (sound.status_code, sound.headers["Content-Type"]) == (200, "audio/mpeg")
        assert sound.headers["Cache-Control"] == "private, max-age=31536000, immutable"
        assert (hashlib.sha256(sound.body).hexdigest(), len(sound.body)) == (one["sha256"], one["bytes"])


def test_a_sound_of_somebody_else_or_of_nobody_is_not_there(patient: Any) -> None:
    fitted(patient.world)
    own = heard(patient.world)["soft"].id
    assert patient.get(f"/v1/sounds/{own}", Accept="audio/mpeg").status_code == 200
    patient.world.enrol("other")
    for sub, one in (("other", own), ("p1", "0" * 64), ("p1", "sit"), ("p1", "..")):
        assert patient.as_(sub).get(f"/v1/sounds/{one}", Accept="audio/mpeg").status_code in (403, 404)
