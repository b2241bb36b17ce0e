"""The stable code of every kind of fault: what `opendecide explain OD012` looks up."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Code(NamedTuple):
    """A kind of fault: its title, and what a reader should know about it."""

    code: str
    title: str
    text: str


_TABLE = (
    Code(
        "OD001",
        "The file cannot be opened",
        "There is no such file, it is a folder, or you may not read it.",
    ),
    Code(
        "OD002",
        "The file is too large",
        "Files to write by hand are at most 1 MB, others 100 MB. A profile rarely needs more than 200 lines; keep bulk data elsewhere.",
    ),
    Code(
        "OD003",
        "The file is not UTF-8 text",
        "Save the file as UTF-8. Spreadsheets, archives and word processor documents are not YAML.",
    ),
    Code(
        "OD004",
        "A character that has no place in text",
        "Control characters, such as NUL, cannot stand in a YAML file. They usually come from copying or from a wrong encoding. Nor can characters that turn the direction of writing round.",
    ),
    Code(
        "OD005",
        "The file is empty",
        "A file with comments only says nothing. `opendecide init` writes one to start from.",
    ),
    Code(
        "OD006",
        "The YAML cannot be read",
        "The text breaks a rule of YAML: often a missing space after a colon, an unclosed bracket or quote, or indentation that does not line up.",
    ),
    Code(
        "OD007",
        "A tab in the indentation",
        "YAML indents with spaces only. Most editors can convert tabs.",
    ),
    Code(
        "OD008",
        "A key appears twice",
        "In one mapping each key stands once; otherwise nobody can tell which value was meant.",
    ),
    Code("OD009", "Nested too deeply", "Files are at most 64 levels deep."),
    Code(
        "OD010",
        "Aliases make the file too large",
        "An alias (`*name`) repeats what its anchor (`&name`) stands for. Repeating repetitions soon needs more memory than any machine has.",
    ),
    Code("OD011", "An alias refers to itself", "`a: &x [*x]` would never end."),
    Code(
        "OD012",
        "A mistyped or unknown field",
        "Only the fields of the schema exist, so that a typing error never silently loses what you wrote. `opendecide schema profile` lists them.",
    ),
    Code(
        "OD013",
        "Only one document per file",
        "A line with `---` starts another document. Put each into its own file.",
    ),
    Code(
        "OD014",
        "A tag",
        "`!name` and `!!python/...` tags are refused; plain values are enough here, and nothing in a file is ever run.",
    ),
    Code(
        "OD015",
        "A key that is not plain text",
        "Keys are words. A list or a mapping cannot be a key.",
    ),
    Code(
        "OD016",
        "A merge key",
        "`<<` is not part of YAML 1.2; write the fields out, or use an alias for a whole value.",
    ),
    Code(
        "OD017",
        "A number too large to read",
        "Numbers have at most 300 digits, and are at most 1e+30.",
    ),
    Code(
        "OD018",
        "Not a finite number",
        "`.nan` and `.inf` say nothing that can be computed with. Leave the field out when it is not known.",
    ),
    Code(
        "OD019",
        "An alias without its anchor",
        "`*name` repeats what `&name` marked earlier in the same file.",
    ),
    Code(
        "OD020",
        "A required field is missing",
        "A name, a country and one workload are needed; everything else has a default that the report lists as an assumption.",
    ),
    Code(
        "OD021",
        "A value that is not in the list",
        "Fields with words in place of numbers accept only the words of the schema.",
    ),
    Code(
        "OD022",
        "Not a number",
        "Write numbers plainly: 1500, 1.5, 2e6. No thousands separators, no decimal comma, no unit, no quotes.",
    ),
    Code(
        "OD023",
        "Not true or false",
        "In YAML 1.2 only `true` and `false` are truth values; yes, no, on and off are words.",
    ),
    Code("OD024", "Not text", "A word or a sentence is expected here."),
    Code(
        "OD025",
        "Not a date",
        "Write days as 2026-11-22; in a profile a month (2026-11) or a year (2026) is enough.",
    ),
    Code("OD026", "Not a list", "Write `[one, two]`, or one item per line with a dash before it."),
    Code(
        "OD027",
        "Not a group of fields",
        "Fields are expected here: `{name: value}`, or one field per line, indented.",
    ),
    Code(
        "OD028", "Out of range", "The value is below the least or above the most that makes sense."
    ),
    Code(
        "OD029",
        "Text of the wrong form",
        "The text must follow a pattern: a country is two capital letters, a currency three.",
    ),
    Code(
        "OD030", "Too few or too many items", "The list or text is shorter or longer than allowed."
    ),
    Code(
        "OD031",
        "Money without its parts",
        "Money is an amount and a currency: `{amount: 180000, currency: EUR}`.",
    ),
    Code(
        "OD032",
        "Not a figure",
        "A figure is a number, `[low, high]` or `[low, middle, high]`, from low to high.",
    ),
    Code("OD033", "A value that makes no sense", "The message says why."),
    Code("OD034", "The same id twice", "Ids are unique, because other fields refer to them."),
    Code(
        "OD035",
        "An id that nothing has",
        "The field refers to something by its id, and nothing has that id.",
    ),
    Code(
        "OD036",
        "Weights that sum to zero",
        "At least one weight has to be above zero, otherwise nothing matters.",
    ),
    Code(
        "OD037",
        "A date in the future",
        "Evidence speaks of the past: a test, a quote or a fact cannot be later than today or than the decision.",
    ),
    Code(
        "OD038",
        "Shares that sum to more than one",
        "The shares of the data classes are parts of one volume, that of all workloads together. They need"
        " not sum to one: a workload that names several classes is divided in their proportion.",
    ),
    Code(
        "OD039",
        "A country that does not exist",
        "Countries are ISO 3166 codes of two letters (FR, not France), or one of the groups EU and EEA.",
    ),
    Code(
        "OD040",
        "A requirement that is not known",
        "`must_have` and `nice_to_have` take the listed capabilities only, because each has to be looked up.",
    ),
    Code(
        "OD041",
        "A language that is not known",
        "Languages are ISO 639 codes of two letters (fr, en, de), `multi` or `any`.",
    ),
    Code(
        "OD042",
        "The id is not the file name",
        "One entry per file, named by its id, so that it can be found.",
    ),
    Code(
        "OD043",
        "Not a file of the catalogue",
        "The catalogue holds the folders and files that CONTRIBUTING.md lists; others would be ignored in silence.",
    ),
    Code(
        "OD044",
        "Weights given in one way, asked for in another",
        "`method` says which of `direct`, `ranking`, `swing` and `pairwise` is read; that one must be filled in.",
    ),
    Code(
        "OD045",
        "Levels or anchors out of order",
        "Levels run from worst to best and anchors along one axis, so that better is never rated lower.",
    ),
    Code(
        "OD046",
        "A setting that leads nowhere",
        "`--set path=value` takes the dotted name of a field of the profile, or `catalog.` and the dotted name of a fact.",
    ),
    Code(
        "OD047",
        "A fact of two shapes",
        "A fact is a value, an interval (`low` and `high`), or `any_of` several words.",
    ),
    Code(
        "OD048",
        "A scheme that is not in the list",
        "A certificate or agreement without a known name needs a sentence saying what it is: `{scheme: x, text: …}`.",
    ),
    Code(
        "OD049",
        "A template that fails",
        "`--template` takes a folder of Jinja templates that replace the shipped ones of the same name. A name that the report does not have is an error, never an empty space.",
    ),
    Code(
        "OD050",
        "A table that cannot be read",
        "Tables are CSV: commas between the cells, the names of the columns in the first line, and as many cells in every row.",
    ),
    Code(
        "OD051",
        "No exchange rate",
        "Every amount is converted into one currency. A line in `rates.yaml`, shipped or in a folder of one's own, says how much of a currency one euro buys.",
    ),
)

CODES: Mapping[str, Code] = MappingProxyType({one.code: one for one in _TABLE})
