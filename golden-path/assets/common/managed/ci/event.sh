#!/bin/sh
# Notes that an environment has a new version, for the metrics of the platform: ci/event.sh dev
set -eu
cd "$(dirname "$0")/.."
environment=$1

# what it adds is what came after what the environment's last deployment was built from
base=$(git log --max-count 1 --grep "^deploy: $environment runs " --format='%(trailers:key=Built-from,valueonly)' "$COMMIT_SHA" | tr -d '\n')

npx pavement metrics emit service.deployed --service __NAME__ --team __OWNER__ --environment "$environment" \
  --artifact "pkg:oci/__NAME__@$(sed 's/:/%3A/' artifacts/digest)?repository_url=__IMAGE__" \
  --commits "${base:+$base..}$COMMIT_SHA" --log artifacts/events
