# release.sh: sourced by what packs. The version and its moment from CHANGELOG.md and git, and what every package holds.
# shellcheck shell=bash

refuse() {
    echo "$(basename "$0" .sh): $1" >&2
    exit 1
}

# The heading of the newest version: "## [Unreleased]: 0.1.0" or "## [0.1.0] - 2026-12-01".
heading=$(grep --max-count=1 '^## ' CHANGELOG.md)
version=$(grep --only-matching --extended-regexp --max-count=1 '[0-9]+\.[0-9]+\.[0-9]+' <<< "$heading") ||
    refuse "CHANGELOG.md names no version in \"$heading\""

# Every time stamp in a package is this one: of the commit, or of the release where there is no git.
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
    if commit_date=$(git log -1 --format=%ct 2> /dev/null) && [ -n "$commit_date" ]; then
        SOURCE_DATE_EPOCH=$commit_date
    elif release_date=$(grep --only-matching --extended-regexp '[0-9]{4}-[0-9]{2}-[0-9]{2}' <<< "$heading"); then
        SOURCE_DATE_EPOCH=$(date --utc --date="$release_date" +%s)
    else
        refuse "there is no git here, and CHANGELOG.md has no date for $version yet: set SOURCE_DATE_EPOCH"
    fi
fi
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC

# architecture RID: as Debian calls it.
architecture() {
    case $1 in
        linux-x64) echo amd64 ;;
        linux-arm64) echo arm64 ;;
        *) refuse "no package for $1: linux-x64 and linux-arm64" ;;
    esac
}

# check_binary RID FILE: made for that machine, from this version.
check_binary() {
    local machine
    [ -f "$2" ] || refuse "$2 is missing: \`RID=$1 make publish\` writes it"
    machine=$(od --address-radix=n --format=u2 --endian=little --skip-bytes=18 --read-bytes=2 "$2" | tr -d ' ')
    case "$1 $machine" in
        'linux-x64 62' | 'linux-arm64 183') ;; # ELF's e_machine: EM_X86_64, EM_AARCH64.
        *) refuse "$2 was not built for $1" ;;
    esac
    grep --quiet --text --extended-regexp "${version//./\\.}\+[0-9a-f]{40}|${version//./\\.} \(commit" "$2" ||
        refuse "$2 is not of version $version: publish it again"
}

# The example as it lies in /etc: the restaurant file and the data directory are where packages have them.
env_file() {
    sed -e '1,2d' \
        -e 's|^#\(RESTAURANT_FILE=/etc/voicehunte/restaurant\.json\)$|\1|' \
        -e 's|^#DATA_DIR=.*$|DATA_DIR=/var/lib/voicehunte|' packaging/voicehunte.env.example |
        cat <(printf '%s\n' \
            '# Settings of VoiceHunte.Edge. Take the # away where you decide differently from the default, then' \
            '# `systemctl restart voicehunte`: nobody who calls meanwhile is refused. Lines without a default are examples.') -
}

# The demo restaurant, with what a hand that changes it must know.
restaurant_file() {
    cat packaging/restaurant-header.txt VoiceHunte.Edge/Restaurant/demo.json
}

# all_units: what lies in systemd/, by name, on one line.
all_units() {
    find systemd -type f \( -name '*.socket' -o -name '*.service' -o -name '*.timer' \) -printf '%f\n' | sort | paste --serial --delimiters=' '
}

# enabled_units SUFFIX...: those of them that say what they are wanted by.
enabled_units() {
    local unit suffix
    for suffix in "$@"; do
        for unit in $(all_units); do
            if [ "${unit##*.}" = "$suffix" ] && grep --quiet '^\[Install\]' "systemd/$unit"; then echo "$unit"; fi
        done
    done | paste --serial --delimiters=' '
}
