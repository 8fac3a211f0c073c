"""Everything the command line knows is told by --help, and what it does not know is refused."""

import pytest

from oilwatch.cli import app
from tests.cli.command import refused

SPAN = {"--from", "--to"}
KNOWN = {
    "init": {"--json"},
    "import": {"FILE", "--series", "--unit", "--frequency", "--title", "--json"},
    "status": {"--json"},
    "series": {"[ID]", *SPAN, "--as-of", "--compare", "--forecast", "--format", "-o", "--json"},
    "stories": {*SPAN, "--event", "--format", "-o", "--json"},
    "load": {"[SOURCE]...", "--since", "--every", "--json"},
    "accept": {"SERIES", "PERIOD", "--json"},
    "check": {
        *("[FILE|URL|-]", "--published", "--as-of", "--format", "--json", "-o", "--strict", "--save"),
        *("--batch", "--workers", "--restart"),
    },
    "events": {"--kind", *SPAN, "--validate", "--format", "-o", "--json"},
    "impact": {"[EVENT_ID]", "--kind", "--date", "--series", "--as-of", "--largest", "--json"},
    "moves": {"--series", *SPAN, "--min-percentile", "--as-of", "--json"},
    "delivered": {"EVENT_ID", "--as-of", "--months", "--json"},
    "team": {"--add", "--remove", "--restore", "--author", "--format", "-o", "--json"},
    "link": {
        *("--page", "--series", *SPAN, "--transform", "--scale", "--unit", "--events", "--importance"),
        *("--event", "--as-of", "--freeze", "--short", "--json"),
    },
    "export": {"VIEW_LINK", "-o", "--force", "--bundle"},
    "verify": {"FILE", "--sha256", "--figures-only", "--store", "--json"},
    "serve": {"--host", "--log", "--port"},
    "doctor": {"--json"},
}
OPTIONS = [
    pytest.param(name, option, id=f"{name} {option.opts[0]}")
    for name, command in app.commands.items()
    for option in command.params
    if option.param_type_name == "option"
]


def names(command):
    """Return what may stand behind a command: its options and arguments as the help writes them."""
    options = {option.opts[0] for option in command.params if option.param_type_name == "option"}
    return options | {a.human_readable_name for a in command.params if a.param_type_name == "argument"}


def test_the_commands_are_those_that_are_promised():
    """No command and no option is missing, and none is there that nobody wrote down."""
    assert {name: names(command) for name, command in app.commands.items()} == KNOWN


@pytest.mark.parametrize("command", app.commands)
def test_each_command_says_what_it_does(bare, command):
    """The help of a command has its purpose and every option; it makes nothing."""
    done = bare(command, "--help")
    page = " ".join(done.out.split())

    assert (done.code, done.err) == (0, "")
    assert page.startswith(f"Usage: oilwatch {command} [OPTIONS]")
    assert app.commands[command].help.split(".")[0].replace("\n", " ") in page
    assert all(name in page for name in KNOWN[command])
    assert done.raw == bare.quick(command, "-h").raw
    assert list(bare.home.iterdir()) == []


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_each_option_has_a_word_of_help(command, option):
    """No option is left to be guessed."""
    assert option.help
    assert option.help.endswith((".", "YYYY-MM).", "series'.", "id."))


def test_the_first_page_lists_every_command(bare):
    """The help of oilwatch itself has each command with what it does."""
    page = bare("--help").out

    assert all(f"\n  {name} " in page for name in app.commands)
    assert "--db URL" in page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nonsense",), "No such command 'nonsense'. (see: oilwatch --help)"),
        (("--nonsense",), "No such option"),
        (("status", "extra"), "unexpected extra argument (extra) (see: oilwatch status --help)"),
        (("series", "--format", "pdf"), "'pdf' is not one of 'table', 'csv'"),
        (("events", "--format", "ods"), "'ods' is not one of 'table', 'csv', 'json'"),
        (("import",), "Missing argument 'FILE'"),
        (("import", "x.csv"), "Missing option '--series'"),
        (("import", "x.csv", "--series", "a.b", "--frequency", "hourly"), "'hourly' is not one of 'daily'"),
        (("serve", "--port", "0"), "0 is not in the range"),
        (("serve", "--port", "http"), "'http' is not a valid integer"),
        (("--db",), "Option '--db' requires an argument"),
        (("init", "--json=yes"), "does not take a value"),
    ],
)
def test_a_call_that_cannot_be_is_refused_with_the_way_to_the_help(bare, arguments, words):
    """A wrong call is one line, ends with 2, and names the help."""
    done = bare.quick(*arguments)

    refused(done, 2, words)
    assert "--help)" in done.err
    assert list(bare.home.iterdir()) == []
