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
for tool in dbus-run-session gnome-keyring-daemon; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    echo "$tool is not installed; scripts/setup.sh installs it." >&2
    exit 1
  fi
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -m 700 "$folder/data" "$folder/run"
# The daemon's one warning (it may not lock memory) says nothing about the command; its errors still
# show, because the unlock below then fails.
XDG_DATA_HOME="$folder/data" XDG_RUNTIME_DIR="$folder/run" \
  dbus-run-session -- bash -c '
    printf %s test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || {
      echo "gnome-keyring could not be started and unlocked." >&2
      exit 1
    }
    "$@"
  ' keyring "$@"
