#!/bin/bash
# test-full.sh: the packages of out/ in whole machines, emulated by qemu: some 20 minutes on an idle machine. Closes with
# "N passed, N failed". Only root can make the machines' images.
set -euo pipefail
cd "$(dirname "$0")/../.."

packaging/needs.sh nbdkit qemu-system-arm qemu-system-x86
for rid in linux-x64 linux-arm64; do packaging/deb.sh "$rid"; done
for architecture in amd64 arm64; do packaging/vm/image.sh "$architecture"; done

rm -f artifacts/vm/figures.md
status=0
packaging/vm/explicit.sh VmArm64Tests VmPowerCutTests 2>&1 | tee artifacts/test-full.log || status=$?
[ ! -e artifacts/vm/figures.md ] || cat artifacts/vm/figures.md
total=$(sed -n 's/.*Total: \([0-9]*\),.*/\1/p' artifacts/test-full.log | tail -n 1)
failed=$(sed -n 's/.*Total: .* Failed: \([0-9]*\),.*/\1/p' artifacts/test-full.log | tail -n 1)
echo "$((${total:-0} - ${failed:-0})) passed, ${failed:-0} failed"
[ -n "$total" ] || status=1
exit "$status"
