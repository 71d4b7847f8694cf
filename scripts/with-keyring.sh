#!/usr/bin/env bash
# Runs a command with a keyring of its own, so that tests and the demo never touch yours.
#   scripts/with-keyring.sh COMMAND [ARG...]
# Linux: a private D-Bus session with a real, unlocked gnome-keyring in a temporary folder.
# macOS and Windows have one keychain for each user: there the command runs as it is.
set -euo pipefail
if [ "$#" -eq 0 ]; then
  echo "usage: scripts/with-keyring.sh COMMAND [ARG...]" >&2
  exit 2
fi
if [ "$(uname -s)" != Linux ]; then exec "$@"; fi
for tool in dbus-daemon gnome-keyring-daemon setpriv; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    echo "$tool is not installed; scripts/setup.sh installs it." >&2
    exit 1
  fi
done

# What earlier runs left that were killed. The name of each folder has the process id of its run.
temporary=${TMPDIR:-/tmp}
for left in "$temporary"/with-keyring-*; do
  owner=${left##*/with-keyring-}
  owner=${owner%%-*}
  if [ -d "$left" ] && ! [ -e "/proc/$owner" ]; then rm -rf "$left"; fi
done
folder=$(mktemp -d "$temporary/with-keyring-$$-XXXXXX")
bus=
finish() {
  if [ -n "$bus" ]; then kill "$bus" 2>/dev/null || true; fi # the keyring daemon ends with its bus
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# A bus with no services to start by themselves, so that nothing but our own keyring can answer.
cat >"$folder/bus.conf" <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=$folder/bus</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONF
# The bus ends with this script, even when that is killed.
setpriv --pdeathsig TERM dbus-daemon --config-file="$folder/bus.conf" --nofork 2>"$folder/bus.log" &
bus=$!
for _ in $(seq 100); do
  if [ -S "$folder/bus" ]; then break; fi
  sleep 0.05
done
export DBUS_SESSION_BUS_ADDRESS="unix:path=$folder/bus"

mkdir -m 700 "$folder/data" "$folder/run"
if ! printf %s test | XDG_DATA_HOME="$folder/data" XDG_RUNTIME_DIR="$folder/run" \
  gnome-keyring-daemon --unlock --components=secrets >"$folder/keyring.log" 2>&1; then
  echo "gnome-keyring could not be started and unlocked:" >&2
  cat "$folder/bus.log" "$folder/keyring.log" >&2
  exit 1
fi
"$@"
