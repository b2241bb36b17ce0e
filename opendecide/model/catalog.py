"""The catalogue: models, offers, vendors and hardware, each a set of facts."""

from datetime import date
from typing import Literal

from pydantic import Field

from opendecide.model.base import FrozenMap, Record
from opendecide.model.fact import Evidence, Fact

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
TaskType = Literal[
    "chat_assistant",
    "rag_qa",
    "summarisation",
    "extraction",
    "classification",
    "translation",
    "coding",
    "agentic",
    "transcription",
    "image",
    "video",
    "embedding",
    "research",
]
Basis = Literal["direct", "thin", "transfer", "prior"]


class Artifacts(Record):
    """What the organisation may obtain of a model; an absent field is unknown."""

    weights: Fact | None = None
    architecture: Fact | None = None
    inference_code: Fact | None = None
    training_code: Fact | None = None
    evaluation_code: Fact | None = None
    format: Fact | None = None
    """`safetensors`, `gguf`, `pickle`, …"""
    signature: Fact | None = None
    """true when the publisher signs the artefact."""
    sbom: Fact | None = None


class Architecture(Record):
    """What memory and speed follow from; `evidence` covers every figure of the block."""

    evidence: tuple[Evidence, ...]
    layers: int
    hidden: int
    query_heads: int | None = None
    kv_heads: int | None = None
    head_dim: int | None = None
    attention: Literal["gqa", "mla"] = "gqa"
    latent_dim: int | None = None
    """MLA only: latent plus rope width cached per token and layer."""
    experts: int = 1
    experts_per_token: int = 1
    full_attention_layers: int | None = None
    """Layers whose cache grows with the context; None means all of them."""
    window_layers: int = 0
    window: int | None = None
    native_bits: float | None = None
    """Bits per expert weight of the published checkpoint (4.25 for MXFP4), when below 16."""


class Quality(Record):
    """Task quality from public evidence: share of a public basket of tests passed."""

    task: TaskType
    language: str
    """`en`, `fr`, `de`, `multi` (other European languages) or `any`."""
    p10: float
    p50: float
    p90: float
    basis: Basis
    language_measured: bool = True
    evidence_rows: int = 0


class QualityEvidence(Record):
    """The public scores behind the estimates of one model; read only when asked for."""

    model: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


class RedTeam(Evidence):
    """One measured attack success rate."""

    suite: str
    rate: float
    low: float | None = None
    high: float | None = None


class Model(Record):
    """One model at one version."""

    id: str
    name: str
    kind: Literal["model"] = "model"
    vendor: str
    """Id of the vendor."""
    developer_country: Fact | None = None
    release_date: Fact | None = None
    end_date: Fact | None = None
    """The day from which no vendor serves it any more; own copies stay usable."""
    modalities: tuple[str, ...] = ("text",)
    """Input and output kinds, of: text, image_in, image, audio_in, audio, video, embedding.

    `image_in` reads pictures (vision); `image` makes them; `audio_in` transcribes.
    """
    parameters_total: Fact | None = None
    parameters_active: Fact | None = None
    training_flop: Fact | None = None
    context_tokens: Fact | None = None
    tools: Fact | None = None
    structured_output: Fact | None = None
    reasoning: Fact | None = None
    languages: Fact | None = None
    licence: Fact | None = None
    """Id of a licence in `catalog/licences/`; `proprietary-service` when only a service is sold."""
    artifacts: Artifacts = Artifacts()
    architecture: Architecture | None = None
    training_data: Fact | None = None
    """Level of transparency.training_data_disclosure (or the levels still possible)."""
    documentation_items: Fact | None = None
    """How many of the twenty documentation items exist: a number or an interval."""
    mof_class: Fact | None = None
    bias_evidence: Fact | None = None
    """Level of transparency.bias_evidence."""
    safeguards: Fact | None = None
    """Level of safety.builtin_safeguards of the bare model."""
    redteam: tuple[RedTeam, ...] = ()
    quality: tuple[Quality, ...] = ()
    quality_as_of: date | None = None
    community: str | None = None
    """Id of an entry in `catalog/community/`."""
    note: str | None = None


class Licence(Record):
    """What a licence lets an organisation do with artefacts."""

    id: str
    name: str
    evidence: Evidence
    freedom: str
    """Level of code_access.licence_freedom."""
    osi_approved: bool = False
    commercial: bool | None = None
    monthly_users_limit: int | None = None
    """Above this many monthly users another licence is needed."""
    annual_revenue_limit: float | None = None
    annual_revenue_currency: str | None = None
    """Currency of both revenue limits."""
    monthly_revenue_limit: float | None = None
    region_exclusions: tuple[str, ...] = ()
    """Countries or groups whose residents get no rights, as `EU`."""
    region_exclusion_modalities: tuple[str, ...] = ()
    """The exclusion bites only for models with one of these modalities (empty: always)."""
    redistribution: bool | None = None
    derivatives: bool | None = None
    revocable: bool = False
    flow_down: bool = False
    """Use rules that must be passed on to the next user."""
    attribution: str | None = None
    clause: str | None = None
    """The clause that a reader should open first."""
    cure: str | None = None
    """How the bar can be lifted (a bought licence, for example)."""


