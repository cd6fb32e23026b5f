#!/bin/bash
# sums.sh [DIRECTORY]: SHA256SUMS over all that was packed into DIRECTORY (else out/); `sha256sum --check SHA256SUMS` there.
set -euo pipefail
cd "$(dirname "$0")/.."
cd "${1:-out}"

export LC_ALL=C
find . -maxdepth 1 -type f \( -name 'voicehunte_*.deb' -o -name 'voicehunte-*.tar.gz' -o -name 'voicehunte-*.cdx.json' \) -printf '%f\0' |
    sort --zero-terminated | xargs --null --no-run-if-empty sha256sum > SHA256SUMS.new
mv SHA256SUMS.new SHA256SUMS
