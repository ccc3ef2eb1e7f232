"""`stillpath invite`: an account for a person, and for a patient the start of their course."""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from ..domain.crisis import known_countries
from .connection import Target, find_target, local_stack, plain_errors

if TYPE_CHECKING:
    from ..usecases.ports import Deps

ROLES = ("patient", "therapist", "author")


@click.command()
@click.argument("role", type=click.Choice(ROLES))
@click.argument("email")
@click.option("--name", default="", help="What the therapist calls the person; needed for a patient.")
@click.option("--therapist", "therapist_email", help="E-mail of the patient's therapist; needed for a patient.")
@click.option("--country", default="", help="Whose crisis lines the patient sees, e.g. IE; needed for a patient.")
@click.option("--language", default="en", show_default=True)
@click.option("--timezone", default="UTC", show_default=True, help="e.g. Europe/Dublin")
@click.option("--programme", default="finding-your-footing", show_default=True)
@click.option("--user-pool", help="Id of the user pool; otherwise USER_POOL_ID, otherwise the local stack's.")
@click.option("--table", help="Name of the table; otherwise TABLE_NAME, otherwise the local stack's.")
@click.option("--endpoint-url", help="Address of the AWS to use, for a local one.")
@plain_errors
def invite(
    role: str,
    email: str,
    name: str,
    therapist_email: str | None,
    country: str,
    language: str,
    timezone: str,
    programme: str,
    user_pool: str | None,
    table: str | None,
    endpoint_url: str | None,
) -> None:
    """Give EMAIL an account as ROLE; the pool mails them a first password.

    A patient is enrolled as well: they start on the programme as it is published now, in the caseload of the therapist
    named, who must have been invited before. Asking again for the same person changes nothing.
    """
    target = find_target(table, endpoint_url)
    pool = user_pool or pool_of(os.environ)
    identity = target.client("cognito-idp")
    therapist = ""
    if role == "patient":
        if not (name and therapist_email and country):
            raise click.UsageError("A patient needs --name, --therapist and --country.")
        if country not in known_countries():
            click.echo(
                f"We have no crisis lines of {country}; the patient will see international directories.", err=True
            )
        therapist = therapist_of(identity, pool, therapist_email)
    sub = account_of(identity, pool, email, role)
    if role == "patient":
        from ..usecases.account import Enrol, enrol

        enrol(deps_on(target, programme), Enrol(sub, therapist, name, email, country, language, timezone))
    click.echo(f"{email} is invited as {role}.")


def pool_of(environment: Mapping[str, str]) -> str:
    found = environment.get("USER_POOL_ID") or (local_stack() or {}).get("user_pool_id")
    if not found:
        raise click.UsageError("No user pool was found: name it with --user-pool or USER_POOL_ID.")
    return str(found)


def therapist_of(identity: Any, pool: str, email: str) -> str:
    """The subject of a therapist; raises `click.ClickException` for anybody else, so that no flag goes unread."""
    try:
        user = identity.admin_get_user(UserPoolId=pool, Username=email)
    except identity.exceptions.UserNotFoundException as error:
        raise click.ClickException(f"There is no account {email}: invite the therapist first.") from error
    groups = identity.admin_list_groups_for_user(UserPoolId=pool, Username=email)["Groups"]
    if "therapist" not in {group["GroupName"] for group in groups}:
        raise click.ClickException(f"{email} is not a therapist.")
    return subject(user["UserAttributes"])


def account_of(identity: Any, pool: str, email: str, role: str) -> str:
    """The person's subject; the account is made when there is none, and put into the role's group."""
    try:
        found = identity.admin_create_user(
            UserPoolId=pool,
            Username=email,
            DesiredDeliveryMediums=["EMAIL"],
            UserAttributes=[{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}],
        )["User"]["Attributes"]
    except identity.exceptions.UsernameExistsException:
        found = identity.admin_get_user(UserPoolId=pool, Username=email)["UserAttributes"]
    identity.admin_add_user_to_group(UserPoolId=pool, Username=email, GroupName=role)
    return subject(found)


def subject(attributes: list[dict[str, str]]) -> str:
    return next(attribute["Value"] for attribute in attributes if attribute["Name"] == "sub")


def deps_on(target: Target, programme: str) -> Deps:
    """The use cases' world on a table that a command named."""
    from ..observability import Metrics
    from ..store.content import Contents
    from ..store.course import Courses
    from ..store.queue import SqsQueue
    from ..store.review import Reviews
    from ..store.table import Table
    from ..usecases.ports import Deps

    table = Table(target.client("dynamodb"), target.table)
    return Deps(
        courses=Courses(table),
        content=Contents(table),
        reviews=Reviews(table),
        queue=SqsQueue(target.client("sqs"), ""),
        counter=Metrics(),
        now=lambda: datetime.now(UTC),
        new_id=lambda: uuid.uuid4().hex,
        programme_id=programme,
    )
