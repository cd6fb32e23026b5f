#!/bin/bash
# deb.sh RID [BINARY [DIRECTORY]]: packs a published binary (else out/RID/voicehunte) as
# DIRECTORY/voicehunte_VERSION_ARCHITECTURE.deb (else in out/), the same bytes every time.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/release.sh

rid=$1
binary=${2:-out/$rid/voicehunte}
directory=${3:-out}
architecture=$(architecture "$rid")
check_binary "$rid" "$binary"

package=voicehunte_${version}_$architecture.deb
work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT
root=$work/root

# put MODE FILE PATH
put() {
    install -D --mode="$1" "$2" "$root/$3"
}

# put_gzipped PATH: standard input, without a name or time of its own.
put_gzipped() {
    gzip -9 --no-name > "$work/gzipped"
    put 0644 "$work/gzipped" "$1"
}

# Keep a Changelog's sections as Debian's: one entry a version, one star a line.
debian_changelog() {
    local line date title
    while IFS= read -r line; do
        case $line in
            '## '*)
                [ -z "${date:-}" ] || printf '\n -- %s  %s\n\n' "$maintainer" "$date"
                title=$(grep --only-matching --extended-regexp --max-count=1 '[0-9]+\.[0-9]+\.[0-9]+' <<< "$line")
                if date=$(grep --only-matching --extended-regexp '[0-9]{4}-[0-9]{2}-[0-9]{2}' <<< "$line"); then
                    date=$(date --utc --rfc-email --date="$date")
                else
                    date=$(date --utc --rfc-email --date="@$SOURCE_DATE_EPOCH")
                fi
                printf 'voicehunte (%s) unstable; urgency=medium\n\n' "$title"
                ;;
            '- '*) fold --spaces --width=74 <<< "${line#- }" | sed -e 's/ *$//' -e '1s/^/  * /' -e '2,$s/^/    /' ;;
        esac
    done < CHANGELOG.md
    printf '\n -- %s  %s\n' "$maintainer" "$date"
}

maintainer=$(sed -n 's/^Maintainer: //p' packaging/debian/control)
put 0755 "$binary" usr/bin/voicehunte
for unit in $(all_units); do put 0644 "systemd/$unit" "lib/systemd/system/$unit"; done
put 0644 packaging/completion/voicehunte.bash usr/share/bash-completion/completions/voicehunte
put 0644 packaging/completion/_voicehunte usr/share/zsh/vendor-completions/_voicehunte
put 0644 packaging/debian/copyright usr/share/doc/voicehunte/copyright
put 0644 packaging/debian/lintian-overrides usr/share/lintian/overrides/voicehunte
put_gzipped usr/share/man/man1/voicehunte.1.gz < packaging/man/voicehunte.1
put_gzipped usr/share/doc/voicehunte/changelog.gz < <(debian_changelog)
env_file > "$work/env"
put 0640 "$work/env" etc/voicehunte/voicehunte.env
restaurant_file > "$work/restaurant"
put 0644 "$work/restaurant" etc/voicehunte/restaurant.json
find "$root" -type d -exec chmod 0755 {} +

# In kilobytes, as Debian's own tools count: each file rounded up, each directory as one.
installed_size=$(find "$root" -mindepth 1 \( -type f -printf '%s\n' \) -o -printf '1\n' |
    awk '{ size += int(($1 + 1023) / 1024) } END { print size }')

mkdir --mode=0755 "$root/DEBIAN"
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@INSTALLED_SIZE@/$installed_size/" \
    packaging/debian/control > "$root/DEBIAN/control"
for script in postinst prerm postrm; do
    sed -e "s/@SOCKETS@/$(enabled_units socket)/" -e "s/@OTHERS@/$(enabled_units service timer)/" "packaging/debian/$script" > "$root/DEBIAN/$script"
    chmod 0755 "$root/DEBIAN/$script"
done
(cd "$root" && find etc -type f -printf '/%p\n' | sort) > "$root/DEBIAN/conffiles"
(cd "$root" && find usr lib -type f -print0 | sort --zero-terminated | xargs --null md5sum) > "$root/DEBIAN/md5sums"
chmod 0644 "$root"/DEBIAN/{control,conffiles,md5sums}
find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

mkdir -p "$directory"
# One thread: xz cuts its blocks by how many there are.
dpkg-deb --root-owner-group -Zxz -z6 --threads-max=1 --build "$root" "$work/$package" > /dev/null
mv "$work/$package" "$directory/$package"
echo "$directory/$package: $(stat --format=%s "$directory/$package") bytes"
