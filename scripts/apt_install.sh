#!/bin/sh
# Install Debian packages as root, or by sudo where it asks for no password; otherwise say what is missing.
set -u
if [ "$(id -u)" = 0 ]; then
    root=
elif sudo -n true 2>/dev/null; then
    root="sudo -n"
else
    root=none
fi
if [ "$root" = none ] || ! command -v apt-get >/dev/null; then
    echo "missing on this machine: $*; install with: sudo apt-get install $*" >&2
    exit 1
fi
apt() { $root env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@"; }
if apt update && apt install -y --no-install-recommends "$@" >/dev/null; then
    exit 0
fi
echo "apt-get could not install: $*; install it by hand and run make again" >&2
exit 1
