"""Whatever differs of a bundle is found, and it is told where."""

import hashlib
import json
import random

import pytest

from oilwatch import bundle
from oilwatch.bundle.container import damaged, pack, unpack
from oilwatch.bundle.findings import CONTAINER, MADE
from oilwatch.errors import InputError
from tests.bundle.conftest import BASE
from tests.bundle.forging import MANIFEST, forged

SEED, SAMPLED, ENDS, EACH = 20261122, 500, 200, 8


def places(body):
    """Return (name, first byte, byte behind the last) of each file in a bundle."""
    return [(name, at, at + len(held)) for name, held in unpack(body)[0].items() if (at := body.find(held))]


@pytest.mark.slow
@pytest.mark.parametrize("link", ["/?from=2026-07-01", "/production?from=2026-01-01"])
def test_any_flipped_byte_is_found_and_told_where(bundled, link):
    """A sample over the whole, all bytes of both ends, and some of every file."""
    body, chance = bundled(link), random.Random(SEED)
    files = places(body)
    chosen = {*chance.sample(range(len(body)), SAMPLED), *range(ENDS), *range(len(body) - ENDS, len(body))}
    for _, first, end in files:
        chosen |= {chance.randrange(first, end) for _ in range(EACH)} | {first, end - 1}
    assert len(files) == 12
    missed = []
    for at in sorted(chosen):
        broken = bytearray(body)
        broken[at] ^= 1 << chance.randrange(8)
        found = bundle.verify(bytes(broken)).findings
        inside = next((name for name, first, end in files if first <= at < end), CONTAINER)
        if inside not in {one.where for one in found}:
            missed.append((at, inside, found))
    assert len(chosen) >= SAMPLED + 2 * ENDS
    assert missed == []


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body + b"\0",
        lambda body: b"\0" + body,
        lambda body: body[:-1],
        lambda body: body[: len(body) // 2],
        lambda body: body[:-2] + b"\x05\x00hello",
        lambda body: body + body,
    ],
    ids=["byte behind", "byte before", "byte less", "half", "comment", "twice"],
)
def test_what_is_added_to_or_cut_off_the_container_is_found(body, change):
    """It is the container that differs, whatever a ZIP program makes of it."""
    found = bundle.verify(change(body))

    assert [one.where for one in found.findings] == [CONTAINER]
    assert not found.figures_ok


@pytest.mark.parametrize("name", ["figures.csv", "record.json", "card.png", MANIFEST])
def test_a_file_that_is_missing_is_named(files, name):
    """Also where the manifest does not list it any more."""
    del files[name]

    assert name in {one.where for one in bundle.verify(pack(files)).findings}
    if name != MANIFEST:
        assert name in {one.where for one in bundle.verify(forged(files)).findings}


def test_a_file_that_is_no_part_of_a_bundle_is_named(files):
    """Nothing rides along, listed or not."""
    files["more.txt"] = b"hello"

    assert [one.where for one in bundle.verify(pack(files)).findings] == ["more.txt"]
    assert [one.where for one in bundle.verify(forged(files)).findings] == ["more.txt"]


@pytest.mark.parametrize(
    "name", ["figures.csv", "figures.json", "events.csv", "raw.csv", "card.svg", "page.html"]
)
def test_a_changed_file_whose_sums_were_mended_is_found(files, name):
    """The sums fit, the record does not."""
    files[name] = files[name].replace(b"2026", b"2025", 1)

    found = bundle.verify(forged(files))

    assert [one.where for one in found.findings] == [name]
    assert not found.figures_ok


def test_a_file_under_another_name_is_found(files):
    """The name it should have and the one it has are told."""
    files["page.htm"] = files.pop("page.html")

    assert {one.where for one in bundle.verify(pack(files)).findings} == {"page.htm", "page.html"}


def test_a_changed_value_of_the_record_is_found(files):
    """Every file that shows the figure differs from what the record gives now."""
    held = json.loads(files["record.json"])
    row = held["series"][0]["rows"][-1]
    old, new = json.dumps(row).encode(), json.dumps([*row[:2], row[2] + 1, *row[3:]]).encode()
    assert old in files["record.json"]
    files["record.json"] = files["record.json"].replace(old, new)

    found = {one.where for one in bundle.verify(forged(files)).findings}

    assert found >= {"figures.csv", "figures.json", "figures.xlsx", "page.html", "raw.csv", MANIFEST}


@pytest.mark.parametrize(
    "said",
    [{"title": "Another"}, {"as_of": "2020-01-01"}, {"citations": []}, {"rebuild": "rm -rf /"}, {"more": 1}],
    ids=lambda said: next(iter(said)),
)
def test_a_manifest_that_says_something_else_is_found(files, said):
    """Its own words are made again, too, sealed or not."""
    found = bundle.verify(forged(files, **said))

    assert [one.where for one in found.findings] == [MANIFEST]


def test_only_the_sum_tells_a_bundle_that_was_made_again_as_a_whole(body, bundled, source):
    """Another view gives another bundle that agrees with itself: its SHA-256 is another."""
    other = bundled("/?from=2026-07-02")

    assert bundle.verify(other).ok
    assert bundle.verify(other).sha256 != bundle.verify(body).sha256
    assert bundle.verify(body).sha256 == hashlib.sha256(body).hexdigest()


def test_a_picture_by_another_version_of_a_library_is_told_apart(files):
    """The figures are identical: a finding of its own kind, which may be left aside."""
    versions = {**json.loads(files[MANIFEST])["made_with"], "pillow": "1.2.3"}
    same = forged(files, made_with=versions)
    files["card.png"] += b"\0"
    found = bundle.verify(forged(files, made_with=versions))
    files["figures.csv"] += b"#\n"
    worse = bundle.verify(forged(files, made_with=versions))

    assert bundle.verify(same).ok
    assert [(one.where, one.kind) for one in found.findings] == [("card.png", MADE)]
    assert "figures identical; the file was made by another pillow 1.2.3 there" in found.findings[0].text
    assert (found.ok, found.figures_ok) == (False, True)
    assert (worse.ok, worse.figures_ok) == (False, False)


def test_a_bundle_of_a_newer_format_is_refused(files):
    """What it means is not known here."""
    with pytest.raises(InputError, match="of format 2; this oilwatch reads format 1"):
        bundle.verify(forged(files, format=2))


def test_checksums_that_do_not_fit_are_those_of_the_container(body, files):
    """Both places of a checksum were changed: the file itself is right."""
    size = len(files["README.txt"])
    crc = body[14:18]
    broken = body.replace(crc, bytes([crc[0] ^ 1]) + crc[1:])

    assert size
    assert list(damaged(broken, files)) == ["README.txt"]
    assert [one.where for one in bundle.verify(broken).findings] == [CONTAINER]


def test_the_link_is_that_of_the_view(body):
    """It is told without a look into the file."""
    assert bundle.verify(body).link.startswith(f"{BASE}/?from=2026-07-01&as_of=2026-11-22&version=")
