#!/bin/bash
# wear.sh: what a call writes to the disk, by the binary $VOICEHUNTE_BINARY on an ext4 of its own. Only root may mount one.
set -euo pipefail
cd "$(dirname "$0")/../.."

mkdir -p artifacts
packaging/vm/explicit.sh WearBench > artifacts/wear.log 2>&1 || { cat artifacts/wear.log >&2; exit 1; }
cat artifacts/wear.md
