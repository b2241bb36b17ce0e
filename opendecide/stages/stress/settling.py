"""The cheapest test that would settle a fact that nobody knows well, by what it is about."""

from opendecide.model.message import Message
from opendecide.model.plan import OWN_TEST_ITEMS
from opendecide.model.recommendation import Gap

READ_IT = {"old": "settle.read_again", "unverified": "settle.look_up"}
"""Somebody wrote it down already: the cheapest is to read."""
BY_PART = (
    ("models", "redteam", "settle.attacks"),
    ("models", "safeguards", "settle.attacks"),
    ("models", "bias", "settle.groups"),
    ("models", "quality", "settle.own_test"),
    ("models", "", "settle.model_card"),
    ("offers", "attestations", "settle.certificate"),
    ("offers", "serves", "settle.quote"),
    ("offers", "price", "settle.quote"),
    ("offers", "", "settle.clause"),
    ("vendors", "", "settle.accounts"),
    ("communities", "", "settle.project"),
    ("licences", "", "settle.licence"),
    ("rules", "", "settle.trial"),
    ("profile", "", "settle.count"),
)
"""By the part of the catalogue and the beginning of a field, the first that fits."""


def settled_by(gap: Gap) -> Message:
    """Return the cheapest test that would settle a gap.

    Examples:
        >>> from opendecide.model.recommendation import Gap
        >>> said = Message(code="gap.fact")
        >>> one = Gap(fact="models/m/redteam", label=said, value_of_information=1, who="maker")
        >>> settled_by(one).code
        'settle.attacks'
    """
    if gap.kind in READ_IT:
        return Message(code=READ_IT[gap.kind])
    part, _, rest = gap.fact.partition("/")
    field = rest.rpartition("/")[2]
    if part == "cost":
        by_machine = ":" in rest.partition("@")[2]
        return Message(code="settle.load" if by_machine else "settle.quote")
    for kind, begins, code in BY_PART:
        if part == kind and field.startswith(begins):
            values = {"items": OWN_TEST_ITEMS} if code == "settle.own_test" else {}
            return Message(code=code, values=values)
    return Message(code="settle.count")
