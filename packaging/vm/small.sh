#!/bin/bash
# small.sh: the published binary at a quarter of one core, as two tables: webhooks, and twenty calls whose voices are listened to.
# Only root may hold it to that.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Of each tenth of a second it may run for 25 ms.
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    group=/sys/fs/cgroup/voicehunte-quarter
    echo +cpu > /sys/fs/cgroup/cgroup.subtree_control
    mkdir -p "$group"
    echo '25000 100000' > "$group/cpu.max"
else
    group=/sys/fs/cgroup/cpu/voicehunte-quarter
    mkdir -p "$group"
    echo 100000 > "$group/cpu.cfs_period_us"
    echo 25000 > "$group/cpu.cfs_quota_us"
fi
trap 'rmdir "$group"' EXIT

mkdir -p artifacts
VOICEHUNTE_BINARY=$PWD/packaging/vm/quarter-cpu.sh packaging/vm/explicit.sh SmallCpuBench > artifacts/small.log 2>&1 ||
    { cat artifacts/small.log >&2; exit 1; }
VOICEHUNTE_BINARY=$PWD/packaging/vm/quarter-cpu.sh VOICE_COST_CALLS=20 artifacts/bin/VoiceHunte.Edge.Tests/release/VoiceHunte.Edge.Tests \
    -explicit only -class VoiceHunte.Edge.Tests.Bench.VoiceCostBench -noColor > artifacts/small.log 2>&1 || { cat artifacts/small.log >&2; exit 1; }
printf '%s, a quarter of one core of it, %s\n\n' "$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1)" "$(uname -sr)"
cat artifacts/small.md
printf '\nListening to voices (VOICE_HINT=on), twenty calls at once:\n\n'
cat artifacts/voice-cost.md
