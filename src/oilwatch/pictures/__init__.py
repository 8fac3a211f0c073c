"""Pictures of views: a preview card drawn here, and the chart itself drawn by a Chrome."""

from oilwatch.pictures.charted import FORMS, picture
from oilwatch.pictures.preview import card, card_svg

__all__ = ["FORMS", "card", "card_svg", "picture"]
