"""The sentences that state facts, in forms of our own: ``v`` is the figure that may be wrong."""

from tests.claims import truth_facts as facts
from tests.claims import truth_output as output
from tests.claims.truth_facts import Family

SHAPES: tuple[tuple[Family, tuple[str, ...]], ...] = (
    (facts.prices, (
        "Spot {who} stood at ${v} a barrel on {day}.",
        "A barrel of {who} cost ${v} on {day}.",
        "On {day} {who} changed hands at ${v} a barrel.",
        "{who} settled at ${v} per barrel on {day}.",
        "{who} was priced at ${v} a barrel on {date}.",
        "By the close on {day} {who} fetched ${v}/bbl.",
    )),
    (facts.moves, (
        "{who} {verb} {v} percent on {day}.",
        "On {day} {who} {verb} by {v}%.",
        "{who} closed {v} percent {than} on {day}.",
        "{who} crude posted a {noun} of {v} percent on {day}.",
    )),
    (facts.dollars, (
        "{who} {verb} ${v} on {day}.",
        "On {day} {who} finished ${v} a barrel {than}.",
        "{who} ended {day} with a {noun} of ${v} a barrel.",
    )),
    (facts.years, (
        "{who} {verb} {v} percent in {year}.",
        "Over the whole of {year}, {who} {verb} by {v}%.",
        "{who} ended {year} {v} percent {than}.",
    )),
    (facts.extremes, (
        "{who} settled on {day} at its {most} since {v}.",
        "On {day} {who} reached the {most} close since {v}.",
        "{day}'s close of {who} was the {most} since {v}.",
    )),
    (output.levels, (
        "{who} pumped {v} million barrels a day in {month}.",
        "In {month} {who} produced {v} million b/d.",
        "{who}'s crude output stood at {v} million bpd in {month}.",
        "Production in {who} averaged {v} mb/d in {month}.",
        "Wells in {who} gave {v} million barrels per day in {full}.",
        "Crude production of {who} came to {v} million b/d in {full}.",
    )),
    (output.loose, (
        "{who} pumped {word} {v} million barrels a day in {month}.",
        "Output in {who} was {word} {v} million b/d in {full}.",
    )),
    (output.quarters, (
        "{who} produced {v} million b/d on average in the {quarter} quarter of {year}.",
        "Output in {who} averaged {v} million bpd in the {quarter} quarter of {year}.",
    )),
    (output.years, (
        "{who} pumped {v} million barrels a day on average in {year}.",
        "In {year}, {who}'s crude output averaged {v} million bpd.",
    )),
    (output.changes, (
        "Output in {who} {verb} by {v} barrels a day in {month}.",
        "{who} pumped {v} b/d {than} in {month} than in {before}.",
        "{who}'s crude production was {way} {v} bpd in {month} from {before}.",
    )),
    (output.percents, (
        "{who}'s crude output {verb} {v} percent in {month} from a year earlier.",
        "Production in {who} was {way} {v}% in {full} from {month} of the year before.",
    )),
    (output.vintages, (
        "U.S. crude output was {v} million b/d in {month}.",
        "The United States produced {v} million bpd in {full}.",
    )),
    (output.definitions, (
        "{who} produced {v} million b/d in {full}.",
        "Oil output in {who} averaged {v} million bpd in {full}.",
    )),
    (facts.decisions, (
        "Eight OPEC+ members agreed on {day} to raise output by {v} barrels a day in {month}.",
        "The eight will add {v} bpd in {month}, they decided on {day}.",
        "Eight OPEC+ countries approved an output increase of {v} b/d for {month}.",
    )),
    (facts.quotas, (
        "{who}'s quota for {month} is {v} million b/d.",
        "Under the deal, {who}'s required production is {v} million bpd in {month}.",
    )),
)  # fmt: skip
"""Families of facts and the sentences that state them."""
