"""Settings: one order of precedence, files that fail loudly, and passwords that are never shown."""

import pytest

from oilwatch import settings
from oilwatch.errors import InputError

FLAG, ENVIRONMENT, SECRETS, FILE = (f"sqlite:////{name}.db" for name in ("flag", "env", "secrets", "file"))


@pytest.fixture
def folder(tmp_path):
    """A working folder with both files of settings."""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(f'OILWATCH_DB = "{SECRETS}"\n')
    (tmp_path / "oilwatch.toml").write_text(
        f'OILWATCH_DB = "{FILE}"\nOILWATCH_BASE_URL = "https://oil.example/x/"\n'
    )
    return tmp_path


def test_flag_before_environment_before_secrets_before_file_before_default(folder):
    """Each setting is taken from the first place that has it, and says which that was."""
    environ = {"OILWATCH_DB": ENVIRONMENT}

    found = [
        settings.load(FLAG, environ=environ, folder=folder),
        settings.load(environ=environ, folder=folder),
    ]
    found.append(settings.load(environ={}, folder=folder))
    (folder / ".streamlit" / "secrets.toml").unlink()
    found.append(settings.load(environ={}, folder=folder))
    (folder / "oilwatch.toml").unlink()
    found.append(settings.load(environ={"OILWATCH_HOME": "/oil"}, folder=folder))

    assert [(each.db, each.origin["OILWATCH_DB"]) for each in found] == [
        (FLAG, "flag"),
        (ENVIRONMENT, "environment"),
        (SECRETS, ".streamlit/secrets.toml"),
        (FILE, "oilwatch.toml"),
        ("sqlite:////oil/oilwatch.db", "default"),
    ]


def test_settings_come_from_several_places_at_once(folder):
    """One setting may come from the environment while another comes from a file."""
    found = settings.load(environ={"OILWATCH_HOME": "~/oil"}, folder=folder)

    assert found.base_url == "https://oil.example/x"
    assert found.home.is_absolute()
    assert {name: where for name, where in found.origin.items() if where != "default"} == {
        "OILWATCH_DB": ".streamlit/secrets.toml",
        "OILWATCH_HOME": "environment",
        "OILWATCH_BASE_URL": "oilwatch.toml",
    }
    assert set(found.origin) == set(settings.NAMES)


def test_services_are_where_they_are_unless_a_setting_says_otherwise(tmp_path):
    """Each service has its own place by default; FRED's setting moves its files and its API alike."""
    plain = settings.load(environ={}, folder=tmp_path)
    moved = settings.load(environ={"OILWATCH_FRED_URL": "http://127.0.0.1:9/"}, folder=tmp_path)

    assert plain.services["EIA"] == "https://api.eia.gov"
    assert plain.services["FRED_API"] != plain.services["FRED"]
    assert moved.services["FRED_API"] == moved.services["FRED"] == "http://127.0.0.1:9"
    assert moved.services["EIA"] == plain.services["EIA"]


