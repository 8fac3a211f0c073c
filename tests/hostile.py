"""Links as people mistype them and as attackers write them, made from a seeded source."""

from oilwatch import catalog, view

BAD = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "' OR 1=1 --",
    "[here](https://example.org)", "![x](https://example.org/x.png)", "https://example.org", "*bold* `code`",
    "x www.example.org y", "a\n# title", "a\r\nSet-Cookie: a=b", "\x00", "\x1b[31m", "\u202egnp", "😀" * 30,
    "ＰＲＩＣＥ", "٢٠٢٢-٠١-٠١", "%3Cscript%3E", "%", "../../etc/passwd", "{{7*7}}", "${7*7}", "$x^2$", "_x_",
    ":red[x]", ":material/bolt:", "a" * 300, "None", "nan", "-1", "1e400", "__proto__", "opec opec",
    "price.brent", "2022-13-01", "2022-02-30", "1899-12-31", "2100-01-01", "20220101", "2022-1-1",
]  # fmt: skip
"""Values that no part of a link takes."""
GOOD = {
    "series": {
        "market": ["price.wti.spot", "price.wti.spot,price.brent.spot"],
        "production": ["production.irq.crude", "production.usa.crude,production.rus.liquids"],
    },
    "from": ["1900-01-01", "2020-02-29", "2021-06-30"],
    "to": ["2022-01-01", "2099-12-31"],
    "transform": ["level"],
    "scale": list(view.SCALES),
    "unit": list(view.UNITS),
    "events": ["none", *view.LANES, "opec,supply,team"],
    "importance": ["1", "2", "3"],
    "event": list(catalog.event_ids())[::40],
    "as_of": ["1900-01-01", "2022-01-01", "2099-12-31"],
    "version": ["1", "57", "999999999"],
}
"""Values that each part of a link takes, in the order in which the parts are read."""


def link(source, page):
    """Return a random link to *page*: (name, value, whether the value can be used) with each name once."""
    names = source.sample(list(GOOD), k=source.randrange(len(GOOD) + 1))
    parts = [(name, *_value(source, page, name)) for name in names]
    strange = source.sample(BAD, k=source.choice((0, 0, 1, 2, 5)))
    parts += [(name, source.choice(BAD), False) for name in strange]
    source.shuffle(parts)
    return parts


def _value(source, page, name):
    good = GOOD[name]
    if isinstance(good, dict):
        good = good.get(page) or good["market"]
    if source.random() < 0.5:
        return source.choice(good), True
    bad = [one for one in BAD if name != "version" or not (one.isascii() and one.isdecimal())]
    return source.choice([*bad, ""]), False
