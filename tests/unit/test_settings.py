"""Settings out of the environment."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from chalicelib.settings import read_settings


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read_settings({"TABLE_NAME": "t", "ADAPTATION_MODE": "", "DEFAULT_COUNTRY": ""}).adaptation_mode == "off"


def test_a_wrong_value_names_its_variable() -> None:
    with pytest.raises(ValidationError, match="adaptation_mode"):
        read_settings({"TABLE_NAME": "t", "ADAPTATION_MODE": "sometimes"})
    with pytest.raises(ValidationError, match="table_name"):
        read_settings({})
