"""The command that proves bundles: ``oilwatch verify``, and ``oilwatch export --bundle``."""

import hashlib

import pytest

from tests.cli.command import refused

LINK = "/?series=price.wti.spot&from=2026-07-01&as_of=2026-09-01&version=5"


@pytest.fixture(scope="module")
def made(reader, tmp_path_factory):
    """A bundle that the command wrote."""
    path = tmp_path_factory.mktemp("bundle") / "wti.zip"
    done = reader.quick("export", LINK, "--bundle", "-o", path)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{hashlib.sha256(path.read_bytes()).hexdigest()}  wti.zip\n"
    return path


@pytest.fixture
def broken(made, tmp_path):
    """The same bundle with another byte inside a figure."""
    path = tmp_path / "broken.zip"
    path.write_bytes(
        made.read_bytes().replace(b"price.wti.spot,WTI,2026-07-0", b"price.wti.spot,WTI,2026-07-1", 1)
    )
    return path


def test_a_bundle_is_proved_without_a_store(bare, made):
    """Exit code 0; the sum is printed with what to compare it with, and no store is made."""
    done = bare.quick("verify", made)

    assert (done.code, done.err) == (0, "")
    head, *rest = done.out.splitlines()
    assert head == "wti.zip: proved"
    assert rest[0] == f"SHA-256: {hashlib.sha256(made.read_bytes()).hexdigest()}"
    assert rest[1].endswith(LINK)
    assert "the maker of the bundle" in rest[2]
    assert list(bare.home.iterdir()) == []


def test_the_store_it_came_from_confirms_it(reader, made):
    """With --store its figures and raw answers are those of the store."""
    done = reader.quick("verify", made, "--store", "--json")

    assert (done.code, done.err) == (0, "")
    assert (done.json["proved"], done.json["findings"]) == (True, [])


def test_a_store_that_was_changed_does_not(writer, made):
    """Exit code 1, and the store is named; the bundle alone is still proved."""
    writer.change("UPDATE observation SET value = value + 1 WHERE period = '2026-07-06'")
    done = writer.quick("verify", made, "--store")

    assert done.code == 1
    assert "  the store: has another record of price.wti.spot: " in done.out
    assert writer.quick("verify", made).code == 0


def test_a_changed_bundle_is_told_where(bare, broken):
    """Exit code 1, each finding on a line; in JSON with its kind. --figures-only does not help it."""
    done = bare.quick("verify", broken)
    told = bare.quick("verify", broken, "--json", "--figures-only")

    assert (done.code, told.code, done.err, told.err) == (1, 1, "", "")
    assert done.out.splitlines()[0] == "broken.zip: NOT proved"
    assert "  figures.csv: is not the file whose SHA-256 stands in the manifest" in done.out.splitlines()
    assert told.json["proved"] is False
    assert {"where": "figures.csv", "kind": "difference"}.items() <= told.json["findings"][0].items()


def test_the_sum_of_the_maker_is_compared(bare, made):
    """In either case of letters; another one is a difference."""
    digest = hashlib.sha256(made.read_bytes()).hexdigest()

    assert bare.quick("verify", made, "--sha256", digest.upper()).code == 0
    other = bare.quick("verify", made, "--sha256", "0" * 64)
    assert other.code == 1
    assert "  the whole file: its SHA-256 is not the one given by --sha256\n" in other.out
    refused(
        bare.quick("verify", made, "--sha256", "12"), 2, "--sha256: expected 64 digits 0-9 and a-f, got '12'"
    )


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        (
            "a.zip",
            b"hello",
            "no proof bundle; expected a file that `oilwatch export VIEW_LINK --bundle` wrote",
        ),
        ("a.zip", b"", "no proof bundle"),
        ("a.zip", b"PK\x05\x06" + b"\0" * 18, "no proof bundle"),
        (".", None, "cannot be read"),
        ("none.zip", None, "cannot be read (No such file or directory)"),
    ],
)
def test_what_is_no_bundle_ends_with_2(bare, name, body, words):
    """One line on stderr, nothing printed."""
    path = bare.home / name if body is None else bare.write(name, body)

    refused(bare.quick("verify", path), 2, words)


def test_a_bundle_has_the_ending_of_one_and_nothing_else_has(reader, tmp_path):
    """``--bundle`` writes .zip, and .zip needs ``--bundle``; a file that is there is left alone."""
    refused(reader.quick("export", "/", "--bundle", "-o", tmp_path / "a.csv"), 2, "ends in .zip; got 'a.csv'")
    refused(reader.quick("export", "/", "-o", tmp_path / "a.zip"), 2, "expected a name that ends in .csv")
    (tmp_path / "b.zip").write_text("mine")
    refused(reader.quick("export", "/", "--bundle", "-o", tmp_path / "b.zip"), 2, "is there already")

    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_a_bundle_is_the_same_again(reader, made, tmp_path):
    """The command in the manifest makes the same file."""
    again = tmp_path / "again.zip"
    done = reader.quick("export", LINK, "--bundle", "-o", again)

    assert done.code == 0
    assert again.read_bytes() == made.read_bytes()
