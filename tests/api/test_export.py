"""Taking everything along: each word is in the bundle, the bundle is FHIR R4, and nobody else is in it.

All people and words here are invented.
"""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from fhir.resources.R4B.bundle import Bundle

from chalicelib.domain.export import HANDED_OUT, LEFT_OUT
from chalicelib.domain.fhir import pseudonym
from chalicelib.store import keys
from chalicelib.store import rights as store
from chalicelib.usecases.ports import EntryKind
from tests.whole_record import SUB, live


def resources(body: Any) -> list[Any]:
    return [entry["resource"] for entry in body["entry"]]


def of(body: Any, kind: str, tag: str = "") -> list[Any]:
    return [
        one
        for one in resources(body)
        if one["resourceType"] == kind and (not tag or one["meta"]["tag"][0]["code"] == tag)
    ]


def test_every_word_a_person_wrote_is_in_their_export(api: Any) -> None:
    mark = live(api)
    told = json.dumps(api.as_(SUB).get("/v1/export").json_body, ensure_ascii=False)
    missing = [place for place, word in mark.words.items() if word not in told]
    assert len(mark.words) > 30
    assert missing == []


def test_the_words_come_out_as_they_were_typed(api: Any) -> None:
    mark = live(api)
    (answer,) = [
        r for r in of(api.as_(SUB).get("/v1/export").json_body, "QuestionnaireResponse", "answer") if r["item"]
    ]
    said = {item["linkId"]: item for item in answer["item"]}
    assert said["situation"]["answer"] == [{"valueString": mark.given["worksheet, long text"]}]
    assert said["agree"]["answer"] == [{"valueBoolean": False}]
    assert said["hour"]["answer"] == [{"valueTime": "09:30:00"}]
    assert [a["valueCoding"]["display"] for a in said["places"]["answer"]] == ["At home", "Out and about"]
    assert said["emotions"]["item"][1]["answer"] == [{"valueInteger": 70}]


def test_the_export_is_a_bundle_of_fhir_r4(api: Any) -> None:
    live(api)
    body = api.as_(SUB).get("/v1/export").json_body
    bundle = Bundle.model_validate(body)
    assert bundle.type == "collection"
    addresses = [entry["fullUrl"] for entry in body["entry"]]
    assert len(addresses) == len(set(addresses))
    pointed = {r["reference"] for r in references(body)}
    assert pointed <= set(addresses)
    kinds = {one["resourceType"] for one in resources(body)}
    own = {"QuestionnaireResponse", "Observation", "Consent", "CarePlan", "Communication", "Basic"}
    assert kinds == {"Patient"} | own


def references(value: Any) -> list[dict[str, str]]:
    if isinstance(value, dict):
        own = [value] if "reference" in value else []
        return own + [found for part in value.values() for found in references(part)]
    return [found for part in value for found in references(part)] if isinstance(value, list) else []


def test_measures_carry_their_loinc_codes_and_totals(api: Any) -> None:
    live(api)
    body = api.as_(SUB).get("/v1/export").json_body
    answers = next(r for r in of(body, "QuestionnaireResponse") if r["questionnaire"].endswith("measure:phq-9"))
    assert answers["item"][0]["linkId"] == "44250-9"
    coding = answers["item"][0]["answer"][0]["valueCoding"]
    assert (coding["system"], coding["code"], coding["display"]) == ("http://loinc.org", "LA6569-3", "Several days")
    totals = {r["code"]["text"]: r for r in of(body, "Observation", "response")}
    phq9 = next(r for words, r in totals.items() if "PHQ-9" in words)
    assert phq9["code"]["coding"][0]["code"] == "44261-6"
    assert (phq9["valueInteger"], phq9["interpretation"][0]["text"]) == (9, "mild")
    unknown = next(r for words, r in totals.items() if "PHQ-9" not in words)
    assert "valueInteger" not in unknown
    assert unknown["dataAbsentReason"]["coding"][0]["code"] == "unknown"


def test_a_draft_and_what_was_set_aside_are_told_apart_from_what_was_sent(api: Any) -> None:
    live(api)
    body = api.as_(SUB).get("/v1/export").json_body
    status = {
        tag: {r["status"] for r in of(body, "QuestionnaireResponse", tag)} for tag in ("answer", "draft", "set-aside")
    }
    assert status == {"answer": {"completed"}, "draft": {"in-progress"}, "set-aside": {"stopped"}}
    assert {r["status"] for r in of(body, "QuestionnaireResponse", "unsent")} == {"stopped"}


def test_the_person_stands_in_it_under_a_pseudonym(api: Any) -> None:
    live(api)
    body = api.as_(SUB).get("/v1/export").json_body
    (patient,) = of(body, "Patient")
    assert patient["id"] == pseudonym(SUB)
    patient.pop("telecom")  # the e-mail address of this invented person happens to hold it
    assert SUB not in json.dumps(body)
    assert patient["name"] == [{"text": "Invented 1111"}]


