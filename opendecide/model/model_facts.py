"""Models and licences: what is known of them."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from opendecide.model.base import FrozenMap, Record
from opendecide.model.fact import Evidence, Fact
from opendecide.model.quantities import Amount, Count, Positive, Several, Share

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
    expert_layers: Count | None = None
    """Layers with routed experts; None means all of them."""
    parts: Count | None = None
    """Mixers (attention or what stands for it) and feed-forward networks; None: two a layer."""
    full_attention_layers: Count | None = None
    """Layers whose cache grows with the context; None means all of them."""
    full_kv_heads: Several | None = None
    """Key and value heads of these layers, where the others have another number."""
    full_head_dim: Several | None = None
    """Width of a head of these layers, where that of the others differs."""
    window_layers: Count = 0
    """Layers that look back over a window only."""
    window: Several | None = None
    """Tokens of that window."""
    state_bytes: Count = 0
    """What a sequence keeps however long it is: the state of linear attention, over all layers."""
    native_bits: Positive | None = None
    """Bits per expert weight of the published checkpoint (4.25 for MXFP4), when below 16."""
    native_other_bits: Positive | None = None
    """Bits of its other weights, when fewer than its precision usually leaves them."""


class Quality(Record):
    """Task quality from public evidence: share of a public basket of tests passed."""

    task: TaskType
    """The kind of task."""
    language: Annotated[str, Field(pattern=r"^([a-z]{2}|multi|any)$")]
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
    """Languages its maker names, by code; absent where it names none, or a few as examples."""
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
