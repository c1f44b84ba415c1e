#!/usr/bin/env bash
# tools/environment.sh FOLDER LOCK: makes the virtual environment FOLDER from the lock file LOCK,
# with the package itself installed in place. Needs Python 3.11 to 3.14 and a package index.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=$1
lock=$2
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV

say() { printf '%s\n' "$*" >&2; }

# The first Python that fits; PYTHON=… decides.
suits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; }
find_python() {
  local candidate
  for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
    if command -v "$candidate" >/dev/null && suits "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  local found=${PYTHON:-python3}
  say "zoneanalysis needs Python 3.11 to 3.14; found: $found ($("$found" --version 2>/dev/null || echo 'not there'))."
  say "Install one of them, or say where it is: make reports PYTHON=/path/to/python3.12"
  exit 1
}

if [ ! -x "$folder/bin/python" ] || ! suits "$folder/bin/python"; then
  python=$(find_python)
  say "Creating $folder with $("$python" --version)"
  rm -rf "$folder"
  if ! "$python" -m venv "$folder" >&2; then
    rm -rf "$folder"
    say "$python cannot create a virtual environment. On Debian and Ubuntu: apt install python3-venv"
    exit 1
  fi
fi
python=$folder/bin/python
pip=("$python" -m pip --disable-pip-version-check)

# uv installs in seconds what takes pip half a minute. It is fetched by pip, with its hash, and
# told of pip's index and certificates; where it doesn't run or doesn't reach them, pip does it all.
install_with_uv() {
  local index cert
  [ -x "$folder/bin/uv" ] ||
    "${pip[@]}" --quiet install --require-hashes --only-binary :all: -r requirements/uv.lock || return
  index=${PIP_INDEX_URL:-$("${pip[@]}" config get global.index_url 2>/dev/null || true)}
  cert=${PIP_CERT:-$("${pip[@]}" config get global.cert 2>/dev/null || true)}
  [ -z "$index" ] || export UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$index}
  [ -z "$cert" ] || export SSL_CERT_FILE=${SSL_CERT_FILE:-$cert}
  "$folder/bin/uv" --no-config --system-certs pip install --python "$python" --require-hashes -r "$lock"
}

say "Installing the packages of $lock into $folder"
install_with_uv ||
  { say "uv could not; using pip."; "${pip[@]}" --quiet install --require-hashes -r "$lock" >&2; }
"${pip[@]}" --quiet install --no-deps --no-build-isolation --no-index --editable . >&2
# What a build imports is compiled now: where nothing is written later, each run would do it anew.
PYTHONDONTWRITEBYTECODE= "$python" -c 'import pandas, zoneanalysis.run.pipeline, zoneanalysis.run.warm
from zoneanalysis.cli import main, terminal
from zoneanalysis.cli.commands import building' >&2
