"""Account column: the parts of which an export in FHIR R4 is made (https://hl7.org/fhir/R4/). Plain dictionaries.

The patient stands in it under a pseudonym of their own. Codes are LOINC's where a measure names them; everything else
has a code of this project's own systems, and words beside it.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

Json = dict[str, Any]
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
OWN = "urn:stillpath:"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
_ZONE = "http://hl7.org/fhir/StructureDefinition/timezone"
#: Characters that no FHIR string may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def text(words: object) -> str:
    """Words as FHIR takes them: as they were typed, but for control characters."""
    return _CONTROL.sub("\ufffd", str(words)) or " "


def pseudonym(patient_id: str) -> str:
    """The same for the same person, and no way back to who signs in."""
    return hashlib.sha256(b"stillpath export " + patient_id.encode()).hexdigest()[:32]


def address(kind: str, resource_id: str) -> str:
    """Where a resource stands in the bundle: `urn:uuid:…`, made of its kind and id."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{OWN}{kind}/{resource_id}").urn


def reference(kind: str, resource_id: str) -> Json:
    return {"reference": address(kind, resource_id)}


def concept(code: str, words: str, system: str = "") -> Json:
    """A code of ours, or of `system`, with its words."""
    return {"coding": [{"system": system or OWN + "code", "code": code, "display": text(words)}], "text": text(words)}


def bundle(resources: Iterable[Json], now: datetime, following: str = "") -> Json:
    """A collection. `following`: the address of the next part, where one answer does not hold everything."""
    entries = [{"fullUrl": address(one["resourceType"], one["id"]), "resource": one} for one in resources]
    more = {"link": [{"relation": "next", "url": following}]} if following else {}
    return {"resourceType": "Bundle", "type": "collection", "timestamp": now.isoformat(), **more, "entry": entries}


def patient(person: Mapping[str, str], own_id: str) -> Json:
    """`person` has country, language and timezone, and name and e-mail where the profile has them."""
    made: Json = {
        "resourceType": "Patient",
        "id": own_id,
        "active": True,
        "extension": [{"url": _ZONE, "valueCode": person["timezone"]}],
        "address": [{"country": person["country"]}],
        "communication": [{"language": concept(person["language"], person["language"], "urn:ietf:bcp:47")}],
    }
    if person.get("name"):
        made["name"] = [{"text": text(person["name"])}]
    if person.get("email"):
        made["telecom"] = [{"system": "email", "value": text(person["email"])}]
    return made


def resource(kind: str, resource_id: str, about: str, tag: str, **members: Any) -> Json:
    """A resource about the patient; `tag` is the kind of entry that it was made from."""
    meta = {"tag": [{"system": OWN + "entry", "code": tag}]}
    made = {"resourceType": kind, "id": resource_id, "meta": meta, "subject": reference("Patient", about)}
    if kind == "Consent":
        made["patient"] = made.pop("subject")
    return made | members


def observation(resource_id: str, about: str, tag: str, code: Json, at: datetime, **members: Any) -> Json:
    """Something that the person told of themselves at a time. Without a value: it is not known."""
    known = any(name.startswith("value") or name == "component" for name in members)
    absent = {} if known else {"dataAbsentReason": concept("unknown", "Unknown", _ABSENT)}
    survey = {"category": [concept("survey", "Survey", _CATEGORY)]}
    when = {} if "effectivePeriod" in members else {"effectiveDateTime": at.isoformat()}
    values: Json = {"status": "final", **survey, "code": code, **when, **absent, **members}
    return resource("Observation", resource_id, about, tag, **values)


def quantity(value: float, unit: str, code: str) -> Json:
    """`unit` in words, `code` in UCUM."""
    return {"value": value, "unit": unit, "system": UCUM, "code": code}


def message(
    resource_id: str, about: str, tag: str, at: datetime, words: str, topic: str, *, by: str = "therapist"
) -> Json:
    """Something that the programme or the therapist told the person or, with `by` "patient", the person told them."""
    told: Json = {"status": "completed", "topic": {"text": topic}, "sent": at.isoformat()}
    if by == "patient":
        told["sender"] = reference("Patient", about)
    return resource("Communication", resource_id, about, tag, **told, payload=[{"contentString": text(words)}])
