#!/bin/bash
# test.sh: runs every test and closes with "N passed, N failed", counted by the test runner.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p artifacts
passed=0 failed=0 skipped=0 status=0

count() { sed -n "s/^ *$1: \([0-9]*\)$/\1/p" "$log" | tail -n 1; }

# run NAME FILTER...: one run of the test process, added to the counts.
run() {
    local log=artifacts/$1.log
    shift
    dotnet test --project VoiceHunte.Edge.Tests --results-directory artifacts/test-results "$@" 2>&1 | tee "$log" || status=$?
    if [ -z "$(count succeeded)" ]; then
        echo 'test: no test was run' >&2
        exit $((status == 0 ? 1 : status))
    fi
    passed=$((passed + $(count succeeded))) failed=$((failed + $(count failed))) skipped=$((skipped + $(count skipped)))
}

run test --filter-not-namespace VoiceHunte.Edge.Tests.Bench --filter-not-namespace VoiceHunte.Edge.Tests.Browser --filter-not-namespace VoiceHunte.Edge.Tests.Machine
# By itself: it looks at the clock, and the callers who never pause want the processors.
run machine --filter-namespace VoiceHunte.Edge.Tests.Machine
# By itself: Playwright needs in its process what the appliance is denied in the other (Browser/BrowserRun.cs).
BROWSER_TESTS=1 run browser --filter-namespace VoiceHunte.Edge.Tests.Browser
# By name and with their reasons, at the end of a log of thousands of lines.
grep -h -A 12 '^failed ' artifacts/test.log artifacts/machine.log artifacts/browser.log || true
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
