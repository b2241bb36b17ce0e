"""Text of a profile is only read in Markdown: it opens no link, no style and no picture."""

import pytest

from opendecide.report.markdown import escape


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("rag_qa and été_2026", "rag_qa and été_2026"),
        ("_stressed_ a__b x_", r"\_stressed\_ a\_\_b x\_"),
        ("*bold* `code` a|b $x$ &amp;", r"\*bold\* \`code\` a\|b \$x\$ \&amp;"),
        ("see HTTPS://a.b and www.a.b", r"see HTTPS\://a.b and www\.a.b"),
        ("mailto:a data:x xhttp:y http: y", r"mailto\:a data\:x xhttp:y http: y"),
        (":tada: but 12:30 and a ratio of 1:2:3", r"\:tada: but 12:30 and a ratio of 1\:2:3"),
        ("2026. A year, and 3.5 of it", r"2026\. A year, and 3.5 of it"),
        ("# no heading", r"\# no heading"),
    ],
)
def test_what_could_be_a_mark_is_shown_as_it_is_and_nothing_else_is_touched(text, written):
    assert escape(text) == written
