#!/bin/bash
# image.sh ARCHITECTURE (amd64 or arm64): a small Debian for qemu in artifacts/vm/ARCHITECTURE, made once:
# kernel, initrd, and root.img, an ext4 file system with systemd and a shell for the tests on port 22.
set -euo pipefail
cd "$(dirname "$0")/../.."

architecture=$1
directory=artifacts/vm/$architecture
inside=packaging/vm/inside
packages=systemd,systemd-sysv,dbus,udev,iproute2,procps,ca-certificates,tzdata,libssl3,sqlite3

# Made anew where what it is made of has changed.
made_of=$(cat "$0" "$inside"/* | sha256sum | cut -d ' ' -f 1)
if [ "$(cat "$directory/made-of" 2> /dev/null)" = "$made_of" ]; then exit 0; fi

[ "$(id -u)" -eq 0 ] || { echo 'image: only root can make a root file system' >&2; exit 77; }
packaging/needs.sh cpio e2fsprogs kmod mmdebstrap
if [ "$architecture" != "$(dpkg --print-architecture)" ]; then
    packaging/needs.sh arch-test binfmt-support qemu-user-static
    # Not mounted in every container; with it the kernel starts the other architecture's programs in qemu.
    [ -e /proc/sys/fs/binfmt_misc/register ] || mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
    case $architecture in arm64) update-binfmts --enable qemu-aarch64 ;; amd64) update-binfmts --enable qemu-x86_64 ;; esac
fi

rm -rf "$directory"
mkdir -p "$directory"
work=$(mktemp --directory)
trap 'status=$?; rm -rf --one-file-system "$work"; [ $status -eq 0 ] || rm -rf "$directory"' EXIT
chmod 0755 "$work"

# The kernel is taken out of its package: nothing of it need run.
make_kernel() {
    local version root=$work/initrd number=10 module
    mmdebstrap --quiet --variant=extract --architectures="$architecture" --include="linux-image-cloud-$architecture,busybox-static" bookworm "$work/kernel"
    cp "$work"/kernel/boot/vmlinuz-* "$directory/kernel"

    version=$(ls "$work/kernel/lib/modules")
    depmod --basedir "$work/kernel" "$version"
    mkdir -p "$root"/{bin,dev,modules,root}
    cp "$work/kernel/bin/busybox" "$root/bin"
    cp "$inside/init" "$root/init"
    # In the order in which they need one another.
    while read -r module; do
        cp "$module" "$root/modules/$((number++))-$(basename "$module")"
    done < <(modprobe --dirname "$work/kernel" --set-version "$version" --show-depends --all virtio_pci virtio_blk virtio_net virtio-rng ext4 |
        sed -n 's/^insmod \([^ ]*\).*/\1/p' | awk '!seen[$0]++')
    (cd "$root" && find . | cpio --quiet --create --format=newc | gzip -9) > "$directory/initrd"
}

make_root() {
    # shellcheck disable=SC2016 # $1 is the root, for the hooks
    mmdebstrap --quiet --variant=minbase --architectures="$architecture" --include="$packages" \
        --customize-hook="copy-in $inside/vm-shell.socket $inside/vm-shell@.service $inside/vm-network.service /etc/systemd/system" \
        --customize-hook='echo "/dev/vda / ext4 noatime 0 0" > "$1/etc/fstab"' \
        --customize-hook='chroot "$1" systemctl --quiet enable vm-shell.socket vm-network.service' \
        --customize-hook="xargs chroot \"\$1\" systemctl --quiet mask < $inside/masked" \
        --customize-hook='rm -rf "$1"/usr/share/doc "$1"/usr/share/locale' \
        bookworm "$work/root"
    truncate --size=2G "$directory/root.img"
    mkfs.ext4 -q -E lazy_itable_init=0 -d "$work/root" "$directory/root.img"
}

echo "image: making a Debian for $architecture, once" >&2
make_kernel
make_root
echo "$made_of" > "$directory/made-of"
echo "image: $directory, $(du -h "$directory/root.img" | cut -f 1)" >&2
