#!/bin/sh
# install.sh: VoiceHunte.Edge on a machine without apt (where there is apt, take the .deb instead).
#
#   ./install.sh                 installs it, or takes the place of an older one; --prefix DIR (default: /usr/local)
#   ./install.sh --uninstall     takes the program away; settings and data stay
#   ./install.sh --purge         takes settings and data away, too
#
# DESTDIR=DIR lays all files below DIR instead, for an image or a package: nothing is asked of this machine then, or started.
set -eu
cd "$(dirname "$0")"

machine=@MACHINE@
units='@UNITS@'    # What is enabled, sockets first.
all_units='@ALL_UNITS@'
oldest_glibc=2.34

root=${DESTDIR:-}
prefix=
action=install

say() { printf '%s\n' "install: $*"; }

refuse() {
    printf '%s\n' "install: $*" >&2
    exit 69
}

usage() {
    sed -n '3,7s/^# \{0,1\}//p' "$0" >&2
    exit 64
}

while [ $# -gt 0 ]; do
    case $1 in
        --prefix) [ $# -ge 2 ] || usage; prefix=$2; shift ;;
        --prefix=*) prefix=${1#*=} ;;
        --uninstall) action=uninstall ;;
        --purge) action=purge ;;
        *) usage ;;
    esac
    shift
done

unit_directory=$root/etc/systemd/system
if [ -z "$prefix" ]; then
    # Where it was put before; asked of the unit, which must name it.
    prefix=$(sed -n 's|^ExecStart=\(.*\)/bin/voicehunte .*|\1|p' "$unit_directory/voicehunte.service" 2> /dev/null || true)
    prefix=${prefix:-/usr/local}
fi
case $prefix in
    /*) ;;
    *) refuse "--prefix $prefix: write a path that begins with /" ;;
esac
share=$root$prefix/share

systemd_runs() { [ -z "$root" ] && [ -d /run/systemd/system ]; }

# Every reason at once, with what to do about it.
check_machine() {
    problems=
    problem() {
        printf '%s\n' "install: $*" >&2
        problems=yes
    }

    [ "$(id -u)" -eq 0 ] || problem 'run it as root (sudo ./install.sh)'
    [ "$(uname -m)" = "$machine" ] || problem "this archive is for $machine, and this machine is $(uname -m): take the other one"
    if dpkg-query --show --showformat='${db:Status-Status}' voicehunte 2> /dev/null | grep -q '^installed'; then
        problem 'the Debian package voicehunte is installed: upgrade that one, or `apt remove voicehunte` first'
    fi

    glibc=$(getconf GNU_LIBC_VERSION 2> /dev/null | sed -n 's/^glibc //p')
    if [ -z "$glibc" ]; then
        problem "this system has no glibc, and $oldest_glibc or newer is needed"
    elif [ "$(printf '%s\n' "$oldest_glibc" "$glibc" | sort -t . -k 1,1n -k 2,2n | head -n 1)" != "$oldest_glibc" ]; then
        problem "glibc $oldest_glibc or newer is needed, and here is $glibc: take a newer release of this system"
    fi
    if ! { PATH=$PATH:/sbin:/usr/sbin ldconfig -p; ls /lib*/*/ /lib*/ /usr/lib*/; } 2> /dev/null | grep -q 'libssl\.so\.3'; then
        problem 'libssl.so.3 is missing: install OpenSSL 3 (libssl3, openssl-libs)'
    fi
    found=
    for certificates in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem /etc/ssl/cert.pem; do
        [ ! -e "$certificates" ] || found=yes
    done
    [ -n "$found" ] || problem 'no certificates to know OpenAI and Twilio by: install ca-certificates'
    [ -e /usr/share/zoneinfo/UTC ] || problem 'no time zones: install tzdata'

    [ -z "$problems" ] || exit 69
    ./voicehunte version > /dev/null || refuse 'the program does not run here (above)'
}

