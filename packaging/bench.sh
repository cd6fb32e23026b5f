#!/bin/bash
# bench.sh: measures the binary $VOICEHUNTE_BINARY and prints one table; then how many scripted calls went right.
set -euo pipefail
cd "$(dirname "$0")/.."

bench=VoiceHunte.Edge.Tests.Bench
log=artifacts/bench.log
mkdir -p artifacts
rm -f artifacts/bench.md artifacts/calls.md
echo 'Measuring; leave the machine alone for about two minutes.' >&2
if ! {
    dotnet build VoiceHunte.Edge.Tests -c Release &&
        artifacts/bin/VoiceHunte.Edge.Tests/release/VoiceHunte.Edge.Tests -explicit only -namespace "$bench" -parallel none -noColor
} > "$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
printf '%s, %s cores, %s\n\n' "$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(uname -sr)"
cat artifacts/bench.md
echo
cat artifacts/calls.md
