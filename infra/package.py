"""Make the Lambda's zip smaller: boto3 carries the descriptions of 400 AWS services, and the app calls a handful."""

from __future__ import annotations

import zipfile
from pathlib import Path

#: Services whose descriptions stay in the package; calling another one fails with UnknownServiceError.
KEPT_SERVICES = frozenset({"cognito-idp", "dynamodb", "kms", "s3", "secretsmanager", "sqs", "sts"})
DESCRIPTIONS = ("botocore", "data")


def is_kept(name: str) -> bool:
    """Whether a file of the zip stays: everything but the descriptions of services that the app does not call."""
    parts = tuple(name.split("/"))
    is_description = parts[:2] == DESCRIPTIONS and len(parts) > 3
    return not is_description or parts[2] in KEPT_SERVICES


def trim(package: Path) -> None:
    """Rewrite the zip in place without what is not kept."""
    smaller = package.with_suffix(".smaller")
    with zipfile.ZipFile(package) as whole, zipfile.ZipFile(smaller, "w", zipfile.ZIP_DEFLATED) as kept:
        for entry in whole.infolist():
            if is_kept(entry.filename):
                kept.writestr(entry, whole.read(entry), zipfile.ZIP_DEFLATED)
    smaller.replace(package)
