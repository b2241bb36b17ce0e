"""The recommendation as JSON: the contract for machines, sorted and the same bytes every time."""

import json

from opendecide.model.recommendation import Recommendation


def render_json(recommendation: Recommendation) -> str:
    """Write the whole record, unrounded, with sorted keys."""
    plain = recommendation.model_dump(mode="json", by_alias=True)
    return json.dumps(plain, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"
