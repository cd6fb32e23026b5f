#!/bin/bash
# sbom.sh RID [BINARY [DIRECTORY]]: lists what is linked into a published binary (else out/RID/voicehunte), as CycloneDX,
# in DIRECTORY/voicehunte-VERSION-linux-ARCHITECTURE.cdx.json (else in out/). Names and versions are those of the lock files;
# hashes and licences come from NuGet's folder of packages, as `make publish` filled it.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/release.sh

rid=$1
binary=${2:-out/$rid/voicehunte}
directory=${3:-out}
architecture=$(architecture "$rid")
check_binary "$rid" "$binary"

lock=VoiceHunte.Edge/packages.lock.json
npm_lock=VoiceHunte.Edge/Dashboard/package-lock.json
packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
# They build, and leave nothing in the binary; of SQLitePCLRaw's own SQLite there is Debian's in its place.
left_out='Microsoft.CodeAnalysis.BannedApiAnalyzers Microsoft.NET.ILLink.Tasks Microsoft.DotNet.ILCompiler SQLitePCLRaw.lib.e_sqlite3'
work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT

hex() { base64 --decode | od --address-radix=n --format=x1 | tr -d ' \n'; }

# component TYPE NAME VERSION PURL LICENCE SHA-512: one line of JSON; its purl is what others call it by.
component() {
    jq --null-input --compact-output '$ARGS.positional as [$type, $name, $version, $purl, $licence, $hash]
        | { type: $type, "bom-ref": $purl, name: $name, version: $version,
            hashes: [{ alg: "SHA-512", content: $hash }], licenses: [{ license: { id: $licence } }], purl: $purl }' --args "$@"
}

# nuget TYPE NAME VERSION
nuget() {
    local folder=$packages/${2,,}/$3 licence
    [ -d "$folder" ] || refuse "$2 $3 is not in $packages: \`RID=$rid make publish\` restores it"
    licence=$(sed -n 's|.*<license type="expression">\(.*\)</license>.*|\1|p' "$folder/${2,,}.nuspec")
    [ -n "$licence" ] || refuse "$2 $3 does not say under which licence it is"
    component "$1" "$2" "$3" "pkg:nuget/$2@$3" "$licence" "$(hex < "$folder/${2,,}.$3.nupkg.sha512")"
}

sqlite() {
    local version distribution archive
    version=$(dpkg-query --show --showformat='${Version}' "libsqlite3-dev:$architecture" 2> /dev/null) ||
        refuse "libsqlite3-dev:$architecture, which is linked in, is not installed: \`RID=$rid make publish\` installs it"
    grep --quiet --text --fixed-strings "${version%%-*}" "$binary" || refuse "$binary holds another SQLite than $version"
    distribution=$(. /etc/os-release && echo "$ID")
    archive=$(dpkg-query --listfiles "libsqlite3-dev:$architecture" | grep '/libsqlite3\.a$')
    component library SQLite "$version" "pkg:deb/$distribution/libsqlite3-dev@${version//+/%2B}?arch=$architecture" \
        blessing "$(sha512sum "$archive" | cut --delimiter=' ' --fields=1)"
}

# What is known of voices in general: trained on recordings that are to be named wherever it goes.
voices() {
    component machine-learning-model voice-parameters 1 pkg:generic/voice-parameters@1 CC-BY-4.0 \
        "$(sha512sum VoiceHunte.Edge/Voice/parameters.bin | cut --delimiter=' ' --fields=1)"
}

runtime=$(jq --raw-output '.dependencies["net10.0"]["Microsoft.DotNet.ILCompiler"].resolved' "$lock")
{
    nuget framework "Microsoft.NETCore.App.Runtime.NativeAOT.$rid" "$runtime"
    nuget framework "Microsoft.AspNetCore.App.Runtime.$rid" "$runtime"
    sqlite
    voices
    jq --raw-output --arg out "$left_out" '.dependencies["net10.0"] | to_entries[]
        | select(.key as $name | $out | split(" ") | index($name) | not) | "\(.key) \(.value.resolved)"' "$lock" |
        while read -r name version; do nuget library "$name" "$version"; done
    jq --raw-output '.packages | to_entries[] | select(.key != "" and (.value.dev | not))
        | "\(.key | sub("^node_modules/"; "")) \(.value.version) \(.value.license) \(.value.integrity | sub("^sha512-"; ""))"' "$npm_lock" |
        while read -r name version licence hash; do
            component library "$name" "$version" "pkg:npm/${name/@/%40}@$version" "$licence" "$(hex <<< "$hash")"
        done
} > "$work/components"

# Who needs whom, by both lock files; the program itself needs what it names, the runtime, and SQLite.
jq --slurp --sort-keys \
    --arg version "$version" --arg time "$(date --utc --date="@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" \
    --arg hash "$(sha256sum "$binary" | cut --delimiter=' ' --fields=1)" --slurpfile nuget "$lock" --slurpfile npm "$npm_lock" '
    . as $components
    | "pkg:generic/voicehunte@\($version)" as $program
    | ($nuget[0].dependencies["net10.0"]) as $nuget
    | ($npm[0].packages) as $npm
    | def refs($kind; $names): [$components[] | select(.purl | startswith("pkg:\($kind)/")) | select(.name as $name | $names | index($name)) | ."bom-ref"] | sort;
    {
        bomFormat: "CycloneDX", specVersion: "1.6", version: 1,
        metadata: {
            timestamp: $time,
            component: { type: "application", "bom-ref": $program, name: "voicehunte", version: $version, purl: $program,
                hashes: [{ alg: "SHA-256", content: $hash }], licenses: [{ license: { id: "MIT" } }] }
        },
        components: ($components | sort_by(.purl)),
        dependencies: ([
            { ref: $program, dependsOn: (
                refs("nuget"; [$nuget | to_entries[] | select(.value.type == "Direct") | .key])
                + refs("npm"; [$npm[""].dependencies | keys[]])
                + [$components[] | select(.type == "framework" or .type == "machine-learning-model" or .name == "SQLite") | ."bom-ref"] | sort) },
            ($components[] | {
                ref: ."bom-ref",
                dependsOn: (
                    if .purl | startswith("pkg:npm/") then refs("npm"; [$npm["node_modules/" + .name].dependencies // {} | keys[]])
                    else refs("nuget"; [($nuget[.name] // {}).dependencies // {} | keys[]]) end)
            })
        ] | sort_by(.ref))
    }' "$work/components" > "$work/bom"

# A name of its own that the same content always has: a UUID made of its hash (RFC 9562, version 8).
serial=$(sha256sum "$work/bom" | sed -E 's/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/urn:uuid:\1-\2-8\3-a\4-\5/')
mkdir -p "$directory"
file=$directory/voicehunte-$version-linux-$architecture.cdx.json
jq --sort-keys --arg serial "$serial" '. + { serialNumber: $serial }' "$work/bom" > "$work/named"
install --mode=0644 "$work/named" "$file"
echo "$file: $(jq '.components | length' "$file") components"
