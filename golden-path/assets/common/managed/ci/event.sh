#!/bin/sh
# Notes that an environment has a new version, for the metrics of the platform: ci/event.sh dev
set -eu
cd "$(dirname "$0")/.."
environment=$1

npx pavement metrics emit service.deployed --service __NAME__ --environment "$environment" \
  --artifact "pkg:oci/__NAME__@$(cat artifacts/digest)?repository_url=__IMAGE__" --commits "$COMMIT_SHA" --log artifacts/events
