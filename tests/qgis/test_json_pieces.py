import json

import pytest
from photo_geolocator.plugin.json_pieces import pieces

VALUES = [
    {},
    {"features": []},
    {"features": [1]},
    {"a": 1, "features": [{"b": [1, 2]}, {}, None, "]},{"], "c": {"features": [3]}},
    {"features": [[]], "type": 'é \\" x'},
]


def whole(text):
    seen = {}
    for key, value in pieces(text, "features"):
        if key == "features":
            seen.setdefault(key, []).append(value)
        else:
            seen[key] = value
    return seen


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("layout", [{}, {"indent": 2}, {"separators": (",", ":")}, {"separators": (" ,\r\n", "\t: ")}])
def test_the_pieces_make_up_the_whole(value, layout):
    expected = {key: item for key, item in value.items() if item != []}
    assert whole(json.dumps(value, **layout)) == expected
    assert whole(" \n" + json.dumps(value)) == expected


@pytest.mark.parametrize("end", range(1, 38))
def test_a_text_cut_anywhere_is_refused(end):
    text = '{"a": 1, "features": [{"b": 2}, 3], "c": 4}'
    with pytest.raises(ValueError):
        whole(text[:-end])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"features": {}}',
        '{"features": 3}',
        '{"features": [1 2]}',
        '{"features": [1,]}',
        '{"a": NaN}',
        '{"features": [Infinity]}',
        '{"a" 1}',
        '{"a": 1 "b": 2}',
    ],
)
def test_what_is_not_the_contracts_json_is_refused(text):
    with pytest.raises(ValueError):
        whole(text)


def test_an_item_comes_before_the_next_is_read():
    reading = pieces('{"features": [1, oops', "features")
    assert next(reading) == ("features", 1)
    with pytest.raises(ValueError):
        next(reading)
