"""A patient reads the programme in their language; what is not translated says which language it is in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.authoring.publish import PublishError, publish, rollback
from chalicelib.domain.adaptation_outgoing import Outgoing
from chalicelib.domain.content import version_of
from chalicelib.domain.programme import Programme, release_of
from chalicelib.domain.translation import KeptWords, Translation, in_language, parts, stamp
from chalicelib.store import keys
from chalicelib.store.content import Contents
from chalicelib.store.table import delete
from chalicelib.usecases.adaptation import outgoing_for, prepare
from chalicelib.usecases.course import CompleteStep, complete_step, open_step
from chalicelib.usecases.language import release_for
from tests.adaptation_samples import ScriptedModel, adaptations, on_screen, patient_with_work_to_do
from tests.conftest import World, small_programme

FIT = "## En tu semana\n\nDescansar ayuda una hora. Un paso pequeño puede cambiarlo todo."
SPANISH = {
    "step/hello": {"title": "Hola", "passages.intro": "Te damos la bienvenida. Tómate tu tiempo."},
    "step/sheet": {
        "title": "Una hoja",
        "passages.intro": "Escribe lo que venga.",
        "fields.place.label": "El sitio",
        "fields.place.choices.home.label": "En casa",
        "fields.place.choices.out.label": "Fuera",
        "fields.places.label": "Los sitios",
    },
    "step/look-back": {"passages.fit": FIT},
    "module/first": {"title": "Primeras cosas", "summary": "Un módulo inventado."},
}


def translated() -> Programme:
    """The small programme, of which some is in Spanish."""
    small = small_programme()
    sources = {f"module/{module.id}": parts(module) for module in small.modules}
    sources |= {f"step/{step.id}": parts(step) for module in small.modules for step in module.steps}
    by_address = {}
    for address, texts in SPANISH.items():
        kept = {"fit": KeptWords(keep=("paso pequeño",))} if address == "step/look-back" else {}
        stamps = {part: stamp(text) for part, text in sources[address].items()}
        by_address[address] = Translation(texts=texts, adaptable=kept, source=stamps)
    return small.model_copy(update={"translations": (in_language(small, "es", by_address),)})


@pytest.fixture
def spanish(world: World, table: Any) -> World:
    publish(translated(), Contents(table))
    world.enrol("ana", language="es-MX")
    world.enrol("pat")
    return world


@pytest.fixture
def calls(table: Any) -> Iterator[list[str]]:
    made: list[str] = []
    events = table._client.meta.events
    events.register("before-call.dynamodb", lambda model, **_: made.append(model.name), unique_id="language")
    yield made
    events.unregister("before-call.dynamodb", unique_id="language")


def test_a_step_comes_in_the_patients_language_and_says_what_does_not(spanish: World, api: Any) -> None:
    ana, pat = api.as_("ana"), api.as_("pat")
    hello = ana.get("/v1/steps/hello").json_body
    assert (hello["title"], hello["language"]) == ("Hola", "es")
    assert [(p["text"][:8], p["language"]) for p in hello["passages"]] == [("Te damos", "es")]
    ana.post("/v1/steps/hello/complete", {"answers": {}})
    fields = {f["id"]: f for f in ana.get("/v1/steps/sheet").json_body["fields"]}
    assert (fields["place"]["language"], fields["place"]["choices"][0]["label"]) == ("es", "En casa")
    assert (fields["places"]["language"], fields["places"]["label"]) == ("en", "The places")
    english = pat.get("/v1/steps/hello").json_body
    assert (english["title"], english["language"], english["passages"][0]["language"]) == ("Hello", "en", "en")


def test_today_and_the_programme_are_told_in_the_patients_language(spanish: World, api: Any) -> None:
    today = api.as_("ana").get("/v1/today").json_body
    assert (today["next"]["title"], today["next"]["language"]) == ("Hola", "es")
    cards = [(card["title"], card["language"]) for card in (*today["open"], *today["locked"])]
    assert cards == [("Primeras cosas", "es"), ("Second things", "en")]
    programme = api.as_("ana").get("/v1/programme").json_body
    assert [s["language"] for s in programme["modules"][0]["steps"]] == ["es", "es", "en"]
    assert programme["language"] == "es"


def test_another_language_costs_no_further_read_when_a_step_is_opened(spanish: World, calls: list[str]) -> None:
    caller = spanish.caller("ana")
    open_step(spanish.deps, caller, "hello")  # from now on the content is known to this process
    calls.clear()
    open_step(spanish.deps, caller, "hello")
    assert calls == ["TransactGetItems"]


def outgoing(world: World, sub: str) -> Outgoing:
    course = world.course(sub)
    release = release_for(world.deps.content, course)
    outline = release.step("look-back")
    assert outline is not None
    fit = world.deps.content.step(outline.version).passages[1]
    here: Any = type("Here", (), {"ordinary": staticmethod(lambda language: frozenset())})
    return outgoing_for(world.deps, here, course, release, "look-back", fit)


def test_a_passage_is_fitted_in_the_patients_language_with_that_languages_kept_words(spanish: World) -> None:
    sent = outgoing(spanish, "ana")
    assert (sent.language, sent.keep, sent.heading) == ("es", ("paso pequeño",), "En tu semana")
    assert outgoing(spanish, "pat").language == "en"


def test_an_answer_is_the_same_whatever_language_it_was_asked_in(spanish: World) -> None:
    caller = spanish.caller("ana")
    complete_step(spanish.deps, caller, "hello", CompleteStep({}, 0))
    complete_step(spanish.deps, caller, "sheet", CompleteStep({"situation": "lluvia", "place": "home"}, 0))
    course = spanish.course("ana")
    assert course.kept["sheet.situation"].words == "lluvia"
    english = release_for(spanish.deps.content, course.model_copy(update={"language": "en"}))
    assert english.kept_fields == release_for(spanish.deps.content, course).kept_fields
    assert english.language == "en"


def test_a_language_without_a_translation_is_answered_in_the_source_language(spanish: World) -> None:
    spanish.enrol("lin", language="zh")
    _course, release, step, _page = open_step(spanish.deps, spanish.caller("lin"), "hello")
    assert (release.language, step.title) == ("en", "Hello")


def test_nothing_is_fitted_in_a_language_that_the_checks_cannot_read(spanish: World) -> None:
    entry = patient_with_work_to_do(spanish, language="es")
    model = ScriptedModel()
    prepare(spanish.deps, adaptations(spanish, model), entry)
    assert model.asked == []
    assert on_screen(spanish).source == "author"


def test_a_release_is_not_gone_back_to_while_its_translation_lacks_a_part(spanish: World, table: Any) -> None:
    store = Contents(table)
    release = release_of(translated())
    hello = release_for(store, spanish.course("ana")).step("hello")
    assert hello is not None
    publish(small_programme().model_copy(update={"title": "Another"}), store)
    table.write(delete(keys.content(hello.version)))
    with pytest.raises(PublishError, match="not whole: 1 of its parts"):
        rollback("small", Contents(table), to=version_of(release))