class Attestation(Evidence):
    """One certificate or agreement of an operator."""

    scheme: str
    """hds, secnumcloud, c5_type2, iso27001, soc2_type2, iso42001, hipaa_baa, gdpr_dpa …"""
    status: Literal["held", "in_progress", "on_request", "not_held", "unknown"]
    covers_service: bool | None = None
    """Whether the AI service itself is in scope; None when nobody could tell."""
    scope: str | None = None
    until: date | None = None


class Served(Evidence):
    """One model that an offer serves, with its list price."""

    model: str
    """Id of a model of the catalogue."""
    served_as: str | None = None
    """The name on the price list."""
    unit: Literal[
        "1M tokens", "image", "minute", "hour", "second", "seat/month", "1M characters"
    ] = "1M tokens"
    input: float | None = None
    output: float | None = None
    cached: float | None = None
    batch_discount: float | None = None
    currency: str | None = None
    region: str | None = None
    """Country or group that this price holds for; None when the price is the same everywhere."""
    from_date: date | None = None
    retires: date | None = None
    """The day the offer stops serving it."""
    context_tokens: int | None = None


class Terms(Record):
    """What the operator keeps and may do with content."""

    training_default: Fact | None = None
    """true, false, or the word `unspecified`."""
    opt_out: Fact | None = None
    """true when the organisation can switch use for training off by itself."""
    retention_days: Fact | None = None
    human_review: Fact | None = None
    zdr_available: Fact | None = None
    zdr_needs_approval: Fact | None = None
    zdr_default: Fact | None = None
    """true when nothing is kept without asking for it."""


class FineTuning(Record):
    """Tuning sold with the service."""

    modes: Fact | None = None
    """Words of: managed, lora, full, rl, distillation; empty tuple: none."""
    export: Fact | None = None
    open_to_new: Fact | None = None
    end_date: Fact | None = None


class Offer(Record):
    """One contract tier of one operator, or one place to run a model oneself."""

    id: str
    name: str
    family: Family
    operator: str
    """Id of the operator (a vendor of the catalogue when there is one)."""
    access_mode: Literal["seat", "api", "dedicated", "tenancy", "onprem", "device"] = "api"
    operator_country: Fact | None = None
    control_country: Fact | None = None
    ultimate_owner: Fact | None = None
    regions: Fact | None = None
    """Countries and groups where it may process; `global` when it may be anywhere."""
    guaranteed_regions: Fact | None = None
    """Countries and groups that the contract can pin processing to; empty: none."""
    conditional_regions: Fact | None = None
    """Pinned only for some endpoints, models or by approval: gives *conditional* at a gate."""
    tenancy: Fact | None = None
    """multi, dedicated, own_tenancy, own_premises or device."""
    key_holder: Fact | None = None
    """provider or customer."""
    isolated_operator: Fact | None = None
    """true when a home-region operator runs foreign technology apart from its owner."""
    terms: Terms = Terms()
    attestations: tuple[Attestation, ...] = ()
    serves: tuple[Served, ...] = ()
    any_open_weights: bool = False
    """Runs any model whose weights one may download (rented machines, own premises, a device)."""
    sla_uptime_percent: Fact | None = None
    observed_uptime_percent: Fact | None = None
    requests_per_minute: Fact | None = None
    private_network: Fact | None = None
    """true when it can be reached without the public internet."""
    tokens_per_day: Fact | None = None
    """The most that may be used in a day, input and output together."""
    latency_p95_s: Fact | None = None
    pinning: Fact | None = None
    """true when a dated version can be pinned."""
    notice_days: Fact | None = None
    version_months: Fact | None = None
    """Months a version is guaranteed from general availability."""
    finetuning: FineTuning = FineTuning()
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
    logs: Fact | None = None
    """Level of transparency.decision_traceability that the service allows."""
    moderation: Fact | None = None
    """true when input and output moderation comes with the service."""
    interface: Fact | None = None
    """`openai_compatible`, `proprietary`, …"""
    proprietary_features: Fact | None = None
    exit_terms: Fact | None = None
    """Level of sovereignty.unilateral_control that the contract gives."""
    minimum_commitment: Fact | None = None
    term_months: Fact | None = None
    residency_uplift_percent: Fact | None = None
    """What pinning the region adds to the list price, when the price rows do not say."""
    seat_price_month: Fact | None = None
    seat_minimum: Fact | None = None
    lead_time_weeks: Fact | None = None
    seal: Fact | None = None
    machines: tuple[str, ...] = ()
    """Ids of rentable machines in `catalog/hardware/machines.yaml`."""
    end_date: Fact | None = None
    eligibility: Fact | None = None
    """Who may buy, in words (for example: public sector of one country)."""
    organisations_only: bool = False
    """Signed with organisations alone: terms that a seller negotiates are not for a person."""
    open_to_sectors: tuple[str, ...] = ()
    """Only organisations of these sectors may buy; empty: anybody."""
    open_to_countries: tuple[str, ...] = ()
    """Only organisations of these countries or groups may buy; empty: anywhere."""
    note: str | None = None


