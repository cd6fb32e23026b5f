#!/bin/bash
# rig.sh DIRECTORY: boots a machine of its own, Debian with its own systemd, and says "leader PID", the PID of its first
# process here. It runs until standard input ends; then nothing is left of it but DIRECTORY/root-*, which the next one starts from.
# Where such a machine cannot run it says why and ends with 77.
set -euo pipefail

cannot() {
    echo "$1"
    exit 77
}

directory=$(realpath --canonicalize-missing "$1")
self=$(realpath "$0")
packages=ca-certificates,dbus,init-system-helpers,iproute2,libssl3,procps,sqlite3,systemd,systemd-sysv,udev

[ "$(id --user)" -eq 0 ] || cannot 'A machine is booted by root alone.'
for tool in mmdebstrap systemd-nspawn nsenter; do
    command -v $tool > /dev/null || cannot "$tool is missing: make test installs it."
done
# Its mounts, those of its making too, are in a namespace that ends with the last of its processes.
if [ -z "${RIG_OF_ITS_OWN:-}" ]; then
    RIG_OF_ITS_OWN=1 exec unshare --mount --propagation private bash "$self" "$directory"
fi

# Control groups of the first version, of both side by side, or of the second.
groups=()
for hierarchy in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
    if [ -w $hierarchy/cgroup.procs ]; then groups+=("$hierarchy/voicehunte-$$"); fi
done
[ ${#groups[@]} -gt 0 ] || cannot 'There are no control groups here.'

# Debian's own archives, as this machine knows them.
sources() {
    apt-get indextargets --format 'deb $(SITE) $(RELEASE) $(COMPONENT)' \
        'Created-By: Packages' 'Origin: Debian' "Architecture: $(dpkg --print-architecture)" | sort --unique
}

# Made once, by whoever comes first.
make_root() {
    local codename
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    [ -n "$(sources)" ] || apt-get update --quiet --quiet
    [ -n "$(sources)" ] || cannot 'apt knows none of the archives of Debian.'
    rm -rf --one-file-system "$1.new"
    sources | mmdebstrap --quiet --mode=root --variant=minbase --include="$packages" "$codename" "$1.new" - >&2
    # Each boot has a number of its own. Without the file systemd would ask as on a first boot.
    : > "$1.new/etc/machine-id"
    mv "$1.new" "$1"
}

root=$directory/root-$(cksum <<< "$packages" | cut --delimiter=' ' --fields=1)
mkdir -p "$directory"
(
    flock 9
    if [ ! -d "$root" ]; then make_root "$root"; fi
) 9> "$directory/lock"

# What it writes lies in memory.
written=$directory/written
mkdir -p "$written"
mount -t tmpfs -o size=1g,mode=0755 voicehunte "$written"
mkdir "$written"/{upper,work,machine}
mount -t overlay -o "lowerdir=$root,upperdir=$written/upper,workdir=$written/work" overlay "$written/machine" ||
    cannot 'No overlay can be mounted here.'

machine='' leader=''
switch_off() {
    if [ -n "$leader" ]; then kill -s RTMIN+4 "$leader" 2> /dev/null || true; fi
    for _ in {1..100}; do
        if [ -z "$machine" ] || ! kill -0 "$machine" 2> /dev/null; then break; fi
        sleep 0.05
    done
    if [ -n "$leader" ]; then kill -KILL "$leader" 2> /dev/null || true; fi
    if [ -n "$machine" ]; then kill -KILL "$machine" 2> /dev/null || true; fi
    for group in "${groups[@]}"; do
        for _ in {1..100}; do
            find "$group" -depth -type d -exec rmdir {} + 2> /dev/null || true
            if [ ! -d "$group" ]; then break; fi
            sleep 0.02
        done
    done
}
trap switch_off EXIT

mkdir "${groups[@]}"
(
    for group in "${groups[@]}"; do echo "$BASHPID" > "$group/cgroup.procs"; done
    export SYSTEMD_NSPAWN_USE_CGNS=1
    # Were this script killed, the machine would not outlive it.
    exec setpriv --pdeathsig KILL systemd-nspawn --quiet --directory="$written/machine" --machine="vh-$$" --boot --private-network \
        --register=no --keep-unit --link-journal=no --resolv-conf=off --timezone=off --console=pipe
) < /dev/null > "$written/console" 2>&1 &
machine=$!

for _ in {1..200}; do
    leader=$(pgrep --parent "$machine" --exact systemd || true)
    if [ -n "$leader" ]; then break; fi
    kill -0 "$machine" 2> /dev/null || cannot "systemd-nspawn cannot boot here: $(tail -n 1 "$written/console")"
    sleep 0.05
done
for _ in {1..600}; do
    state=$(nsenter --target "$leader" --all systemctl is-system-running 2> /dev/null || true)
    case $state in
        running | degraded)
            echo "leader $leader"
            cat > /dev/null
            exit 0
            ;;
    esac
    sleep 0.05
done
echo "It does not come up ($state):" >&2
cat "$written/console" >&2
exit 1
