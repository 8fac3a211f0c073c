"""Asking the replayed services plainly, and reading what they say."""

import io
import json
import zipfile

import requests


def ask(service, path, params=(), **headers):
    """Return the answer of a service; the parameters as pairs."""
    return requests.get(service.url + path, params=params, headers=headers, timeout=20)


def table(answer):
    """Return the cells of a table."""
    return [line.split(",") for line in answer.text.splitlines()]


def bulk_lines(body):
    """Return the series of a bulk file by id."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        (name,) = archive.namelist()
        lines = [json.loads(line) for line in archive.read(name).splitlines()]
    assert any("category_id" in line for line in lines)
    return {line["series_id"]: line for line in lines if "series_id" in line}


def spell(values, low, high):
    """Return the figures of a world between two periods, holidays left out."""
    return {period: v for period, v in values.items() if v is not None and low <= period <= high}
