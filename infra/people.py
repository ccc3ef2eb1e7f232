"""Who may come in: the user pool, its groups, its hosted sign-in, and the one client that pages and scripts use."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infra.stages import CALLBACK_PATH, SIGNED_OUT_PATH, Stage

GROUPS = {
    "patient": "Works through the programme",
    "therapist": "Sees the patients of their own caseload",
    "author": "Writes content; sees no patient",
}


class People(Construct):
    """Nobody signs themselves up: a person is invited, so that every patient has somebody who looks."""

    def __init__(self, scope: Construct, stage: Stage) -> None:
        super().__init__(scope, "People")
        self.stage = stage
        self.pool = self._pool()
        for name, description in GROUPS.items():
            cognito.CfnUserPoolGroup(
                self, name.title(), group_name=name, description=description, user_pool_id=self.pool.user_pool_id
            )
        self.domain = self.pool.add_domain(
            "SignIn",
            cognito_domain=cognito.CognitoDomainOptions(domain_prefix=f"{stage.stack_name}-{stage.account}"),
        )

    def _pool(self) -> cognito.UserPool:
        local = self.stage.local
        return cognito.UserPool(
            self,
            "Pool",
            user_pool_name=self.stage.stack_name,
            self_sign_up_enabled=False,
            sign_in_aliases=cognito.SignInAliases(email=True),
            sign_in_case_sensitive=False,
            auto_verify=cognito.AutoVerifiedAttrs(email=True),
            standard_attributes=cognito.StandardAttributes(
                email=cognito.StandardAttribute(required=True, mutable=True)
            ),
            password_policy=cognito.PasswordPolicy(
                min_length=12,
                require_lowercase=True,
                require_uppercase=True,
                require_digits=True,
                require_symbols=True,
                temp_password_validity=Duration.days(7),
            ),
            mfa=cognito.Mfa.OFF if local else cognito.Mfa.OPTIONAL,
            mfa_second_factor=None if local else cognito.MfaSecondFactor(sms=False, otp=True),
            account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
            deletion_protection=not local,
            removal_policy=RemovalPolicy.DESTROY if local else RemovalPolicy.RETAIN,
        )

    def add_client(self, base_url: str) -> cognito.UserPoolClient:
        """The public client (a page cannot keep a secret): code + PKCE; sign-in by password in the local stage only."""
        bases = [base_url]
        if self.stage.local:  # people type either name of this machine
            bases.append(base_url.replace("//127.0.0.1:", "//localhost:"))
        return self.pool.add_client(
            "Pages",
            user_pool_client_name=f"{self.stage.stack_name}-pages",
            generate_secret=False,
            auth_flows=cognito.AuthFlow(user_srp=True, user_password=self.stage.local),
            o_auth=cognito.OAuthSettings(
                flows=cognito.OAuthFlows(authorization_code_grant=True),
                scopes=[cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL],
                callback_urls=[base + CALLBACK_PATH for base in bases],
                logout_urls=[base + SIGNED_OUT_PATH for base in bases],
            ),
            supported_identity_providers=[cognito.UserPoolClientIdentityProvider.COGNITO],
            prevent_user_existence_errors=True,
            enable_token_revocation=True,
            id_token_validity=Duration.hours(1),
            access_token_validity=Duration.hours(1),
            refresh_token_validity=Duration.days(1),
        )

    def sign_in_url(self) -> str:
        """Base of the hosted sign-in, without a slash at the end."""
        return self.stage.endpoint or self.domain.base_url()

    def issuer(self) -> str:
        return f"https://cognito-idp.{self.stage.region}.amazonaws.com/{self.pool.user_pool_id}"

    def keys_url(self) -> str:
        """Where the pool's public keys are; the local AWS serves them under its own address."""
        base = f"{self.stage.endpoint}/{self.pool.user_pool_id}" if self.stage.local else self.issuer()
        return f"{base}/.well-known/jwks.json"
