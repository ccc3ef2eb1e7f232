"""The whole sound of a session: lines at their times, the place under them, and what pause, skip and stop do to it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.definitions import Practice
from vr_client.engine import ScoreEngine
from vr_client.levels import CEILING, Levels
from vr_client.loudness import measure, over_time, true_peak
from vr_client.mixer import ALONE_SECONDS, FADE_SECONDS, Mixer
from vr_client.narration import VOICE_LUFS, Narration, levelled
from vr_client.session import Inputs, Moment
from vr_client.sitting import Sitting
from vr_client.speaking import PAUSE_SECONDS
from vr_client.textures import RATE

BLOCK = RATE // 20


def practice(*cues: tuple[str, float], length: int = 60, sound: Any = None, **more: Any) -> Practice:
    """An invented practice with a cue at each time."""
    said = [{"id": name, "at_seconds": at, "say": f"This is {name}."} for name, at in cues]
    made = {"id": "invented", "title": "Invented", "length_seconds": length, "scene": "quiet-lake", "cues": said}
    return Practice.model_validate({**made, "sound": sound, **more})


def tone(seconds: float, level: float = 0.1, hertz: float = 440.0) -> Any:
    """A line that anybody can find again: a steady tone."""
    wave = level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)
    return wave.astype(np.float32)


def lines(**seconds: float) -> Narration:
    return Narration({name.replace("_", "-"): tone(long) for name, long in seconds.items()})


@dataclass
class Room:
    """A session on a simulated clock: an engine, a mixer, and what is heard."""

    engine: Any
    mixer: Mixer
    now: float = 0.0
    frames_a_second: float = 20.0
    pieces: list[Any] = field(default_factory=list)

    def go(self, seconds: float, **inputs: Any) -> Moment:
        """Frame after frame; between two of them the loudspeaker takes what fits."""
        moment = Moment(0.0, "", "")
        for n in range(round(seconds * self.frames_a_second)):
            moment = self.engine.moment(self.now, Inputs(**(inputs if n == 0 or "focused" in inputs else {})))
            self.mixer.follow(moment)
            self.now += 1 / self.frames_a_second
            self.pieces.append(self.mixer.read(round(RATE / self.frames_a_second)))
        return moment

    @property
    def heard(self) -> Any:
        return np.concatenate(self.pieces)

    def loud(self, begin: float, end: float) -> float:
        """Largest sample between two times."""
        return float(np.abs(self.heard[round(begin * RATE) : round(end * RATE)]).max())


def room(score: Practice, narration: Narration | None = None, levels: Levels | None = None, **more: Any) -> Room:
    return Room(ScoreEngine(score), Mixer(score, narration, levels), **more)


def begins(sound: Any, after: float = 0.0) -> float:
    """When something is first heard, seconds."""
    from_there = np.abs(sound[round(after * RATE) : round((after + 5) * RATE)]).max(axis=1)
    return after + float(np.argmax(from_there > 1e-3)) / RATE


# --- time -------------------------------------------------------------------------------------------------


def test_over_ten_minutes_every_line_begins_within_one_block_of_its_time() -> None:
    times = [0.0, *(7.3 + 19.77 * n for n in range(30))]
    score = practice(*((f"cue-{n}", at) for n, at in enumerate(times)), length=600)
    clips = Narration({f"cue-{n}": tone(1.5) for n in range(31)})
    # frames come unevenly, and the sound card's clock is 100 millionths slow
    dice, engine, mixer = random.Random(3), ScoreEngine(score), Mixer(score, clips, Levels("voice"))
    now, read, pieces = 0.0, 0, []
    while now < 599:
        mixer.follow(engine.moment(now, Inputs()))
        now += dice.uniform(0.008, 0.045)
        due = int(now * RATE * 0.9999) // 480 * 480 - read
        if due >= 960:
            pieces.append(mixer.read(due))
            read += due
    heard = np.concatenate(pieces)

    assert [line.cue for line in mixer.spoken] == [f"cue-{n}" for n in range(31)]
    for at, line in zip(times, mixer.spoken, strict=True):
        real = begins(heard, after=max(0.0, at - 0.3))
        assert abs(real / 0.9999 - at) <= BLOCK / RATE, f"{line.cue} at {real:.3f} s"
        assert abs(line.heard_seconds - at) < 0.001
        assert abs(line.sample / RATE - real) < 0.001


def test_a_line_begins_earlier_by_what_the_loudspeaker_holds() -> None:
    score = practice(("one", 5.0), ("two", 10.0))
    led = room(score, lines(one=1, two=1), Levels("voice"))
    led.mixer.ahead = 0.24

    led.go(12)

    assert begins(led.heard, after=8) == pytest.approx(10 - 0.24, abs=0.05)


@settings(max_examples=5, deadline=None)
@given(st.lists(st.integers(1, 20_000), min_size=1, max_size=12), st.booleans())
def test_the_block_that_is_asked_for_changes_nothing(sizes: list[int], speaks: bool) -> None:
    score = practice(("one", 0.2), sound={"id": "sea", "level": 0.5})
    moment = ScoreEngine(score, fades_in=False).moment(0.0, Inputs())
    whole, parts = (Mixer(score, lines(one=1) if speaks else None) for _ in range(2))
    for mixer in (whole, parts):
        mixer.follow(Moment(0.0, "", "", fade=1.0, cues=("begun",)))

    pieces = [parts.read(size) for size in sizes]

    assert moment.fade == 1.0
    assert np.array_equal(whole.read(sum(sizes)), np.concatenate(pieces))


def test_a_line_that_runs_into_the_next_is_said_to_its_end_and_the_next_waits() -> None:
    led = room(practice(("one", 1.0), ("two", 2.0)), lines(one=3, two=1), Levels("voice"))

    led.go(8)

    assert [line.cue for line in led.mixer.spoken] == ["one", "two"]
    first, second = (line.sample / RATE for line in led.mixer.spoken)
    assert second == pytest.approx(first + 3 + PAUSE_SECONDS, abs=0.001)
    assert led.loud(first + 3.01, second - 0.01) == 0


def test_a_line_without_a_file_is_left_to_the_caption() -> None:
    led = room(practice(("one", 1.0), ("two", 3.0)), lines(two=1), Levels("voice"))
    led.go(5)
    assert [line.cue for line in led.mixer.spoken] == ["two"]


# --- pause, skip, stop ------------------------------------------------------------------------------------


def test_a_pause_fades_out_and_what_was_being_said_goes_on_from_before_it() -> None:
    led = room(practice(("one", 1.0)), lines(one=6), Levels("voice"))
    led.go(3)
    led.go(5, focused=False)
    led.go(8)

    assert led.loud(2.9, 3.0) > 0.09
    assert led.loud(3 + FADE_SECONDS + 0.1, 8.0) == 0
    said = np.abs(led.heard[:, 0]) > 1e-3
    # 6 s of line, and the piece that was said while it faded is said again
    assert said.sum() / RATE == pytest.approx(6 + FADE_SECONDS, abs=0.4)
    assert led.loud(14.0, 16.0) == 0
    assert np.abs(np.diff(led.heard, axis=0)).max() < 0.01, "no click anywhere"


def test_a_skip_leaves_the_line_softly_and_begins_with_the_next_part() -> None:
    score = practice(
        ("one", 1.0), ("between", 20.0), ("two", 30.0), ("three", 40.0),
        phases=[{"id": "a", "title": "A", "at_seconds": 0}, {"id": "b", "title": "B", "at_seconds": 30}],
    )  # fmt: skip
    led = room(score, lines(one=8, between=2, two=1, three=1), Levels("voice"))
    led.go(3)
    led.go(14, skip=True)

    assert [line.cue for line in led.mixer.spoken] == ["one", "two", "three"]
    assert begins(led.heard, after=3.45) == pytest.approx(3.45, abs=0.6)
    assert led.mixer.spoken[1].sample / RATE < 3.6
    assert led.mixer.spoken[2].sample / RATE == pytest.approx(13.0, abs=0.15)
    assert np.abs(np.diff(led.heard, axis=0)).max() < 0.012, "no click anywhere"


def test_a_stop_fades_out_within_a_second_and_says_nothing_more() -> None:
    led = room(practice(("one", 1.0), ("two", 4.0), sound={"id": "lake-water", "level": 0.4}), lines(one=10, two=1))
    led.go(2)
    led.go(3, exit=True)

    assert led.loud(1.5, 2.0) > 0.09
    assert led.loud(3.1, 5.0) == 0
    assert led.mixer.silent
    quarters = [led.loud(2 + n / 4, 2.25 + n / 4) for n in range(4)]
    assert quarters == sorted(quarters, reverse=True)


def test_the_end_fades_with_the_light() -> None:
    led = room(practice(("one", 1.0), length=60, sound={"id": "sea", "level": 0.5}), lines(one=1))
    led.go(61)
    assert led.loud(58.0, 59.0) > 0.01
    assert led.loud(60.1, 61.0) == 0


def test_the_first_word_is_not_lost_in_the_fade_at_the_beginning() -> None:
    led = room(practice(("one", 0.0)), lines(one=2), Levels("voice"))
    led.go(1)
    assert led.loud(0.05, 0.3) > 0.09


def test_nor_while_the_headset_is_still_being_put_on() -> None:
    led = room(practice(("one", 0.0), sound={"id": "sea", "level": 0.4}), lines(one=2))
    led.mixer.read(5 * RATE)  # the places are being made ready, and no frame has come
    led.go(2, focused=False)
    led.go(1)
    assert led.loud(0.0, 2.0) == 0
    assert led.loud(2.1, 2.35) > 0.09
    assert len(led.mixer.spoken) == 1


def test_the_voice_waits_through_the_questions_and_begins_with_the_practice() -> None:
    score = practice(("one", 0.0), sound={"id": "room", "level": 0.3})
    sitting = Sitting(score)
    led = Room(sitting, Mixer(score, lines(one=2)))

    led.go(3)
    assert not led.mixer.spoken, "the check-in is asked first"
    assert led.loud(2.0, 3.0) > 0.001, "and the place is heard meanwhile"
    for _ in range(400):
        if sitting.stage != "before":
            break
        led.go(1)

    assert sitting.stage == "practice"
    led.go(1)
    assert [line.cue for line in led.mixer.spoken] == ["one"]


def test_when_the_engine_is_not_heard_of_all_waits() -> None:
    led = room(practice(("one", 1.0), ("two", 3.0)), lines(one=1, two=1), Levels("voice"))
    led.go(0.5)
    alone = led.mixer.read(RATE * 6)

    assert not np.abs(alone[round((ALONE_SECONDS + FADE_SECONDS + 0.2) * RATE) :]).any()
    assert [line.cue for line in led.mixer.spoken] in ([], ["one"])


# --- levels -----------------------------------------------------------------------------------------------


def test_the_place_gives_way_to_the_voice_and_comes_back() -> None:
    score = practice(("one", 20.0), length=60, sound={"id": "soft-tones", "level": 0.4})
    silent_line = Narration({"one": np.zeros(8 * RATE, np.float32)})
    with_voice, without = room(score, silent_line), room(score, None)
    for led in (with_voice, without):
        led.go(40)

    def softer(begin: float, end: float) -> float:
        part = slice(round(begin * RATE), round(end * RATE))
        return float(10 * np.log10((with_voice.heard[part] ** 2).mean() / (without.heard[part] ** 2).mean()))

    assert softer(10, 19) == pytest.approx(0, abs=0.01)
    assert softer(20.2, 28) == pytest.approx(-7, abs=0.5)
    assert softer(32, 40) == pytest.approx(0, abs=0.01)


def test_each_of_voice_and_place_has_its_own_volume_and_can_be_silent() -> None:
    score = practice(("one", 1.0), sound={"id": "sea", "level": 0.5})
    narration = lines(one=3)

    def power(levels: Levels) -> float:
        led = room(score, narration, levels)
        led.go(3)
        return float((led.heard**2).mean())

    assert power(Levels("off")) == 0
    assert power(Levels("on", voice=0.0, place=0.0)) == 0
    voice, place = power(Levels("voice")), power(Levels("place"))
    assert power(Levels("on", place=0.0)) == pytest.approx(voice)
    assert power(Levels("voice", voice=0.5)) == pytest.approx(voice / 16, rel=0.01)
    assert power(Levels("place", place=0.5)) == pytest.approx(place / 16, rel=0.01)


def test_a_change_of_volume_in_mid_session_comes_softly() -> None:
    led = room(practice(("one", 0.0)), lines(one=8), Levels("voice"))
    led.go(2)
    led.mixer.levels = Levels("voice", voice=0.0)
    led.go(2)

    assert np.abs(np.diff(led.heard, axis=0)).max() < 0.01
    assert led.loud(2.3, 2.5) > 0.005
    assert led.loud(3.0, 4.0) == 0


def test_silence_is_a_sound_that_a_practice_may_ask_for() -> None:
    led = room(practice(("one", 1.0), sound={"id": "silence", "level": 0.5}))
    led.go(3)
    assert not led.heard.any()


def test_all_lines_together_are_brought_to_one_loudness() -> None:
    dice = np.random.default_rng(5)
    raw = {"a": dice.standard_normal(RATE * 3) * 0.003, "b": dice.standard_normal(RATE * 2) * 0.006}
    clips = levelled({name: clip.astype(np.float32) for name, clip in raw.items()})
    both = np.concatenate(list(clips.values()))

    stereo = np.stack([both, both], axis=1)
    assert measure(stereo).integrated == pytest.approx(VOICE_LUFS, abs=0.3)
    assert clips["b"].std() / clips["a"].std() == pytest.approx(2, rel=0.05), (
        "a clear line stays clearer than a soft one"
    )


@settings(max_examples=10, deadline=None)
@given(
    st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.01, 8.0), st.sampled_from(["sea", "stream", "room"]),
    st.floats(-180, 180),
)  # fmt: skip
def test_nothing_goes_beyond_the_ceiling(voice: float, place: float, shout: float, name: str, yaw: float) -> None:
    score = practice(("one", 0.1), sound={"id": name, "level": 0.8})
    mixer = Mixer(score, Narration({"one": tone(2, shout)}), Levels("on", voice, place))
    engine = ScoreEngine(score)
    pieces = []
    for n in range(40):
        mixer.follow(engine.moment(n / 20, Inputs()), yaw)
        pieces.append(mixer.read(BLOCK))
    heard = np.concatenate(pieces)

    assert np.abs(heard).max() <= CEILING
    assert heard.dtype == np.float32
    assert abs(heard.mean()) < 0.01


@pytest.mark.parametrize("name", ["sea", "stream", "forest", "soft-tones", "lake-water", "room"])
def test_the_loudest_place_an_author_may_ask_for_is_no_louder_than_a_calm_voice(name: str) -> None:
    score = practice(("one", 1.0), sound={"id": name, "level": 0.8})
    led = room(score)
    led.go(20)

    assert measure(led.heard).integrated <= -18
    assert true_peak(led.heard) <= -1.0
    momentary = over_time(led.heard)
    assert (momentary[3:] - momentary[:-3])[10:].max() < 7, "it comes and swells softly"
