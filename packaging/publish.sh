#!/bin/bash
# publish.sh RID: writes out/RID/voicehunte and holds it against what is promised of it:
# no trimming or AOT warning, one file, at most 31 MiB, no library but glibc's own. Where the
# repository lies is kept out of what the compiler writes.
set -euo pipefail
cd "$(dirname "$0")/.."

rid=$1
largest_bytes=$((31 * 1024 * 1024))
made=artifacts/publish/VoiceHunte.Edge/release_$rid
log=artifacts/publish-$rid.log

refuse() {
    echo "publish: $1" >&2
    exit 1
}

case "$(uname -m) $rid" in
    'x86_64 linux-x64' | 'aarch64 linux-arm64')
        packaging/needs.sh gcc libc6-dev libsqlite3-dev
        cross=()
        ;;
    'x86_64 linux-arm64')
        packaging/needs.sh clang-14 lld binutils-aarch64-linux-gnu gcc-aarch64-linux-gnu \
            libc6-dev-arm64-cross zlib1g-dev:arm64 libsqlite3-dev:arm64
        cross=(-p:CppCompilerAndLinker=clang-14 -p:LinkerFlavor=lld -p:ObjCopyName=aarch64-linux-gnu-objcopy)
        ;;
    *) refuse "no way from $(uname -m) to $rid: linux-x64 and linux-arm64 are built on x86_64, linux-arm64 on aarch64 too" ;;
esac

rm -rf "$made"
mkdir -p artifacts
dotnet publish VoiceHunte.Edge -c Release -r "$rid" -p:PathMap="$PWD/=/_/" "${cross[@]}" 2>&1 | tee "$log"

if grep -E '\b(IL[0-9]{4}|RDG[0-9]{3})\b' "$log"; then refuse 'trimming, AOT or request delegate warnings (above)'; fi

beside=$(find "$made" -mindepth 1 ! -path "$made/voicehunte")
[ -z "$beside" ] || refuse "the binary is not alone: $beside"

size_bytes=$(stat --format=%s "$made/voicehunte")
[ "$size_bytes" -le "$largest_bytes" ] || refuse "$size_bytes bytes are more than 31 MiB"

libraries=$(readelf --dynamic "$made/voicehunte" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
foreign=$(grep -vE '^(libc\.so\.6|libm\.so\.6|ld-linux-.*)$' <<< "$libraries" || true)
[ -z "$foreign" ] || refuse "it needs more than libc and libm: $foreign"

# Renamed into place: a running appliance keeps the file that it was started from.
mkdir -p "out/$rid"
mv "$made/voicehunte" "out/$rid/voicehunte"
echo "out/$rid/voicehunte: $size_bytes bytes, needs $(tr '\n' ' ' <<< "$libraries")"
