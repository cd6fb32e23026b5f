#!/bin/bash
# quarter-cpu.sh ARGUMENT...: the published binary, held to a quarter of one core. make small makes the group of processes
# that is held so (small.sh).
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
rid=linux-$(case $(uname -m) in aarch64) echo arm64 ;; *) echo x64 ;; esac)
for group in /sys/fs/cgroup/voicehunte-quarter /sys/fs/cgroup/cpu/voicehunte-quarter; do
    [ ! -d "$group" ] || echo $$ > "$group/cgroup.procs"
done
exec "$root/out/$rid/voicehunte" "$@"
