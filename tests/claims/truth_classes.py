"""How a figure may be right or wrong, and which verdicts are right then."""

TRUE = ("matches", "rounds_to", "other_definition", "other_vintage")
RIGHT = {
    "true": TRUE,
    "rounded": TRUE,
    "slightly": (*TRUE, "off_by", "other_period"),
    "wrong month": ("other_period", "contradicted"),
    "wrong country": ("other_period", "other_definition", "contradicted"),
    "wrong sign": ("contradicted",),
    "other vintage": ("other_vintage",),
    "other definition": ("other_definition",),
    "far": ("contradicted",),
}
"""The verdicts that are right, by class."""
