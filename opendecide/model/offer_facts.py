"""Offers, hosts and vendors: what is known of them."""

from datetime import date
from typing import Literal

from pydantic import Field

from opendecide.model.base import FrozenMap, Record
from opendecide.model.fact import Evidence, Fact
from opendecide.model.quantities import Amount, Several, Share

Family = Literal[
    "status_quo",
    "assistant_seats",
    "vendor_api",
    "vendor_api_enterprise",
    "hyperscaler_proprietary",
    "sovereign_proprietary",
    "on_premises_proprietary",
    "open_weights_api",
    "open_weights_managed",
    "open_weights_own_cloud",
    "open_weights_on_premises",
    "fully_open_self_run",
    "on_device",
    "hybrid",
]


class Attestation(Evidence):
    """One certificate or agreement of an operator."""

    scheme: str
    """hds, secnumcloud, c5_type2, iso27001, soc2_type2, iso42001, hipaa_baa, gdpr_dpa …"""
    status: Literal["held", "in_progress", "on_request", "not_held", "unknown"]
    """Whether it is held."""
    covers_service: bool | None = None
    """Whether the AI service itself is in scope; None when nobody could tell."""
    scope: str | None = None
    """What it covers, in words."""
    regions: tuple[str, ...] = ()
    """Countries or groups where processing has to be for it to hold; everywhere when empty."""
    until: date | None = None
    """The last day it is valid."""


class LongPrompts(Record):
    """What requests with long inputs pay, for all of their tokens; for one unit, as in the row."""

    above: Several
    """Input tokens of a request beyond which it holds."""
    input: Amount | None = None
    """Price of the input."""
    output: Amount | None = None
    """Price of the output."""
    cached: Amount | None = None
    """Price of input from the cache."""


class Served(Evidence):
    """One model that an offer serves, with its list price."""

    model: str
    """Id of a model of the catalogue."""
    served_as: str | None = None
    """The name on the price list."""
    unit: Literal[
        "1M tokens", "image", "minute", "hour", "second", "seat/month", "1M characters"
    ] = "1M tokens"
    """What the price is for."""
    mode: Literal["live", "batch"] | None = None
    """Whether it is for answers that are waited for (`live`) or for work handed in and fetched
    later (`batch`); None where the list makes no difference."""
    input: Amount | None = None
    """Price of the input, for one unit."""
    output: Amount | None = None
    """Price of the output, for one unit."""
    cached: Amount | None = None
    """Price of input from the cache, for one unit."""
    batch_discount: Share | None = None
    """What is taken off for work that may wait, as a share."""
    long: LongPrompts | None = None
    """The prices of requests with long inputs, where they differ."""
    currency: str | None = None
    """Three letters, ISO 4217."""
    region: str | None = None
    """Country or group that this price holds for; None when the price is the same everywhere."""
    from_date: date | None = None
    """The day from which the price holds."""
    retires: date | None = None
    """The day the offer stops serving it."""
    context_tokens: Several | None = None
    """The longest context it serves, in tokens."""
    companion_only: bool = False
    """Served here beside other models alone; by itself it has its own terms, in another entry."""


class Terms(Record):
    """What the operator keeps and may do with content."""

    training_default: Fact | None = None
    """true, false, or the word `unspecified`."""
    opt_out: Fact | None = None
    """true when the organisation can switch use for training off by itself."""
    retention_days: Fact | None = None
    """Days that content is kept."""
    history_deletable: Fact | None = None
    """true when what is kept is the users' own history, which the organisation may delete or have
    deleted after a time of its choice."""
    human_review: Fact | None = None
    """true when people may read content."""
    zdr_available: Fact | None = None
    """true when keeping nothing can be agreed."""
    zdr_needs_approval: Fact | None = None
    """true when that needs the operator's approval."""
    zdr_default: Fact | None = None
    """true when nothing is kept without asking for it."""
    minors_allowed: Fact | None = None
    """true when applications built on it may serve people under 18."""
    minors_safeguards: Fact | None = None
    """What is asked of applications that serve people under 18 (tuple of words)."""


