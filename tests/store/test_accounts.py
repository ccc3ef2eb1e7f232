"""Deleting a sign-in in a user pool. The people are invented."""

from __future__ import annotations

from typing import Any

import boto3
import pytest

from chalicelib.store.rights import CognitoAccounts
from chalicelib.usecases.errors import Busy


@pytest.fixture
def cognito(aws: None, session: boto3.Session) -> Any:
    return session.client("cognito-idp")


def test_a_sign_in_goes_and_deleting_it_again_is_no_error(cognito: Any) -> None:
    pool = cognito.create_user_pool(PoolName="invented", UsernameAttributes=["email"])["UserPool"]["Id"]
    subs = []
    for name in ("ada", "bo"):
        user = cognito.admin_create_user(UserPoolId=pool, Username=f"{name}@example.org")["User"]
        subs.append(next(one["Value"] for one in user["Attributes"] if one["Name"] == "sub"))
    accounts = CognitoAccounts(lambda: cognito, pool)
    accounts.delete(subs[0])
    accounts.delete(subs[0])
    left = [user["Attributes"] for user in cognito.list_users(UserPoolId=pool)["Users"]]
    assert [one["Value"] for attributes in left for one in attributes if one["Name"] == "sub"] == [subs[1]]


def test_a_pool_that_cannot_be_reached_is_busy_and_not_done(cognito: Any) -> None:
    with pytest.raises(Busy):
        CognitoAccounts(lambda: cognito, "eu-west-1_nowhere").delete("somebody")
