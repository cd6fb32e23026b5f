#!/bin/bash
# needs.sh PACKAGE...: installs those Debian packages that are missing, and asks nothing.
# A name may carry an architecture (libsqlite3-dev:arm64).
set -euo pipefail

is_installed() {
    local name=${1%%:*} architecture
    case $1 in
        *:*) architecture=${1#*:} ;;
        *) architecture=$(dpkg --print-architecture) ;;
    esac
    dpkg-query --show --showformat='${Architecture} ${db:Status-Status}\n' "$name" 2> /dev/null |
        grep --quiet --extended-regexp "^($architecture|all) installed\$"
}

missing=()
for package in "$@"; do
    is_installed "$package" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get > /dev/null; then
    echo "Missing, and there is no apt here to install it with: ${missing[*]}" >&2
    exit 69
fi
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)

echo "Missing: ${missing[*]}. Installing with apt." >&2
# A program is wanted, not its service: nothing begins to listen because of an installation (invoke-rc.d(8)).
if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" install -m 755 /dev/stdin /usr/sbin/policy-rc.d
    trap '"${as_root[@]}" rm -f /usr/sbin/policy-rc.d' EXIT
fi
for package in "${missing[@]}"; do
    case $package in
        *:*) "${as_root[@]}" dpkg --add-architecture "${package#*:}" ;;
    esac
done
"${as_root[@]}" apt-get update --quiet --quiet
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --quiet --quiet --yes --no-install-recommends "${missing[@]}" < /dev/null > /dev/null
