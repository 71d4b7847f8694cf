#!/usr/bin/env bash
# Makes a machine ready: system packages on Debian and Ubuntu, then the project's own dependencies.
# Safe to run again at any time. macOS and Windows need no more than `npm ci`.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }

# --- Node.js -----------------------------------------------------------------------------------
if ! have node || ! have npm; then
  say "Node.js 20.19 or newer is needed, with npm: https://nodejs.org/en/download" >&2
  exit 1
fi
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  say "Node.js 20.19 or newer is needed; this is $(node --version): https://nodejs.org/en/download" >&2
  exit 1
fi

# --- What the app and its tests need from a Linux system ------------------------------------------
have_browser() {
  [ -n "${CHROMIUM_PATH:-}" ] || have chromium || have chromium-browser || have google-chrome ||
    have google-chrome-stable || have microsoft-edge
}
have_libsecret() { ldconfig -p 2>/dev/null | grep -q 'libsecret-1\.so\.0'; }

if [ "$(uname -s)" = Linux ]; then
  missing=()
  have_browser || missing+=(chromium fonts-liberation)
  have_libsecret || missing+=(libsecret-1-0)
  have secret-tool || missing+=(libsecret-tools)
  have gnome-keyring-daemon || missing+=(gnome-keyring)
  have xdg-settings || missing+=(xdg-utils)
  have dbus-run-session || missing+=(dbus)
  have gdbus || missing+=(libglib2.0-bin)
  have Xvfb || missing+=(xvfb xauth)

  if [ "${#missing[@]}" -gt 0 ]; then
    if ! have apt-get; then
      say "Please install these with your package manager, then run this again: ${missing[*]}" >&2
      exit 1
    fi
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
    # Never wait for a password where nobody can type one.
    if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null && ! { have sudo && [ -t 0 ]; }; then
      say "These system packages are missing. Please run this line, then this script again:" >&2
      say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
      exit 1
    fi
    say "Installing system packages: ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
fi

# --- The project's own dependencies -----------------------------------------------------------------
# Only the three install scripts reviewed in package.json ("allowScripts") are of interest.
say "Installing npm packages"
npm ci --no-audit --no-fund --loglevel=error

# --- Electron's own binary, when GitHub can be reached -----------------------------------------------
if node node_modules/electron/install.js >/dev/null 2>&1; then
  say "Electron $(node -p 'require("electron/package.json").version') is ready."
else
  say "Electron's binary could not be downloaded; the app will run in the Chromium host instead."
fi
say "Ready: npm start, npm test, npm run demo."
