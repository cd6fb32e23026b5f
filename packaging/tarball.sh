#!/bin/bash
# tarball.sh RID [BINARY [DIRECTORY]]: packs a published binary (else out/RID/voicehunte) with an install script as
# DIRECTORY/voicehunte-VERSION-linux-ARCHITECTURE.tar.gz (else in out/), the same bytes every time.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/release.sh

rid=$1
binary=${2:-out/$rid/voicehunte}
directory=${3:-out}
architecture=$(architecture "$rid")
check_binary "$rid" "$binary"

name=voicehunte-$version-linux-$architecture
work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT
root=$work/$name

put() { install -D --mode="$1" "$2" "$root/$3"; }

put 0755 "$binary" voicehunte
put 0644 packaging/tarball/README README
put 0644 LICENSE LICENSE
put 0644 CHANGELOG.md CHANGELOG.md
put 0644 packaging/debian/copyright copyright
put 0644 packaging/man/voicehunte.1 voicehunte.1
put 0644 packaging/completion/voicehunte.bash completion/voicehunte.bash
put 0644 packaging/completion/_voicehunte completion/_voicehunte
for unit in $(all_units); do put 0644 "systemd/$unit" "systemd/$unit"; done
env_file > "$work/env"
put 0644 "$work/env" voicehunte.env
restaurant_file > "$work/restaurant"
put 0644 "$work/restaurant" restaurant.json
case $architecture in amd64) machine=x86_64 ;; arm64) machine=aarch64 ;; esac
sed -e "s/@MACHINE@/$machine/" -e "s/@UNITS@/$(enabled_units socket) $(enabled_units service timer)/" -e "s/@ALL_UNITS@/$(all_units)/" \
    packaging/tarball/install.sh > "$work/install.sh"
put 0755 "$work/install.sh" install.sh
find "$root" -type d -exec chmod 0755 {} +

mkdir -p "$directory"
tar --create --directory="$work" --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" "$name" |
    gzip -9 --no-name > "$work/$name.tar.gz"
mv "$work/$name.tar.gz" "$directory/$name.tar.gz"
echo "$directory/$name.tar.gz: $(stat --format=%s "$directory/$name.tar.gz") bytes"
