#!/bin/bash
# soak.sh: ten minutes of live calls on the binary $VOICEHUNTE_BINARY, fifty at a time; fails over whatever is left of them.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p artifacts
dotnet build VoiceHunte.Edge.Tests -c Release > artifacts/soak.log 2>&1 || { cat artifacts/soak.log >&2; exit 1; }
artifacts/bin/VoiceHunte.Edge.Tests/release/VoiceHunte.Edge.Tests -explicit only -class VoiceHunte.Edge.Tests.Binary.SoakTests -diagnostics -noColor
