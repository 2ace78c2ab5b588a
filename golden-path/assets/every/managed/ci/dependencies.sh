#!/bin/sh
# Looks for known vulnerabilities in what this is built from. An exception is an entry in osv-scanner.toml with a reason and a date.
set -eu
cd "$(dirname "$0")/.."

go run __OSV_SCANNER__ scan source --config osv-scanner.toml __LOCKFILES__
