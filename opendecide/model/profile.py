"""One organisation: workloads, data, team, obligations and preferences, at one date."""

from typing import Annotated, Literal

from pydantic import Field

from opendecide.model.base import Record
from opendecide.model.means import Budget, Hardware, Scenarios, Systems, Team
from opendecide.model.obligations import Obligations
from opendecide.model.organisation import Jurisdiction, Organisation
from opendecide.model.own_evidence import EvidencePolicy, OwnOption
from opendecide.model.preferences import Preferences, Risk
from opendecide.model.workload import Data, Workload


class Profile(Record):
    """What one organisation wants and has, as of one date."""

    schema_id: Annotated[
        Literal["opendecide/profile/1"], Field(alias="schema", serialization_alias="schema")
    ] = "opendecide/profile/1"
    """The format of this file."""
    organisation: Organisation
    """Who is asking."""
    workloads: Annotated[tuple[Workload, ...], Field(min_length=1, max_length=40)]
    """The uses, at least one."""
    language: Literal["en", "fr"] | None = None
    """Language of the report; English when left out."""
    jurisdiction: Jurisdiction = Jurisdiction.model_construct()
    """Home region, markets and country policy."""
    data: Data = Data.model_construct()
    """What kinds of data there are."""
    team: Team = Team.model_construct()
    """Who could build and run it."""
    systems: Systems = Systems.model_construct()
    """What is already there."""
    hardware: Hardware = Hardware.model_construct()
    """Machines at hand."""
    budget: Budget = Budget.model_construct()
    """Money: how much, over how long, and what it has to cover."""
    scenarios: Scenarios = Scenarios.model_construct()
    """What may happen over the horizon."""
    obligations: Obligations = Obligations.model_construct()
    """What law, contracts and policy ask for."""
    preferences: Preferences = Preferences.model_construct()
    """What the deciders want."""
    risk: Risk = Risk.model_construct()
    """How uncertainty is met."""
    evidence: EvidencePolicy = EvidencePolicy.model_construct()
    """Which evidence counts, and the organisation's own."""
    options: Annotated[tuple[OwnOption, ...], Field(max_length=40)] = ()
    """Options that were considered; each gets an answer."""
