"""How the catalogue of events names countries and groups, and the code by which their series go."""

NAMES = {
    "Saudi Arabia": "SAU", "Saudi": "SAU", "Riyadh": "SAU", "Russia": "RUS", "Russian": "RUS", "Iraq": "IRQ",
    "UAE": "ARE", "Kuwait": "KWT", "Kazakhstan": "KAZ", "Algeria": "DZA", "Oman": "OMN", "Gabon": "GAB",
    "Iran": "IRN",
    "Nigeria": "NGA", "Libya": "LBY", "Venezuela": "VEN", "Angola": "AGO", "Mexico": "MEX", "Norway": "NOR",
    "non-OPEC": "NONOPEC", "OPEC+": "OPEC+", "OPEC": "OPEC", "US": "USA", "Qatar": "QAT", "IEA": "IEA",
}  # fmt: skip
"""The code of each name: ISO 3166 alpha-3 for a country, a word of our own for a group."""
