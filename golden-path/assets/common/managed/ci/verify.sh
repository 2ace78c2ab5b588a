#!/bin/sh
# Writes manifests and Terraform, and asks every control of the platform about what was written, in a process of its own.
set -eu
cd "$(dirname "$0")/.."

npx projen synth
ci/judge.sh
