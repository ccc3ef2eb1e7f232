"""The model out of the environment; languages and ordinary words."""

from __future__ import annotations

import json
import subprocess
import sys

import boto3
import pytest

from chalicelib.llm.language import ordinary_words, speaks
from chalicelib.llm.setup import NO_KEY, api_key, model_of, model_settings
from tests.adaptation_samples import GOOD

ENVIRONMENT = {"MODEL_BASE_URL": "http://127.0.0.1:4570/v1", "MODEL_NAME": "smollm2-135m-instruct"}


def test_two_settings_choose_the_endpoint() -> None:
    settings = model_settings(ENVIRONMENT)
    assert (settings.base_url, settings.model) == ("http://127.0.0.1:4570/v1", "smollm2-135m-instruct")
    assert model_of(ENVIRONMENT).model == "smollm2-135m-instruct"


def test_bounds_can_be_set() -> None:
    bounds = {"MODEL_TIMEOUT_SECONDS": "3", "MODEL_RETRIES": "0", "MODEL_CALL_BUDGET": "900", "MODEL_TEMPERATURE": "0"}
    settings = model_settings(ENVIRONMENT | bounds)
    assert (settings.timeout_seconds, settings.retries, settings.call_budget, settings.temperature) == (3, 0, 900, 0)


def test_the_key_is_the_environments_or_a_stand_in() -> None:
    assert api_key({"OPENAI_API_KEY": "invented"}) == "invented"
    assert api_key({}) == NO_KEY


@pytest.mark.parametrize(
    ("stored", "key"), [("invented", "invented"), (json.dumps({"api_key": "invented"}), "invented"), ("{}", NO_KEY)]
)
def test_the_key_comes_from_secrets_manager_where_an_arn_is_named(aws: None, stored: str, key: str) -> None:
    arn = boto3.client("secretsmanager").create_secret(Name="model-key", SecretString=stored)["ARN"]
    assert api_key({"MODEL_KEY_SECRET_ARN": arn, "OPENAI_API_KEY": "not this"}) == key


def test_the_key_is_in_no_text_of_the_settings() -> None:
    assert "invented" not in repr(model_settings(ENVIRONMENT | {"OPENAI_API_KEY": "invented"}))


def test_importing_the_model_does_not_import_openai_or_langdetect() -> None:
    code = (
        "import chalicelib.llm.setup, chalicelib.llm.language, sys; print({'openai', 'langdetect'} & set(sys.modules))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"


def test_a_text_is_known_by_its_language() -> None:
    assert speaks(GOOD, "en")
    assert speaks(GOOD, "en-GB")
    assert not speaks(GOOD, "de")
    assert not speaks("Nach Tagen der Ruhe sinkt die Stimmung oft, und ein kleiner Schritt kann das wenden.", "en")
    assert not speaks("123 ... 456", "en")


def test_ordinary_words_hold_no_names_and_are_empty_for_a_language_without_a_list() -> None:
    words = ordinary_words("en-GB")
    assert {"sister", "kitchen", "don't", "colour", "color"} <= words
    assert not {"london", "zagreb", "anna", "smithson"} & words
    assert all(word == word.lower() for word in words)
    assert ordinary_words("hr") == frozenset()
