#!/usr/bin/env bash
# Rewrites the lock files from pyproject.toml. Needs uv; nothing else in the project does.
# One resolution of everything comes first, so that the locks agree with each other.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
uv=${UV:-uv}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

compile() { # TARGET UV_ARGUMENTS…
  local target=$1
  shift
  "$uv" pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
    --no-annotate --no-header "$@" --output-file "$scratch/$target"
}

# `uv pip compile` keeps the versions that an output file already has, unless told otherwise.
echo 'hatchling>=1.27' >"$scratch/build.in"
compile all.txt pyproject.toml "$scratch/build.in" --all-extras
lock() { # TARGET WHAT EXTRA…
  local target=$1 what=$2 extras=()
  shift 2
  for extra in "$@"; do extras+=(--extra "$extra"); done
  compile "$target" pyproject.toml "$scratch/build.in" "${extras[@]}" \
    --constraint "$scratch/all.txt" --generate-hashes
  {
    echo "# $what"
    echo "# Made by tools/lock.sh from pyproject.toml; do not edit."
    cat "$scratch/$target"
  } >"requirements/$target"
}
lock reports.lock "What a build of the reports needs (Python 3.11 to 3.14), with hashes." extract
lock dev.lock "The same and what tests, type checks and lint need." \
  extract test browser lint
lock bench.lock "The same and the programs that the benchmarks compare with." \
  extract test browser lint bench
lock docs.lock "What a build of the reports and of the site needs." extract docs
echo 'uv' >"$scratch/uv.in"
compile uv.txt "$scratch/uv.in" --generate-hashes
{
  echo "# The installer that tools/environment.sh uses, with hashes. Made by tools/lock.sh."
  cat "$scratch/uv.txt"
} >requirements/uv.lock
grep -c '==' requirements/*.lock
