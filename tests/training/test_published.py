"""The paper's Table 1, against what its text says of it."""

from training.published import METHODS, RADII_KM, TABLE_1, improvements


def test_every_row_is_there():
    assert all(tuple(rows) == METHODS for rows in TABLE_1.values())
    for rows in TABLE_1.values():
        for values in rows.values():
            assert len(values) == len(RADII_KM)
            assert list(values) == sorted(values)  # a larger area finds no fewer photos


def test_the_text_of_the_paper_holds():
    # Section 5.3: +LS outperforms the urban prior on larger areas; recall on Im2GPS3k is reduced at smaller areas.
    assert all(rows["+LS"][k] > rows["+LS urban prior"][k] for rows in TABLE_1.values() for k in range(4))
    assert improvements("+LS", 25) == [-4.65, -0.49, 1.89, 3.28]
    assert improvements("+LC", 200)[1] == 2.98
