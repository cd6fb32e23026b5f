#!/bin/bash
# test.sh: runs every test and closes with "N passed, N failed", counted by the test runner.
set -euo pipefail
cd "$(dirname "$0")/.."

log=artifacts/test.log
mkdir -p artifacts
status=0
dotnet test --project VoiceHunte.Edge.Tests --filter-not-namespace VoiceHunte.Edge.Tests.Bench \
    --results-directory artifacts/test-results 2>&1 | tee "$log" || status=$?

count() { sed -n "s/^ *$1: \([0-9]*\)$/\1/p" "$log" | tail -n 1; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [ -z "$passed" ]; then
    echo 'test: no test was run' >&2
    exit $((status == 0 ? 1 : status))
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
