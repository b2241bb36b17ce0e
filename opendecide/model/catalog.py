"""The catalogue: models, offers, vendors and hardware, each a set of facts."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from opendecide.model.base import FrozenMap, Record
from opendecide.model.fact import Evidence, Fact

Share = Annotated[float, Field(ge=0, le=1)]
Amount = Annotated[float, Field(ge=0)]
Positive = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(ge=0)]
Several = Annotated[int, Field(ge=1)]
"""At least one."""

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
    """true when the weights can be downloaded."""
    architecture: Fact | None = None
    """true when the architecture is published."""
    inference_code: Fact | None = None
    """true when the code that runs it is published."""
    training_code: Fact | None = None
    """true when the code that trained it is published."""
    evaluation_code: Fact | None = None
    """true when the code that measured it is published."""
    format: Fact | None = None
    """`safetensors`, `gguf`, `pickle`, …"""
    signature: Fact | None = None
    """true when the publisher signs the artefact."""
    sbom: Fact | None = None
    """true when a bill of materials comes with it."""


class Architecture(Record):
    """What memory and speed follow from; `evidence` covers every figure of the block."""

    evidence: tuple[Evidence, ...]
    """Where the figures come from."""
    layers: Several
    """Layers."""
    hidden: Several
    """Width of the hidden state."""
    query_heads: Several | None = None
    """Query heads of a layer."""
    kv_heads: Several | None = None
    """Key and value heads of a layer; the cache grows with them."""
    head_dim: Several | None = None
    """Width of a head."""
    attention: Literal["gqa", "mla"] = "gqa"
    """Grouped query attention, or multi-head latent attention."""
    latent_dim: Several | None = None
    """MLA only: latent plus rope width cached per token and layer."""
    experts: Several = 1
    """Experts of a layer; 1: dense."""
    experts_per_token: Several = 1
    """Experts that one token passes."""
    full_attention_layers: Count | None = None
    """Layers whose cache grows with the context; None means all of them."""
    window_layers: Count = 0
    """Layers that look back over a window only."""
    window: Several | None = None
    """Tokens of that window."""
    native_bits: Positive | None = None
    """Bits per expert weight of the published checkpoint (4.25 for MXFP4), when below 16."""


class Quality(Record):
    """Task quality from public evidence: share of a public basket of tests passed."""

    task: TaskType
    """The kind of task."""
    language: str
    """`en`, `fr`, `de`, `multi` (other European languages) or `any`."""
    p10: Share
    """Low end of the share passed, 0 to 1."""
    p50: Share
    """Middle of the share passed, 0 to 1."""
    p90: Share
    """High end of the share passed, 0 to 1."""
    basis: Basis
    """What the estimate rests on."""
    language_measured: bool = True
    """Whether it was measured in this language."""
    evidence_rows: Count = 0
    """How many public scores it rests on."""


class QualityEvidence(Record):
    """The public scores behind the estimates of one model; read only when asked for."""

    model: str
    """Id of the model."""
    columns: tuple[str, ...]
    """Names of the columns."""
    rows: tuple[tuple[str | float | None, ...], ...]
    """One public score each."""


class RedTeam(Evidence):
    """One measured attack success rate."""

    suite: str
    """The set of attacks."""
    rate: Share
    """Share of attacks that succeed, 0 to 1."""
    low: Share | None = None
    """Low end of the rate."""
    high: Share | None = None
    """High end of the rate."""


class Model(Record):
    """One model at one version."""

    id: str
    """Its id, which is also the name of its file."""
    name: str
    """What reports call it."""
    kind: Literal["model"] = "model"
    """Says that the entry is a model."""
    vendor: str
    """Id of the vendor."""
    developer_country: Fact | None = None
    """Country code of the developer; country policies read it."""
    release_date: Fact | None = None
    """The day it was released."""
    end_date: Fact | None = None
    """The day from which no vendor serves it any more; own copies stay usable."""
    modalities: tuple[str, ...] = ("text",)
    """Input and output kinds, of: text, image_in, image, audio_in, audio, video, embedding.

    `image_in` reads pictures (vision); `image` makes them; `audio_in` transcribes.
    """
    parameters_total: Fact | None = None
    """How many parameters it has; memory follows from it."""
    parameters_active: Fact | None = None
    """How many of them one token uses; speed follows from it."""
    training_flop: Fact | None = None
    """Floating-point operations of its training; the AI Act reads it."""
    context_tokens: Fact | None = None
    """The longest context, in tokens."""
    tools: Fact | None = None
    """true when it can call tools."""
    structured_output: Fact | None = None
    """true when answers can be forced into a schema."""
    reasoning: Fact | None = None
    """true when it reasons before it answers."""
    languages: Fact | None = None
    """Languages its maker names, by code."""
    licence: Fact | None = None
    """Id of a licence in `catalog/licences/`; `proprietary-service` when only a service is sold."""
    artifacts: Artifacts = Artifacts.model_construct()
    """What may be obtained of it."""
    architecture: Architecture | None = None
    """What memory and speed follow from."""
    training_data: Fact | None = None
    """Level of transparency.training_data_disclosure (or the levels still possible)."""
    documentation_items: Fact | None = None
    """How many of the twenty documentation items exist: a number or an interval."""
    mof_class: Fact | None = None
    """Class of the Model Openness Framework."""
    bias_evidence: Fact | None = None
    """Level of transparency.bias_evidence."""
    safeguards: Fact | None = None
    """Level of safety.builtin_safeguards of the bare model."""
    redteam: tuple[RedTeam, ...] = ()
    """Measured attack success rates."""
    quality: tuple[Quality, ...] = ()
    """Estimates by task and language."""
    quality_as_of: date | None = None
    """The day of these estimates."""
    facts: FrozenMap[Fact] = Field(default_factory=dict)
    """What factors with `measure: fact` read, by their full ids, as `footprint.energy`."""
    community: str | None = None
    """Id of an entry in `catalog/community/`."""
    note: str | None = None
    """A remark."""


class Licence(Record):
    """What a licence lets an organisation do with artefacts."""

    id: str
    """Its id, which is also the name of its file."""
    name: str
    """What reports call it."""
    evidence: Evidence
    """Where it was read."""
    freedom: str
    """Level of code_access.licence_freedom."""
    osi_approved: bool = False
    """Whether the OSI lists it as open source."""
    commercial: bool | None = None
    """Whether it allows commercial use."""
    monthly_users_limit: Count | None = None
    """Above this many monthly users another licence is needed."""
    annual_revenue_limit: Amount | None = None
    """Above this yearly revenue another licence is needed."""
    annual_revenue_currency: str | None = None
    """Currency of both revenue limits."""
    monthly_revenue_limit: Amount | None = None
    """Above this monthly revenue another licence is needed."""
    region_exclusions: tuple[str, ...] = ()
    """Countries or groups whose residents get no rights, as `EU`."""
    region_exclusion_modalities: tuple[str, ...] = ()
    """The exclusion bites only for models with one of these modalities (empty: always)."""
    redistribution: bool | None = None
    """Whether copies may be passed on."""
    derivatives: bool | None = None
    """Whether adapted versions are allowed."""
    revocable: bool = False
    """Whether the owner can take it back."""
    flow_down: bool = False
    """Use rules that must be passed on to the next user."""
    attribution: str | None = None
    """What must be said about the origin."""
    clause: str | None = None
    """The clause that a reader should open first."""
    cure: str | None = None
    """How the bar can be lifted (a bought licence, for example)."""


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
    until: date | None = None
    """The last day it is valid."""


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
    input: Amount | None = None
    """Price of the input, for one unit."""
    output: Amount | None = None
    """Price of the output, for one unit."""
    cached: Amount | None = None
    """Price of input from the cache, for one unit."""
    batch_discount: Share | None = None
    """What is taken off for work that may wait, as a share."""
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


class Terms(Record):
    """What the operator keeps and may do with content."""

    training_default: Fact | None = None
    """true, false, or the word `unspecified`."""
    opt_out: Fact | None = None
    """true when the organisation can switch use for training off by itself."""
    retention_days: Fact | None = None
    """Days that content is kept."""
    human_review: Fact | None = None
    """true when people may read content."""
    zdr_available: Fact | None = None
    """true when keeping nothing can be agreed."""
    zdr_needs_approval: Fact | None = None
    """true when that needs the operator's approval."""
    zdr_default: Fact | None = None
    """true when nothing is kept without asking for it."""


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
    seat_price_month: Fact | None = None
    """Price of a seat a month."""
    suite_price_month: Fact | None = None
    """What a seat of the suite that it lives inside costs, for those who do not have it."""
    seat_minimum: Fact | None = None
    """The fewest seats that are sold."""
    lead_time_weeks: Fact | None = None
    """Weeks until it can be used."""
    seal: Fact | None = None
    """Level in the Cloud Sovereignty Framework of the European Commission (SEAL)."""
    machines: tuple[str, ...] = ()
    """Ids of rentable machines in `catalog/hardware/machines.yaml`."""
    end_date: Fact | None = None
    """The day it ends."""
    eligibility: Fact | None = None
    """Who may buy, in words (for example: public sector of one country)."""
    organisations_only: bool = False
    """Signed with organisations alone: terms that a seller negotiates are not for a person."""
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
    note: str | None = None
    """A remark."""