# put MODE FILE PATH: in one step, so that a program that runs keeps the file it was started from.
put() {
    mkdir -p "$(dirname "$3")"
    cp "$2" "$3.new"
    chmod "$1" "$3.new"
    mv -f "$3.new" "$3"
}

# put_once MODE FILE PATH: what an operator has written stays.
put_once() {
    if [ -e "$3" ]; then
        say "$3 stays as it is; what this version brings is in $prefix/share/doc/voicehunte"
    else
        put "$1" "$2" "$3"
    fi
}

install_files() {
    put 0755 voicehunte "$root$prefix/bin/voicehunte"
    put 0644 voicehunte.1 "$share/man/man1/voicehunte.1"
    put 0644 completion/voicehunte.bash "$share/bash-completion/completions/voicehunte"
    put 0644 completion/_voicehunte "$share/zsh/site-functions/_voicehunte"
    for file in README LICENSE copyright CHANGELOG.md voicehunte.env restaurant.json; do
        put 0644 "$file" "$share/doc/voicehunte/$file"
    done
    mkdir -p "$root/etc/voicehunte"
    (umask 0137 && put_once 0640 voicehunte.env "$root/etc/voicehunte/voicehunte.env")
    put_once 0644 restaurant.json "$root/etc/voicehunte/restaurant.json"
    for unit in $all_units; do
        mkdir -p "$unit_directory"
        sed "s|/usr/bin/voicehunte|$prefix/bin/voicehunte|g" "systemd/$unit" > "$unit_directory/$unit.new"
        chmod 0644 "$unit_directory/$unit.new"
        mv -f "$unit_directory/$unit.new" "$unit_directory/$unit"
    done
}

# start NEW: enables those units that were not there before, and lets the program be replaced.
start() {
    if ! systemd_runs; then
        [ -n "$root" ] || say "no systemd runs here: start \`$prefix/bin/voicehunte serve\` by other means"
        return 0
    fi
    systemctl daemon-reload
    for unit in $1; do systemctl --quiet enable --now "$unit"; done
    case " $1 " in
        *' voicehunte.service '*) ;;
        # The socket stays open: who rings meanwhile waits in its queue.
        *) systemctl try-restart voicehunte.service ;;
    esac
}

uninstall_files() {
    if systemd_runs; then
        for unit in $units; do systemctl --quiet disable --now "$unit" 2> /dev/null || true; done
    fi
    for unit in $all_units; do rm -f "$unit_directory/$unit"; done
    if systemd_runs; then systemctl daemon-reload; fi
    rm -f "$root$prefix/bin/voicehunte" "$share/man/man1/voicehunte.1" \
        "$share/bash-completion/completions/voicehunte" "$share/zsh/site-functions/_voicehunte"
    rm -rf "$share/doc/voicehunte"
}

purge_data() {
    rm -rf "$root/etc/voicehunte"
    for kind in lib cache log; do
        rm -rf "$root/var/$kind/private/voicehunte" "$root/var/$kind/voicehunte"
    done
    rm -f "$root"/var/lib/systemd/timers/stamp-voicehunte*.timer
}

case $action in
    install)
        [ -n "$root" ] || check_machine
        new=
        for unit in $units; do [ -e "$unit_directory/$unit" ] || new="$new $unit"; done
        install_files
        start "$new"
        say "voicehunte is in $prefix/bin, its settings in /etc/voicehunte/voicehunte.env, the restaurant in /etc/voicehunte/restaurant.json"
        ;;
    *)
        [ -n "$root" ] || [ "$(id -u)" -eq 0 ] || refuse 'run it as root'
        uninstall_files
        if [ $action = purge ]; then
            purge_data
            say 'gone, with settings and data'
        else
            say 'gone; settings stay in /etc/voicehunte, data in /var/lib/voicehunte (--purge takes them away)'
        fi
        ;;
esac
