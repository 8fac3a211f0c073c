"""A sign-in provider on 127.0.0.1: OpenID Connect with discovery, code flow with PKCE, RS256, and sign-out.

It asks nobody for a password: who comes to ``/authorize`` is whoever ``claims`` says at that moment. All else
is checked as a real provider does: client and its secret, address to return to, code used once, verifier.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "oilwatch", "a secret of the client's"


class Provider:
    """The provider; use it as a context manager. *claims*: of who signs in next; *hits*: paths asked for."""

    def __init__(self) -> None:
        self.claims: dict[str, object] = {}
        self.hits: list[str] = []
        self.refused: list[str] = []
        self.error = ""
        self.returns: set[str] = set()
        self._key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self._codes: dict[str, tuple[dict[str, str], dict[str, object]]] = {}
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def secrets_toml(self, app: str) -> str:
        """Return the ``[auth]`` section for an application at the address *app*, which may return there."""
        self.returns.add(f"{app}/oauth2callback")
        return (
            f'[auth]\nredirect_uri = "{app}/oauth2callback"\ncookie_secret = "{secrets.token_hex(32)}"\n'
            f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
            f'server_metadata_url = "{self.url}/.well-known/openid-configuration"\n'
        )

    # -- what it answers -------------------------------------------------------------------------------

    def discovery(self) -> dict[str, object]:
        """Return what the provider offers, and where."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "end_session_endpoint": f"{self.url}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "scopes_supported": ["openid", "email", "profile"],
        }

    def jwks(self) -> dict[str, object]:
        """Return the public key by which tokens are checked."""
        return {"keys": [self._key.as_dict(private=False)]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Return where to send the browser: back with a code, or with the error that the test set."""
        self._must("client", asked.get("client_id") == CLIENT)
        self._must("return", asked.get("redirect_uri") in self.returns)
        self._must(
            "flow", asked.get("response_type") == "code" and "openid" in asked.get("scope", "").split()
        )
        self._must("PKCE", asked.get("code_challenge_method") == "S256")
        if self.error:
            back = {"error": self.error, "error_description": "as the test set", "state": asked["state"]}
        else:
            code = secrets.token_urlsafe(16)
            self._codes[code] = asked, dict(self.claims)
            back = {"code": code, "state": asked["state"]}
        return f"{asked['redirect_uri']}?{urlencode(back)}"

    def token(self, sent: dict[str, str], authorization: str) -> dict[str, object]:
        """Return the tokens for a code, once."""
        basic = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        name, _, word = basic.partition(":")
        self._must("secret", (unquote(name), unquote(word.replace("+", " "))) == (CLIENT, SECRET))
        asked, claims = self._codes.pop(sent["code"])
        hashed = hashlib.sha256(sent["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(hashed).decode().rstrip("=")
        self._must("verifier", challenge == asked["code_challenge"])
        self._must("return", sent["redirect_uri"] == asked["redirect_uri"])
        now = int(time.time())
        about = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": asked["nonce"]}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, {"sub": "1", **claims, **about}, self._key)
        return {
            "access_token": secrets.token_hex(),
            "token_type": "Bearer",
            "expires_in": 600,
            "id_token": signed,
        }

    def logout(self, asked: dict[str, str]) -> str:
        """Return where to send the browser after signing out."""
        self._must("return", asked.get("post_logout_redirect_uri") in self.returns)
        return asked["post_logout_redirect_uri"]

    def _must(self, what: str, holds: bool) -> None:
        if not holds:
            self.refused.append(what)
            raise ValueError(f"refused for its {what}")


class _Server(ThreadingHTTPServer):
    daemon_threads = True


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = dict(parse_qsl(parts.query))
            provider.hits.append(parts.path)
            plain = {"/.well-known/openid-configuration": provider.discovery, "/jwks": provider.jwks}
            moves = {"/authorize": provider.authorize, "/logout": provider.logout}
            try:
                if parts.path in plain:
                    self._send(200, plain[parts.path]())
                elif parts.path in moves:
                    self._send(302, {}, moves[parts.path](asked))
                else:
                    self._send(404, {"error": "not_found"})
            except (KeyError, ValueError) as error:
                self._send(400, {"error": "invalid_request", "error_description": str(error)})

        def do_POST(self) -> None:
            provider.hits.append(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            try:
                self._send(200, provider.token(dict(parse_qsl(body)), self.headers.get("Authorization", "")))
            except (KeyError, ValueError) as error:
                self._send(400, {"error": "invalid_grant", "error_description": str(error)})

        def _send(self, status: int, value: dict[str, object], location: str = "") -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Be quiet."""

    return Handler
