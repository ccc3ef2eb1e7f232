"""The people of the local stage. All of them are invented; their address is of a domain that cannot exist."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

#: The local AWS listens on this machine only, so one password that people can remember does no harm.
PASSWORD = "Stillpath-demo-1"  # noqa: S105


@dataclass(frozen=True)
class Person:
    """A demo person. `sub` is the identity that the user pool gave them."""

    role: str
    story: str
    email: str
    password: str = PASSWORD
    sub: str = ""


#: What each invented person shows; demo_histories gives them their past.
PEOPLE = (
    Person("patient", "starts fresh", "patient@stillpath.example"),
    Person("patient", "improving", "improving@stillpath.example"),
    Person("patient", "deteriorating", "deteriorating@stillpath.example"),
    Person("patient", "silent", "silent@stillpath.example"),
    Person("patient", "item nine", "item-nine@stillpath.example"),
    Person("therapist", "has them all in the caseload", "therapist@stillpath.example"),
    Person("author", "writes content", "author@stillpath.example"),
)


def create_people(identity: Any, user_pool_id: str, people: tuple[Person, ...] = PEOPLE) -> list[Person]:
    """Create who is missing, with password and group (`identity`: a cognito-idp client); again, it changes nothing."""
    return [create_person(identity, user_pool_id, person) for person in people]


def create_person(identity: Any, user_pool_id: str, person: Person) -> Person:
    try:
        found = identity.admin_get_user(UserPoolId=user_pool_id, Username=person.email)["UserAttributes"]
    except identity.exceptions.UserNotFoundException:
        found = identity.admin_create_user(
            UserPoolId=user_pool_id,
            Username=person.email,
            MessageAction="SUPPRESS",
            UserAttributes=[{"Name": "email", "Value": person.email}, {"Name": "email_verified", "Value": "true"}],
        )["User"]["Attributes"]
    pool_user = {"UserPoolId": user_pool_id, "Username": person.email}
    identity.admin_set_user_password(**pool_user, Password=person.password, Permanent=True)
    identity.admin_add_user_to_group(**pool_user, GroupName=person.role)
    sub = next(attribute["Value"] for attribute in found if attribute["Name"] == "sub")
    return Person(**{**asdict(person), "sub": sub})
