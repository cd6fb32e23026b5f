#!/bin/bash
# demo-env.sh FILE: a made-up Twilio account, for ringing the appliance at home.
set -euo pipefail

file=$1
hex() { od --address-radix=n --format=x1 --read-bytes=16 /dev/urandom | tr -d ' \n'; }

umask 077
mkdir -p "$(dirname "$file")"
cat > "$file.new" <<END
# Made up by \`make run\`, for \`voicehunte call\` on this machine only: no such account exists at Twilio.
TWILIO_ACCOUNT_SID=AC$(hex)
TWILIO_AUTH_TOKEN=$(hex)
TWILIO_PHONE_NUMBER=+421212345678
END
mv "$file.new" "$file"
