#!/bin/sh
# Writes everything again that is generated, and fails when anything changes: somebody has edited what .projenrc.ts, the standards or the example say.
set -eu
cd "$(dirname "$0")/.."

npx projen
npx projen synth
git add --intent-to-add .
git diff --exit-code
npx golden-path check
