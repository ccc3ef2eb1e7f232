"""Findings of the HIPAA rule pack that are accepted, each with its reason. Any other finding stops the synthesis."""

from __future__ import annotations

from aws_cdk import Acknowledgment, Validations
from constructs import IConstruct


def accept(construct: IConstruct, rule: str, reason: str) -> None:
    """Accept one rule's finding on one construct and what is in it; the reason is read by an auditor."""
    Validations.of(construct).acknowledge(Acknowledgment(id=f"HIPAA.Security-{rule}", reason=reason))