class Vendor(Record):
    """The maker of a model or the seller of a service."""

    id: str
    name: str
    country: Fact | None = None
    control_country: Fact | None = None
    viability: Fact | None = None
    """Probability that the offer is still maintained after three years: an interval."""
    policy_reversal: Fact | None = None
    """The day of the latest reversal of release policy."""
    regulatory_readiness: Fact | None = None
    """Level of compliance.regulatory_readiness in the EU."""
    code_chapters: Fact | None = None
    """Chapters of the EU code of practice signed."""
    iso42001: Fact | None = None
    security_programme: Fact | None = None
    """Level of data_security.supply_chain_integrity that its programme supports."""
    open_models_monetised: Fact | None = None
    note: str | None = None


class Community(Record):
    """The people around a model family or a serving stack."""

    id: str
    name: str
    contributors_90d: Fact | None = None
    absence_factor: Fact | None = None
    first_response_days: Fact | None = None
    releases_12m: Fact | None = None
    derivatives_12m: Fact | None = None
    governance: Fact | None = None
    """Level of community.project_governance."""
    scorecard_min: Fact | None = None


class Accelerator(Record):
    """One accelerator, from its data sheet; `evidence` covers every figure."""

    id: str
    name: str
    evidence: tuple[Evidence, ...]
    kind: Literal["datacenter", "workstation", "consumer", "laptop"]
    generation: str
    memory_gb: float
    bandwidth_tb_s: float
    bf16_tflops: float
    fp8_tflops: float | None = None
    fp4_tflops: float | None = None
    link_gb_s: float | None = None
    """Per direction, between the accelerators of one server."""
    tdp_w: float | None = None


class Rental(Evidence):
    """What an hour of a machine costs at one cloud, in one region."""

    cloud: str
    """Id of the offer that rents it."""
    region: str
    """Country code; `global` when the list names no region."""
    instance: str
    """The cloud's own name of the machine, and its regions."""
    per_hour: float
    spot_per_hour: float | None = None
    currency: str


class Machine(Record):
    """Some accelerators in one box, rentable or to buy."""

    id: str
    name: str
    accelerator: str
    count: int
    rentals: tuple[Rental, ...] = ()
    purchase: Fact | None = None
    """Price of the whole server."""
    power_kw: Fact | None = None


class System(Record):
    """Something the source documents name that is not one model: a product, a company, a host."""

    id: str
    name: str
    kind: Literal["assistant", "vendor", "host", "deployment"]
    vendor: str
    note: str | None = None
    end_date: Fact | None = None
    offers: tuple[str, ...] = ()


class Alternative(Record):
    """A ready-made option described by facts alone: another field, or one outside the catalogue."""

    id: str
    name: str
    family: str
    facts: FrozenMap[Fact] = Field(default_factory=dict)
    """By factor id: the performance on that factor."""
    cost: Fact | None = None


class Source(Record):
    """A source used by many facts, under a short key."""

    name: str
    ref: str
    licence: str | None = None
    snapshot: str | None = None
    attribution: str | None = None


class ExchangeRate(Evidence):
    """How much of `currency` one euro buys."""

    currency: str
    per_eur: float


class Country(Record):
    """One country with the groups that the scales and gates read."""

    code: str
    name: str | None = None
    eu: bool = False
    eea: bool = False
    adequacy: bool = False
    """An adequacy decision of the European Commission holds."""
    evidence: Evidence | None = None
    """Where the adequacy decision is written, and its limits."""
    price_level: Fact | None = None
    """What goods cost there over what the same cost in the United States; 1 is the same."""


class Catalog(Record):
    """Everything known, by id."""

    as_of: date
    """The newest day any fact of the shipped catalogue speaks of."""
    models: FrozenMap[Model] = Field(default_factory=dict)
    offers: FrozenMap[Offer] = Field(default_factory=dict)
    vendors: FrozenMap[Vendor] = Field(default_factory=dict)
    licences: FrozenMap[Licence] = Field(default_factory=dict)
    communities: FrozenMap[Community] = Field(default_factory=dict)
    accelerators: FrozenMap[Accelerator] = Field(default_factory=dict)
    machines: FrozenMap[Machine] = Field(default_factory=dict)
    systems: FrozenMap[System] = Field(default_factory=dict)
    alternatives: FrozenMap[Alternative] = Field(default_factory=dict)
    sources: FrozenMap[Source] = Field(default_factory=dict)
    rates: FrozenMap[ExchangeRate] = Field(default_factory=dict)
    countries: FrozenMap[Country] = Field(default_factory=dict)
    rules: FrozenMap[Fact] = Field(default_factory=dict)
    """Dated rules and planning figures that belong to no single entry, by dotted name."""
