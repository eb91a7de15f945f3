# Shared by the scripts in this folder: where things are, messages, timed steps, apt.
# Source it after `set -euo pipefail`.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CACHE=$ROOT/.cache
DEPS=$CACHE/deps
LOGS=$CACHE/log
mkdir -p "$DEPS" "$LOGS"

# Debian's emcc finds the JavaScript parser it needs only through this when node is not Debian's own.
export NODE_PATH=/usr/share/nodejs${NODE_PATH:+:$NODE_PATH}
# em++ is a Python program: a version manager's python3 would add half a second to every file.
if [ -x /usr/bin/python3 ]; then export EMSDK_PYTHON=${EMSDK_PYTHON:-/usr/bin/python3}; fi

say() { printf '%s\n' "$*"; }

die() {
  printf 'taskyard: %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# step NAME COMMAND...: runs the command with its output in a log, and says how it goes: a line that
# counts seconds on a terminal, a line every 20 seconds elsewhere. On failure the end of the log follows.
step() {
  local name=$1 log started pid seconds spoken=0
  shift
  log="$LOGS/$(printf '%s' "$name" | tr -c 'A-Za-z0-9.\n' '-').log"
  started=$SECONDS
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    seconds=$((SECONDS - started))
    if [ -t 1 ]; then
      printf '\r  %s ... %d s' "$name" "$seconds"
    elif [ "$seconds" -ge $((spoken + 20)) ]; then
      say "  $name ... $seconds s"
      spoken=$seconds
    fi
    sleep 0.2
  done
  if wait "$pid"; then
    if [ -t 1 ]; then printf '\r'; fi
    say "  $name: done, $((SECONDS - started)) s"
  else
    if [ -t 1 ]; then printf '\r'; fi
    say "  $name: FAILED after $((SECONDS - started)) s. The end of ${log#"$ROOT"/}:"
    tail -n 40 "$log" | sed 's/^/    /'
    return 1
  fi
}

# as_root COMMAND...: directly, or through sudo.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif have sudo; then
    sudo "$@"
  else
    die "installing packages needs root. Run as root (or install sudo): $*"
  fi
}

# fresh STAMP TEXT: is the stamp file from exactly these inputs?  done_with writes it.
fresh() { [ -f "$CACHE/stamp/$1" ] && [ "$(cat "$CACHE/stamp/$1")" = "$2" ]; }
done_with() {
  mkdir -p "$CACHE/stamp"
  printf '%s' "$2" >"$CACHE/stamp/$1"
}

# build PRESET WHAT [TARGET...]: configure once (CMake reconfigures by itself after that), then build.
build() {
  local preset=$1 what=$2
  shift 2
  if [ ! -f "$ROOT/build/$preset/build.ninja" ]; then
    step "configuring $what" cmake -S "$ROOT" --preset "$preset"
  fi
  step "building $what" cmake --build "$ROOT/build/$preset" ${1:+--target "$@"}
}
