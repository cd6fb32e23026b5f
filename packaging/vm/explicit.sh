#!/bin/bash
# explicit.sh CLASS...: builds the tests and runs those of VoiceHunte.Edge.Tests.Machine that are run on demand only.
set -euo pipefail
cd "$(dirname "$0")/../.."

dotnet build VoiceHunte.Edge.Tests -c Release -clp:ErrorsOnly
classes=()
for class in "$@"; do classes+=(-class "VoiceHunte.Edge.Tests.Machine.$class"); done
exec artifacts/bin/VoiceHunte.Edge.Tests/release/VoiceHunte.Edge.Tests -explicit only "${classes[@]}" -parallel none -diagnostics -noColor
