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


@pytest.mark.parametrize("act", ["delete", "sign_out"])
def test_a_pool_that_cannot_be_reached_is_busy_and_not_done(cognito: Any, act: str) -> None:
    with pytest.raises(Busy):
        getattr(CognitoAccounts(lambda: cognito, "eu-west-1_nowhere"), act)("somebody")


def test_somebody_who_signed_out_everywhere_gets_no_new_tokens(cognito: Any) -> None:
    pool = cognito.create_user_pool(PoolName="invented")["UserPool"]["Id"]
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    client = cognito.create_user_pool_client(UserPoolId=pool, ClientName="pages", ExplicitAuthFlows=flows)
    client_id, secret = client["UserPoolClient"]["ClientId"], "Invented-words-1"
    cognito.admin_create_user(UserPoolId=pool, Username="ada")
    cognito.admin_set_user_password(UserPoolId=pool, Username="ada", Password=secret, Permanent=True)
    words = {"USERNAME": "ada", "PASSWORD": secret}
    signed_in = cognito.initiate_auth(ClientId=client_id, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=words)
    renewal = {"REFRESH_TOKEN": signed_in["AuthenticationResult"]["RefreshToken"]}
    CognitoAccounts(lambda: cognito, pool).sign_out("ada")
    with pytest.raises(cognito.exceptions.NotAuthorizedException):
        cognito.initiate_auth(ClientId=client_id, AuthFlow="REFRESH_TOKEN_AUTH", AuthParameters=renewal)