def test_nobody_else_is_in_it(api: Any) -> None:
    live(api)
    other = live(api, "99999999-2222-4333-8444-555555555555")
    told = json.dumps(api.as_(SUB).get("/v1/export").json_body, ensure_ascii=False)
    assert "99999999" not in told
    assert pseudonym("99999999-2222-4333-8444-555555555555") not in told
    assert other.given  # the other person has a record of their own


def test_what_is_for_the_therapist_alone_is_not_in_it(api: Any) -> None:
    live(api)
    therapist = api.as_("therapist-1", "therapist")
    flag = therapist.get("/v1/review").json_body["flags"][0]
    therapist.post(f"/v1/review/{flag['id']}/note", {"text": "PRIVATE-NOTE of the therapist"})
    plan = {"module_id": "second", "action": "open", "reason": "PRIVATE-REASON for colleagues"}
    assert therapist.post(f"/v1/patients/{SUB}/plan", plan).status_code == 200
    body = api.as_(SUB).get("/v1/export").json_body
    told = json.dumps(body)
    assert "PRIVATE" not in told
    assert flag["reason"] not in told
    assert "Second things" in of(body, "Communication", "plan")[0]["payload"][0]["contentString"]


def test_a_fitted_text_that_was_shown_is_in_it_and_one_that_was_refused_is_not(api: Any) -> None:
    live(api)
    told = json.dumps(api.as_(SUB).get("/v1/export").json_body)
    assert "FITTED-SHOWN" in told
    assert "FITTED-REFUSED" not in told


def test_every_kind_of_entry_is_handed_out_or_left_out_for_a_reason() -> None:
    assert set(get_args(EntryKind)) == HANDED_OUT | set(LEFT_OUT)
    assert not HANDED_OUT & set(LEFT_OUT)


def test_every_kind_of_item_in_a_persons_partition_is_known_to_the_export() -> None:
    """A new kind of item needs a decision here: what of it does the export hold?"""
    handed_out = {"DRAFT", "CONSENT", "SAFETYPLAN", "PROFILE", "COURSE"}
    also = {"device", "guesses"}  # headsets are handed out with their names; a count of tries holds no words
    also |= {"reminder"}  # what was chosen is handed out; when the next one comes is worked out anew
    also |= {"message", "unread"}  # where a message stands and that it was not read; its words are in the timeline
    also |= {"own_sound"}  # how a fitted line sounds: the line itself stands in the ledger, which is handed out
    #: What was fitted stands in the ledger, which is handed out; records of requests hold no words.
    not_needed = {"FITTED", "ONCE", "ERASING"}
    made = [make("p", *rest) for make, *rest in ((keys.course,), (keys.profile,), (keys.consent,), (keys.safety_plan,))]
    made += [keys.draft("p", "s"), keys.fitted("p", "s"), keys.once("p", "r", "k"), keys.erasing("p")]
    assert {key.sk.split("#")[0] for key in made} == handed_out | not_needed
    makers = {
        name for name in vars(keys) if callable(getattr(keys, name)) and "Key(patient(patient_id)" in source(name)
    }
    known = {"course", "profile", "draft", "fitted", "safety_plan", "consent", "once", "entry", "erasing"}
    assert makers - known - also == set()


def source(name: str) -> str:
    import inspect

    made = getattr(keys, name)
    return inspect.getsource(made) if inspect.isfunction(made) else ""


def test_a_long_record_comes_in_parts_that_lead_to_each_other(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = live(api)
    me = api.as_(SUB)
    whole = me.get("/v1/export").json_body
    monkeypatch.setattr(store, "PART_BYTES", 1500)
    monkeypatch.setattr(store, "READ_AT_ONCE", 3)
    parts, path = [], "/v1/export"
    while path:
        parts.append(me.get(path).json_body)
        Bundle.model_validate(parts[-1])
        link = parts[-1].get("link") or []
        path = f"/v1/{link[0]['url']}" if link else ""
    assert len(parts) > 2
    told = json.dumps(parts, ensure_ascii=False)
    assert [place for place, word in mark.words.items() if word not in told] == []
    joined = [r["id"] for part in parts for r in resources(part) if r["resourceType"] != "Patient"]
    assert sorted(joined) == sorted(r["id"] for r in resources(whole) if r["resourceType"] != "Patient")


def test_a_made_up_cursor_reaches_nobody_elses_record(api: Any) -> None:
    live(api)
    from chalicelib.usecases.paging import cursor_of

    for made_up in ("!", cursor_of("PATIENT#other"), cursor_of("T#9999")):
        answer = api.as_(SUB).get(f"/v1/export?cursor={made_up}")
        assert answer.status_code in (200, 422)
        if answer.status_code == 200:
            assert {r["id"] for r in of(answer.json_body, "Patient")} == {pseudonym(SUB)}
