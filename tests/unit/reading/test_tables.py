"""Tables of measurements: what is no table is told by its line, and never ends in half a table."""

import pytest

from opendecide.errors import InvalidFileError
from opendecide.reading.tables import read_rows


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def read(content):
        (tmp_path / "t.csv").write_bytes(content)
        return read_rows("t.csv", ("gpu", "value"))

    return read


@pytest.mark.parametrize(
    "content",
    [
        b"gpu,value\nh100,3\n",
        b"\xef\xbb\xbfgpu,value\r\nh100,3\r\n",
        b'value,gpu\n\n3,"h100"\n\n',
    ],
    ids=["plain", "as spreadsheets write it", "blank lines, columns in another order"],
)
def test_a_table_is_read(read, content):
    assert read(content) == [{"gpu": "h100", "value": "3"}]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "t.csv:1:1: The table has no column gpu, value. It needs: gpu, value. [OD050]"),
        (
            b"gpu,value,gpu\nx,1,y\n",
            "t.csv:1:1: The table has several columns gpu. Keep one of each name. [OD050]",
        ),
        (b"gpu\nx\n", "t.csv:1:1: The table has no column value. It needs: gpu, value. [OD050]"),
        (b"gpu,value\n", "t.csv:1:1: The table has no rows. Write one per line. [OD005]"),
        (
            b"gpu;value\nh100;3,5\n",
            (
                "t.csv:1:1: The cells are not separated by commas. "
                "Save it with commas between the cells. [OD050]"
            ),
        ),
        (
            b"gpu,value\nh100,3,5\nh100,4\nh100\n",
            (
                "t.csv:2:1: The row has 3 cells, the table 2 columns. "
                "Quote a text that contains a comma. [OD050]\n"
                "t.csv:4:1: The row has 1 cells, the table 2 columns. "
                "Quote a text that contains a comma. [OD050]"
            ),
        ),
        (
            b'gpu,value\nh100,3\n"h100,4\n',
            "t.csv:3:1: The table cannot be read from here on. Close every quote. [OD050]",
        ),
        (
            b"gpu,value\nh100," + b"3" * 200_000,
            "t.csv:2:1: The table cannot be read from here on. Close every quote. [OD050]",
        ),
        (
            b"gpu,value\n\xe9,3\n",
            "t.csv:2:1: The file is not UTF-8 text. Save it as UTF-8. [OD003]",
        ),
    ],
)
def test_what_is_no_table_is_told_by_its_line(read, content, said):
    with pytest.raises(InvalidFileError) as caught:
        read(content)
    assert str(caught.value) == said