class Community(Record):
    """The people around a model family or a serving stack."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    contributors_90d: Fact | None = None
    """People who contributed in 90 days."""
    absence_factor: Fact | None = None
    """How few people do half of the work."""
    first_response_days: Fact | None = None
    """Days until a question gets its first answer."""
    releases_12m: Fact | None = None
    """Releases in twelve months."""
    derivatives_12m: Fact | None = None
    """Derived models in twelve months."""
    governance: Fact | None = None
    """Level of community.project_governance."""
    scorecard_min: Fact | None = None
    """Lowest OpenSSF Scorecard of its repositories, 0 to 10."""


class Accelerator(Record):
    """One accelerator, from its data sheet; `evidence` covers every figure."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    evidence: tuple[Evidence, ...]
    """The data sheet."""
    kind: Literal["datacenter", "workstation", "consumer", "laptop"]
    """What it is made for."""
    generation: str
    """The generation of its architecture."""
    memory_gb: Positive
    """Memory in GB."""
    bandwidth_tb_s: Positive
    """Memory bandwidth in TB/s; the speed of output follows from it."""
    bf16_tflops: Positive
    """Dense TFLOP/s in BF16; the speed of input follows from it."""
    fp8_tflops: Positive | None = None
    """Dense TFLOP/s in FP8."""
    fp4_tflops: Positive | None = None
    """Dense TFLOP/s in FP4."""
    link_gb_s: Positive | None = None
    """Per direction, between the accelerators of one server."""
    tdp_w: Positive | None = None
    """Electric power in W."""


