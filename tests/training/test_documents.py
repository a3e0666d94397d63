import pytest

from training.documents import check_folder, folder_for, table


def test_a_document_takes_the_place_of_the_older_one(tmp_path):
    out = tmp_path / "docs" / "study"
    for text in ("old", "new"):
        with folder_for(out, ("README.md",)) as folder:
            (folder / "README.md").write_text(text)
    assert (out / "README.md").read_text() == "new"
    assert [p.name for p in out.parent.iterdir()] == ["study"]


def test_an_error_leaves_the_older_one(tmp_path):
    out = tmp_path / "study"
    with folder_for(out, ("README.md",)) as folder:
        (folder / "README.md").write_text("old")
    with pytest.raises(RuntimeError), folder_for(out, ("README.md",)) as folder:
        (folder / "README.md").write_text("new")
        raise RuntimeError
    assert (out / "README.md").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["study"]


def test_nothing_foreign_is_replaced(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ValueError, match=r"holds 'notes\.txt'"):
        check_folder(tmp_path, ("README.md",))
    with pytest.raises(ValueError, match="is a file"):
        check_folder(tmp_path / "notes.txt", ("README.md",))


def test_a_table():
    assert table(["a", "b"], [["x", "1"]]) == "| a | b |\n| --- | ---: |\n| x | 1 |"
