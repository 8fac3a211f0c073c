"""The one way in which a text gets into a chart: plotly takes tags, entities and templates in all of them."""


def plain(text: str) -> str:
    """Return text without the characters that plotly takes for markup or a template."""
    return text.replace("&", "&amp;").replace("<", "‹").replace(">", "›").replace("%{", "% {")
