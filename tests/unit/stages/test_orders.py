"""An order waits for the tests before it, for whoever fails one needs other machines, or none."""

from datetime import date

import pytest

from opendecide.model.message import Message
from opendecide.model.plan import Step
from opendecide.stages.plan.steps import after_tests

DAY = date(2027, 1, 4)
ORDER = Step(
    action="order",
    about=Message(code="plan.machine", values={"n": 2, "machine": "Server", "host": "Own"}),
    who="procurement",
    by=DAY,
)


@pytest.mark.parametrize(
    ("first", "code", "by"),
    [("test", "plan.machine_tested", None), ("settle", "plan.machine", DAY)],
)
def test_machines_are_ordered_once_the_test_is_passed(first, code, by):
    before = Step(action=first, about=Message(code="quality.unlikely"), who="users")
    [one] = after_tests([before], [ORDER])
    assert (one.about.code, one.by) == (code, by)
    assert one.about.values == ORDER.about.values
