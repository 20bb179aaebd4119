"""Groups of fields whose fields must fit together."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from kaytantopankki.content.submodels import Cost, Origin, Result, Suits

RESULT = {"indicator": "a", "basis": "measured"}
CASES: list[tuple[type[BaseModel], dict[str, Any], bool]] = [
    (Result, RESULT, False),
    (Result, RESULT | {"value": 0}, True),
    (Result, RESULT | {"value": 1, "value_to": 2}, True),
    (Result, RESULT | {"value": 1, "value_to": 1}, False),
    (Result, RESULT | {"before": 0, "after": 0}, True),
    (Result, RESULT | {"before": 1}, False),
    (Result, RESULT | {"after": 1}, False),
    (Result, RESULT | {"value": 1, "before": 2}, False),
    (Result, RESULT | {"value": 1, "after": 2}, False),
    (Result, RESULT | {"before": 1, "after": 2, "value_to": 3}, False),
    (Cost, {"year": 2020}, False),
    (Cost, {"investment": 0}, True),
    (Cost, {"yearly": 1}, True),
    (Cost, {"yearly_saving": 1}, True),
    (Cost, {"payback_years": 0.5}, True),
    (Cost, {"payback_years": 200}, True),
    (Cost, {"payback_years": 201}, False),
    (Cost, {"amount": 1}, False),
    (Cost, {"amount": 1, "note": "Laina"}, True),
    (Suits, {"population_min": 2, "population_max": 1}, False),
    (Suits, {"population_min": 1, "population_max": 1}, True),
    (Suits, {"population_min": 2}, True),
    (Suits, {"population_max": 1}, True),
    (Suits, {"population_max": 10, "population_min": 9}, True),
    (Origin, {}, False),
    (Origin, {"practice": "a"}, True),
    (Origin, {"place": "Oslo"}, True),
    (Origin, {"practice": "a", "place": "Oslo"}, False),
]


@pytest.mark.parametrize(("part", "fields", "good"), CASES)
def test_fields_fit_together(part: type[BaseModel], fields: dict[str, Any], good: bool) -> None:
    if good:
        assert part.model_validate(fields).model_dump(exclude_unset=True).keys() == fields.keys()
    else:
        with pytest.raises(ValidationError):
            part.model_validate(fields)
