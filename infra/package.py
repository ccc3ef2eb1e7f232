"""Make the Lambda's zip smaller.

boto3 carries the descriptions of 400 AWS services, and the app calls a handful; Babel carries a thousand locales, and
the pages speak two languages.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

#: Services whose descriptions stay in the package; calling another one fails with UnknownServiceError.
KEPT_SERVICES = frozenset({"cognito-idp", "dynamodb", "kms", "polly", "s3", "secretsmanager", "sesv2", "sqs", "sts"})
DESCRIPTIONS = ("botocore", "data")
#: Languages of the pages: those with a catalog in chalicelib/web/locale, and the one they are written in.
KEPT_LANGUAGES = frozenset({"en", "es"})
LOCALES = ("babel", "locale-data")


def is_kept(name: str) -> bool:
    """Whether a file of the zip stays: all but services that are not called and languages that are not spoken."""
    parts = tuple(name.split("/"))
    if parts[:2] == LOCALES and name.endswith(".dat"):
        language = parts[2].removesuffix(".dat").split("_")[0]
        return language in KEPT_LANGUAGES | {"root"}
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
