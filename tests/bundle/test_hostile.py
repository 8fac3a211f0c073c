"""Files that somebody made up: refused or found, quickly, with nothing unpacked."""

import contextlib
import io
import json
import random
import tracemalloc
import zipfile

import pytest

from oilwatch import bundle
from oilwatch.bundle.container import MOST_FILES, pack
from oilwatch.bundle.findings import CONTAINER
from oilwatch.errors import InputError
from tests.bundle.forging import MANIFEST, forged, sealed


def zipped(entries, method=zipfile.ZIP_STORED):
    """Return what the usual ZIP writer makes of (name, bytes)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, body in entries:
            made.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    "made",
    [
        b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"hello", bytes(range(256)) * 64,
        zipped([("../../etc/passwd", b"x")]), zipped([("/abs", b"x"), ("C:\\x", b"x")]),
        pack({f"f{at}": b"" for at in range(MOST_FILES + 9)}),
    ],
    ids=["nothing", "a head", "no files", "text", "bytes", "up", "absolute", "many"],
)  # fmt: skip
def test_what_is_no_bundle_is_refused(made):
    """InputError says what was expected."""
    with pytest.raises(InputError, match="no proof bundle; expected a file that"):
        bundle.verify(made)


def test_a_bundle_packed_anew_is_no_bundle_any_more(files):
    """A ZIP program writes its own container, compressed or not."""
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        found = bundle.verify(zipped(sorted(files.items()), method)).findings

        assert [one.where for one in found] == [CONTAINER]


def test_a_bomb_is_not_unpacked(files):
    """A file that would be a thousand times as large stays as it is."""
    files["record.json"] = b"0" * 300_000_000
    bomb = zipped(sorted(files.items()), zipfile.ZIP_DEFLATED)
    files.clear()
    tracemalloc.start()
    try:
        found = bundle.verify(bomb).findings
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert [one.where for one in found] == [CONTAINER]
    assert "compressed" in found[0].text
    assert peak < 10_000_000


@pytest.mark.parametrize(
    "name", ["../record.json", "/record.json", "a/b", "a\\b", "\x00", "README.txt/", "~"]
)
def test_names_with_a_path_are_found(files, name):
    """No name but those of a bundle passes."""
    files[name] = b"x"

    found = bundle.verify(pack(files)).findings

    assert len(found) == 1
    assert "\x00" not in found[0].where


def test_two_files_of_one_name_are_found(files):
    """Programs differ in which of them they show."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = zipped([*sorted(files.items()), ("figures.csv", b"other")])

    assert not bundle.verify(twice).ok


def test_random_damage_is_refused_or_found(body):
    """Slices moved, dropped and overwritten: never an error of another kind, never a proof."""
    chance = random.Random(7)
    for _ in range(300):
        broken = bytearray(body)
        first = chance.randrange(len(body))
        end = min(first + chance.choice((1, 4, 30, 5000)), len(body))
        if chance.random() < 0.5:
            broken[first:end] = chance.randbytes(end - first)
        else:
            del broken[first:end]
        if bytes(broken) == body:
            continue
        with contextlib.suppress(InputError):
            assert not bundle.verify(bytes(broken)).ok


def set_to(place, value):
    """Return a change of the record: what stands at *place* (keys and numbers) becomes *value*."""

    def change(held):
        at = held
        for key in place[:-1]:
            at = at[key]
        at[place[-1]] = value

    change.__name__ = f"{'.'.join(map(str, place))}={str(value)[:20]}"
    return change


LONG = "x" * 200_000
S, R = ("series", 0), ("series", 0, "rows", -1)
CHANGES = [
    set_to(("version",), 0), set_to(("version",), "31"), set_to(("version",), 10**12),
    set_to(("version",), True),
    set_to(("as_of",), "9999-99-99"), set_to(("as_of",), None), set_to(("as_of",), "9999-12-31"),
    set_to(("series",), []), set_to(("series",), {}), set_to(("series",), None),
    set_to(("series",), [1]), set_to(("events",), [{}]), set_to(("events",), 7),
    set_to(("stories",), {"x": 1}), set_to(("stories",), {"2026-07-01": -1}), set_to(("stories",), [1]),
    set_to((*S, "about"), {}), set_to((*S, "about", "id"), "../../x"),
    set_to((*S, "about", "frequency"), "hourly"),
    set_to((*S, "about", "frequency"), "monthly"), set_to((*S, "about", "unit"), "=1+1"),
    set_to((*S, "about", "lag_days"), 10**9), set_to((*S, "about", "lag_days"), "9"),
    set_to((*S, "about", "title"), "\u202e\x00<script>"), set_to((*S, "about", "entity_name"), LONG),
    set_to((*S, "about", "measure"), "target"), set_to((*S, "about", "source_url"), "javascript:alert(1)"),
    set_to((*S, "copies"), [["2020-01-01", "0", "1", "2"]]),
    set_to((*S, "copies"), ["x"]), set_to((*S, "copies"), []),
    set_to((*S, "answers"), [["a"]]), set_to((*S, "answers"), []), set_to((*S, "rows"), []),
    set_to((*S, "rows"), [[]]), set_to((*R, 0), "0000-00-00"),
    set_to((*R, 0), "9999-12-31"), set_to((*R, 0), 5),
    set_to((*R, 1), "soon"), set_to((*R, 2), 1e300), set_to((*R, 2), "1"), set_to((*R, 2), -1e14),
    set_to((*R, 2), None), set_to((*R, 3), 999), set_to((*R, 4), -1), set_to((*R, 4), 10**6),
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_record_that_somebody_made_up_is_found(files, change):
    """All sums fit; it is no record, or gives other files. No error of another kind comes of it."""
    held = json.loads(files["record.json"])
    change(held)
    files["record.json"] = json.dumps(held).encode()

    found = bundle.verify(forged(files))

    assert not found.ok
    assert all(one.text.isprintable() and len(one.text) < 1000 for one in found.findings)


@pytest.mark.parametrize("name", ["record.json", "view.json"])
@pytest.mark.parametrize("made", [b"", b"[" * 100_000, b"{}", b"7", b"\xff", b'{"page": "market"}', b"NaN"])
def test_what_is_no_json_is_found(files, name, made):
    """Depth, emptiness and bytes that are no text."""
    files[name] = made

    assert bundle.verify(forged(files)).findings[0].where == "record.json"


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "check"}, {"page": 7}, {"query": "version=9999"}, {"query": ""}, {"query": None},
        {"query": "series=nope&as_of=2026-11-22&version=31"}, {"base_url": "javascript:alert(1)//"},
        {"base_url": ["x"]}, {"query": "x" * 5_000},
    ],
    ids=str,
)  # fmt: skip
def test_a_view_that_the_record_does_not_answer_is_found(files, asked):
    """What is asked for has to be what the record is of."""
    files["view.json"] = json.dumps({**json.loads(files["view.json"]), **asked}).encode()

    assert not bundle.verify(forged(files)).ok


@pytest.mark.parametrize(
    "said",
    [
        {"files": 7}, {"files": {"x": 1}}, {"files": {}}, {"made_with": []},
        {"made_with": {"a": {"b": 1}}}, {"link": 7}],
    ids=str,
)  # fmt: skip
def test_a_manifest_of_other_kinds_is_found(files, said):
    """Sealed, but not what a manifest says."""
    files[MANIFEST] = sealed({**json.loads(files[MANIFEST]), **said})

    found = bundle.verify(pack(files))

    assert not found.ok
    assert not found.figures_ok