class FineTuning(Record):
    """Tuning sold with the service."""

    # Weights tuned elsewhere and brought along run on capacity of their own, at another price: they
    # are another entry, and none of these.
    modes: Fact | None = None
    """Words of: managed, lora, full, rl, distillation; empty tuple: none."""
    models: Fact | None = None
    """Ids of the served models that are known to be tunable; all of them when absent."""
    export: Fact | None = None
    """true when the tuned weights can be taken out."""
    open_to_new: Fact | None = None
    """true when new customers may still begin."""
    end_date: Fact | None = None
    """The day it ends."""


class Offer(Record):
    """One contract tier of one operator, or one place to run a model oneself."""

    id: str
    """Its id, which is also the name of its file."""
    name: str
    """What reports call it."""
    family: Family
    """The family of deployments it belongs to."""
    operator: str
    """Id of the operator (a vendor of the catalogue when there is one)."""
    access_mode: Literal["seat", "api", "dedicated", "tenancy", "onprem", "device"] = "api"
    """How it is used."""
    operator_country: Fact | None = None
    """Where the operator is established."""
    control_country: Fact | None = None
    """Whose law can compel the operator."""
    ultimate_owner: Fact | None = None
    """Where the ultimate owner sits."""
    regions: Fact | None = None
    """Countries and groups where it may process; `global` when it may be anywhere."""
    guaranteed_regions: Fact | None = None
    """Countries and groups that the contract can pin processing to; empty: none."""
    conditional_regions: Fact | None = None
    """Pinned only for some endpoints, models or by approval: gives *conditional* at a gate."""
    tenancy: Fact | None = None
    """multi, dedicated, own_tenancy, leased_room, own_premises or device."""
    key_holder: Fact | None = None
    """provider or customer."""
    isolated_operator: Fact | None = None
    """true when a home-region operator runs foreign technology apart from its owner."""
    terms: Terms = Terms.model_construct()
    """What the operator keeps and may do with content."""
    attestations: tuple[Attestation, ...] = ()
    """Certificates and agreements."""
    serves: tuple[Served, ...] = ()
    """The models it serves, with their prices."""
    any_open_weights: bool = False
    """Runs any model whose weights one may download (rented machines, own premises, a device)."""
    sla_uptime_percent: Fact | None = None
    """Availability that the contract promises, in per cent."""
    observed_uptime_percent: Fact | None = None
    """Availability that was observed, in per cent."""
    requests_per_minute: Fact | None = None
    """The most requests in a minute."""
    private_network: Fact | None = None
    """true when it can be reached without the public internet."""
    tokens_per_day: Fact | None = None
    """The most that may be used in a day, input and output together."""
    latency_p95_s: Fact | None = None
    """Seconds within which 95 of 100 answers are complete."""
    pinning: Fact | None = None
    """true when a dated version can be pinned."""
    notice_days: Fact | None = None
    """Days of notice before a version ends."""
    version_months: Fact | None = None
    """Months a version is guaranteed from general availability."""
    version_months_for_models_before: date | None = None
    """Only models released before this day have these months; later ones have notice alone."""
    finetuning: FineTuning = FineTuning.model_construct()
    """Tuning sold with the service."""
    controls: Fact | None = None
    """Which of the ten behaviour controls exist (tuple of words)."""
    controls_absent: Fact | None = None
    """Which of the ten were looked for and are missing."""
    usability: Fact | None = None
    """Level of operability.usability."""
    suites: Fact | None = None
    """Office or business suites it lives inside."""
    support: Fact | None = None
    """Level of community.vendor_support."""
    clauses: Fact | None = None
    """Which of the twelve contract clauses are given (tuple of words)."""
    clauses_absent: Fact | None = None
    """Which of the twelve were looked for and are missing."""
    logs: Fact | None = None
    """Level of transparency.decision_traceability that the service allows."""
    moderation: Fact | None = None
    """true when input and output moderation comes with the service."""
    interface: Fact | None = None
    """`openai_compatible`, `proprietary`, …"""
    proprietary_features: Fact | None = None
    """Features that exist nowhere else and hold users back."""
    exit_terms: Fact | None = None
    """Level of sovereignty.unilateral_control that the contract gives."""
    minimum_commitment: Fact | None = None
    """Spend that the contract commits to."""
    term_months: Fact | None = None
    """Months that the contract runs."""
    residency_uplift_percent: Fact | None = None
    """What pinning the region adds to the list price, when the price rows do not say."""
    residency_uplift_for_models_since: date | None = None
    """Only models released from this day on cost it; all of them when absent."""
    seat_price_month: Fact | None = None
    """Price of a seat a month."""
    suite_price_month: Fact | None = None
    """What a seat of the suite that it lives inside costs, for those who do not have it."""
    seat_minimum: Fact | None = None
    """The fewest seats that are sold."""
    seat_maximum: Fact | None = None
    """The most seats that are sold; 1 for a plan of one person."""
    lead_time_weeks: Fact | None = None
    """Weeks until it can be used."""
    seal: Fact | None = None
    """Level in the Cloud Sovereignty Framework of the European Commission (SEAL)."""
    sleeps_after_hours: Fact | None = None
    """Hours without a call until its machines are switched off and cost nothing, by themselves."""
    machines: tuple[str, ...] = ()
    """Ids of rentable machines in `catalog/hardware/machines.yaml`."""
    end_date: Fact | None = None
    """The day it ends."""
    eligibility: Fact | None = None
    """Who may buy, in words (for example: public sector of one country)."""
    organisations_only: bool = False
    """Signed with organisations alone: terms that a seller negotiates are not for a person."""
    personal_use_only: Fact | None = None
    """true when the terms leave out use for a trade, a business or a profession."""
    meant_for: Fact | None = None
    """The types of tasks that its maker says it is for, as in a profile; silent: any."""
    tier_below: str | None = None
    """Id of the cheaper tier of the same operator: without a price, it costs no less than that."""
    open_to_sectors: tuple[str, ...] = ()
    """Only organisations of these sectors may buy; empty: anybody."""
    open_to_countries: tuple[str, ...] = ()
    """Only organisations of these countries or groups may buy; empty: anywhere."""
    facts: FrozenMap[Fact] = Field(default_factory=dict)
    """What factors with `measure: fact` read, by their full ids, as `footprint.energy`."""
    note: str | None = None
    """A remark."""


class Vendor(Record):
    """The maker of a model or the seller of a service."""

    id: str
    """Its id, which is also the name of its file."""
    name: str
    """What reports call it."""
    country: Fact | None = None
    """Where it is established."""
    control_country: Fact | None = None
    """Whose law can compel it."""
    viability: Fact | None = None
    """Probability that the offer is still maintained after three years: an interval."""
    policy_reversal: Fact | None = None
    """The day of the latest reversal of release policy."""
    regulatory_readiness: Fact | None = None
    """Level of compliance.regulatory_readiness in the EU."""
    code_chapters: Fact | None = None
    """Chapters of the EU code of practice signed."""
    iso42001: Fact | None = None
    """true when it is certified to ISO/IEC 42001."""
    security_programme: Fact | None = None
    """Level of data_security.supply_chain_integrity that its programme supports."""
    open_models_monetised: Fact | None = None
    """true when it earns money with its open models."""
    training_data: Fact | None = None
    """Level of transparency.training_data_disclosure that is its practice."""
    documentation_items: Fact | None = None
    """How many of the twenty documentation items its models usually have: an interval."""
    safeguards: Fact | None = None
    """Level of safety.builtin_safeguards that is its practice for the bare model."""
    note: str | None = None
    """A remark."""
