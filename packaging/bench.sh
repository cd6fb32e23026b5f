#!/bin/bash
# bench.sh: measures the binary $VOICEHUNTE_BINARY and prints seven tables: speed and memory; live calls; the dashboard over
# 100,000 calls; what the rules understand of labelled utterances (UNDERSTANDING_SETS, another folder of them); how many
# scripted calls went right; how well voices are told apart (VOICE_SAMPLES, a folder of
# them), and what listening to them costs.
set -euo pipefail
cd "$(dirname "$0")/.."

bench=VoiceHunte.Edge.Tests.Bench
log=artifacts/bench.log
mkdir -p artifacts
rm -f artifacts/bench.md artifacts/live-*.md artifacts/office.md artifacts/understanding.md artifacts/calls.md artifacts/voice*.md
echo 'Measuring; leave the machine alone for some minutes.' >&2
if ! {
    dotnet build VoiceHunte.Edge.Tests -c Release &&
        artifacts/bin/VoiceHunte.Edge.Tests/release/VoiceHunte.Edge.Tests -explicit only -namespace "$bench" -parallel none -noColor
} > "$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
printf '%s, %s cores, %s\n\n' "$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(uname -sr)"
cat artifacts/bench.md
printf '\nLive calls (CALL_MODE=stream):\n\n'
cat artifacts/live-frames.md artifacts/live-turns.md
printf '\nThe dashboard, with 100,000 calls:\n\n'
cat artifacts/office.md
printf '\nUnderstanding, by rules alone:\n\n'
cat artifacts/understanding.md
printf '\nScripted calls that went right:\n\n'
cat artifacts/calls.md
printf '\nVoices told apart:\n\n'
cat artifacts/voice.md
printf '\nListening to voices (VOICE_HINT=on):\n\n'
cat artifacts/voice-cost.md
