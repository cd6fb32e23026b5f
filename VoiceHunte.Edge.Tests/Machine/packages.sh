#!/bin/bash
# packages.sh BINARY DIRECTORY: the package of a binary, DIRECTORY/voicehunte.deb, and its successor, voicehunte-newer.deb.
set -euo pipefail
cd "$(dirname "$0")/../.."

case $(uname -m) in
    aarch64) rid=linux-arm64 ;;
    *) rid=linux-x64 ;;
esac
made=$2/made
packaging/deb.sh $rid "$1" "$made"
mv "$made"/voicehunte_*.deb "$2/voicehunte.deb"

dpkg-deb --raw-extract "$2/voicehunte.deb" "$made/newer"
sed -i 's/^Version: .*/&+newer/' "$made/newer/DEBIAN/control"
# Nobody waits for what is thrown away to be small.
dpkg-deb --root-owner-group -Zgzip -z1 --build "$made/newer" "$2/voicehunte-newer.deb"