class Rental(Evidence):
    """What an hour of a machine costs at one cloud, in one region."""

    cloud: str
    """Id of the offer that rents it."""
    region: str
    """Country code; `global` when the list names no region."""
    instance: str
    """The cloud's own name of the machine, and its regions."""
    per_hour: Amount
    """Price of an hour."""
    spot_per_hour: Amount | None = None
    """Price of an hour that may be interrupted."""
    currency: str
    """Three letters, ISO 4217."""


class Machine(Record):
    """Some accelerators in one box, rentable or to buy."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    accelerator: str
    """Id of its accelerators."""
    count: Several
    """How many it has."""
    rentals: tuple[Rental, ...] = ()
    """What it costs an hour, and where."""
    purchase: Fact | None = None
    """Price of the whole server."""
    sold_new: Fact | None = None
    """Whether it is still sold new; absent when nobody said that it is not."""
    power_kw: Fact | None = None
    """Electric power in kW."""


class System(Record):
    """Something the source documents name that is not one model: a product, a company, a host."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    kind: Literal["assistant", "vendor", "host", "deployment"]
    """What it is."""
    vendor: str
    """Id of the vendor."""
    note: str | None = None
    """A remark."""
    end_date: Fact | None = None
    """The day it ends."""
    offers: tuple[str, ...] = ()
    """Ids of the offers it stands for."""


class Alternative(Record):
    """A ready-made option described by facts alone: another field, or one outside the catalogue."""

    id: str
    """Its id."""
    name: str
    """What reports call it."""
    family: str
    """The family it belongs to."""
    facts: FrozenMap[Fact] = Field(default_factory=dict)
    """By factor id: the performance on that factor."""
    cost: Fact | None = None
    """What it costs over the horizon."""


class Source(Record):
    """A source used by many facts, under a short key."""

    name: str
    """What it is called."""
    ref: str
    """An address, or a repository with its commit."""
    licence: str | None = None
    """Under which licence its data may be used."""
    snapshot: str | None = None
    """The day or version that was read."""
    attribution: str | None = None
    """What must be said about the origin."""


class ExchangeRate(Evidence):
    """How much of `currency` one euro buys."""

    currency: str
    """Three letters, ISO 4217."""
    per_eur: Positive
    """Units of the currency for one euro."""


class Country(Record):
    """One country with the groups that the scales and gates read."""

    code: str
    """Two letters, ISO 3166."""
    name: str | None = None
    """Its name in English."""
    currency: str | None = None
    """What is paid with there, ISO 4217."""
    eu: bool = False
    """Whether it belongs to the European Union."""
    eea: bool = False
    """Whether it belongs to the European Economic Area."""
    adequacy: bool = False
    """An adequacy decision of the European Commission holds."""
    evidence: Evidence | None = None
    """Where the adequacy decision is written, and its limits."""
    price_level: Fact | None = None
    """What goods cost there over what the same cost in the United States; 1 is the same."""
    average_wage: Fact | None = None
    """What a full-time year earns on average, before the employer's charges, as `EUR/year`."""


class Catalog(Record):
    """Everything known, by id."""

    as_of: date
    """The newest day any fact of the shipped catalogue speaks of."""
    models: FrozenMap[Model] = Field(default_factory=dict)
    """The models."""
    offers: FrozenMap[Offer] = Field(default_factory=dict)
    """The offers."""
    vendors: FrozenMap[Vendor] = Field(default_factory=dict)
    """The vendors."""
    licences: FrozenMap[Licence] = Field(default_factory=dict)
    """The licences."""
    communities: FrozenMap[Community] = Field(default_factory=dict)
    """The communities."""
    accelerators: FrozenMap[Accelerator] = Field(default_factory=dict)
    """The accelerators."""
    machines: FrozenMap[Machine] = Field(default_factory=dict)
    """The machines."""
    systems: FrozenMap[System] = Field(default_factory=dict)
    """Products, companies and hosts that documents name."""
    alternatives: FrozenMap[Alternative] = Field(default_factory=dict)
    """Options described by facts alone."""
    sources: FrozenMap[Source] = Field(default_factory=dict)
    """Sources under short keys."""
    rates: FrozenMap[ExchangeRate] = Field(default_factory=dict)
    """Exchange rates."""
    countries: FrozenMap[Country] = Field(default_factory=dict)
    """Countries."""
    rules: FrozenMap[Fact] = Field(default_factory=dict)
    """Dated rules and planning figures that belong to no single entry, by dotted name."""
