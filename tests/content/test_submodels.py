"""Groups of fields whose fields must fit together."""

from typing import Any

import pytest
from pydantic import ValidationError

from kaytantopankki.content import kind_submodels, submodels
from tests.cases import read_tables

CASES = read_tables(__file__)
MODELS = vars(submodels) | vars(kind_submodels)
REQUIRED = {"Result": {"indicator": "a", "basis": "measured"}}


@pytest.mark.parametrize(("model", "fields"), [(name, fields) for name in CASES for fields in CASES[name]["fit"]])
def test_fields_that_fit_together(model: str, fields: dict[str, Any]) -> None:
    whole = REQUIRED.get(model, {}) | fields
    assert MODELS[model].model_validate(whole).model_dump(exclude_unset=True).keys() == whole.keys()


@pytest.mark.parametrize(("model", "fields"), [(name, fields) for name in CASES for fields in CASES[name]["clash"]])
def test_fields_that_do_not(model: str, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MODELS[model].model_validate(REQUIRED.get(model, {}) | fields)


def test_a_condition_that_nobody_knows() -> None:
    with pytest.raises(ValueError, match="no such condition"):
        submodels.holds(("sometimes", "value"), None)