@pytest.mark.parametrize(("text", "offline"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_a_switch_is_on_for_anything_but_no(tmp_path, text, offline):
    """A switch that is set to 0, false or nothing is off."""
    assert settings.load(environ={"OILWATCH_OFFLINE": text}, folder=tmp_path).offline is offline


def test_feeds_and_keys_are_read_without_blanks(tmp_path):
    """Feeds stand one after another by commas; a key may have blanks around it."""
    environ = {"OILWATCH_FEEDS": "https://a.example/x, https://b.example/y,", "EIA_API_KEY": " abcdefgh12 "}

    found = settings.load(environ=environ, folder=tmp_path)

    assert found.feeds == ("https://a.example/x", "https://b.example/y")
    assert found.keys == {"EIA_API_KEY": "abcdefgh12"}


@pytest.mark.parametrize(
    ("name", "text"),
    [("EIA_API_KEY", "a/b?c"), ("FRED_API_KEY", "&&"), ("OILWATCH_REFRESH_HOURS", "often"),
     ("OILWATCH_REFRESH_HOURS", "-1")],
)  # fmt: skip
def test_a_setting_that_cannot_be_meant_is_refused(tmp_path, name, text):
    """What cannot be a key or hours is named with what was expected, and a key is not repeated."""
    with pytest.raises(InputError, match=name) as refusal:
        settings.load(environ={name: text}, folder=tmp_path)

    assert "KEY" not in name or text not in str(refusal.value).replace(name, "")


SERVED = {
    "frame_ancestors": ("OILWATCH_FRAME_ANCESTORS", "https://A.example http://*.b.example:81",
                        ("https://a.example", "http://*.b.example:81")),
    "allowed_hosts": ("OILWATCH_ALLOWED_HOSTS", "Oil.example, *.b.example,::1,10.0.0.1",
                      ("oil.example", "*.b.example", "::1", "10.0.0.1")),
    "rate": ("OILWATCH_RATE", "0", 0),
    "proxies": ("OILWATCH_PROXIES", "10.0.0.5, fd00::/8", ("10.0.0.5", "fd00::/8")),
    "log": ("OILWATCH_LOG", "JSON", "json"),
    "editors": ("OILWATCH_EDITORS", "Ada@oil.example, bo@oil.example", ("ada@oil.example", "bo@oil.example")),
}  # fmt: skip


@pytest.mark.parametrize("field", SERVED)
def test_what_a_server_is_told_is_read(tmp_path, field):
    """Lists stand apart by commas or blanks, in lower case; without any setting a server is strict."""
    name, text, wanted = SERVED[field]
    plain = settings.load(environ={}, folder=tmp_path)

    assert getattr(settings.load(environ={name: text}, folder=tmp_path), field) == wanted
    assert getattr(plain, field) == (600 if field == "rate" else "" if field == "log" else ())


@pytest.mark.parametrize(
    ("name", "text"),
    [("FRAME_ANCESTORS", "https://a.example; script-src *"), ("FRAME_ANCESTORS", "*"),
     ("FRAME_ANCESTORS", "https://a.example/x"), ("FRAME_ANCESTORS", "'self'"),
     ("ALLOWED_HOSTS", "https://a.example"), ("ALLOWED_HOSTS", "a.example:80"), ("ALLOWED_HOSTS", "a.*"),
     ("RATE", "-1"), ("RATE", "many"), ("RATE", "1.5"), ("RATE", "1" * 7), ("PROXIES", "proxy.example"),
     ("PROXIES", "*"), ("PROXIES", "10.0.0.0/33"), ("LOG", "yes"), ("EDITORS", "ada"), ("EDITORS", "<a@b>")],
)  # fmt: skip
def test_what_a_server_cannot_be_told_is_refused(tmp_path, name, text):
    """The setting is named, with what was expected of it."""
    with pytest.raises(InputError, match=f"OILWATCH_{name}.*expected"):
        settings.load(environ={f"OILWATCH_{name}": text}, folder=tmp_path)


def test_an_empty_setting_is_none(folder):
    """A variable that is set to nothing does not hide the next place."""
    assert settings.load("", environ={"OILWATCH_DB": ""}, folder=folder).db == SECRETS


def test_without_any_setting_the_store_is_in_the_users_folder(tmp_path):
    """The default is a SQLite file in the folder that the system has for a user's data."""
    found = settings.load(environ={}, folder=tmp_path)

    assert found.db == f"sqlite:///{found.home / 'oilwatch.db'}"
    assert found.home.name == "oilwatch"
    assert set(found.origin.values()) == {"default"}


@pytest.mark.parametrize("content", [b"OILWATCH_DB = \n", b"\xff\xfe"])
def test_a_broken_file_is_named(tmp_path, content):
    """A settings file that is not TOML is an InputError with its path, not a setting silently lost."""
    (tmp_path / "oilwatch.toml").write_bytes(content)

    with pytest.raises(InputError, match=r"oilwatch\.toml cannot be read as TOML"):
        settings.load(environ={}, folder=tmp_path)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://user:secret@host:5432/name", "postgresql://user:***@host:5432/name"),
        ("postgresql://:secret@host/name", "postgresql://:***@host/name"),
        ("postgresql://user:se:cr/et@host/name", "postgresql://user:***@host/name"),
        ("postgresql://user:p@ss@host/name", "postgresql://user:***@host/name"),
        ("postgresql://host/name?password=secret&x=1", "postgresql://host/name?password=***&x=1"),
        ("postgresql://user@host/name", "postgresql://user@host/name"),
        ("sqlite:////home/me/oilwatch.db", "sqlite:////home/me/oilwatch.db"),
    ],
)
def test_a_password_is_masked(address, shown):
    """An address is shown without its password, and otherwise as it is."""
    assert settings.masked(address) == shown


@pytest.mark.parametrize("name", ["data", "data/series.csv", "streamlit_app.py"])
def test_what_is_bundled_is_found(name):
    """The files that come with oilwatch are found from a checkout and from an installation."""
    assert settings.bundled(name).exists()
