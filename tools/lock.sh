#!/bin/sh
# Resolve the dependencies for every platform and pin them with hashes: sh tools/lock.sh UV
set -e
cd "$(dirname "$0")/.."
uv=${1:-uv}
compile() {
    "$uv" pip compile -q "$@" --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
}
compile pyproject.toml -o requirements/run.txt
compile --group build -o requirements/build.txt -c requirements/run.txt
compile pyproject.toml --group dev --group build -o requirements/dev.txt -c requirements/run.txt
echo uv | compile - -o requirements/bootstrap.txt
