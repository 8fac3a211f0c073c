"""What went wrong with a connection, in words."""

_CAUSES = {
    "NameResolution": "its name is not known; check the connection to the internet",
    "gaierror": "its name is not known; check the connection to the internet",
    "Connection refused": "nobody answers there; try again later",
    "CertificateVerif": "its certificate is not valid; the answer cannot be trusted",
    "SSL": "the encrypted connection failed; try again later",
    "timed out": "no connection within 10 s; try again later",
    "broke off": "the answer broke off; try again later",
    "IncompleteRead": "the answer broke off; try again later",
    "reset": "the connection was reset; try again later",
    "without response": "the connection was closed without an answer; try again later",
    "InvalidURL": "this is no address that can be asked; check how it is written",
    "BadStatusLine": "what answers there is no web server; try again later",
    "Error -3": "the answer is not the compressed text it claims to be; try again later",
}


def plainly(error: BaseException) -> str:
    """Return what went wrong in words, without the address that the library puts into its text."""
    told = f"{type(error).__name__} {error}"
    return next((words for key, words in _CAUSES.items() if key in told), type(error).__name__)
