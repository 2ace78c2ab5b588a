#!/bin/sh
# Installs what a job in the image of Python needs: Node.js, which the infrastructure is written for, and the packages of both.
set -eu
cd "$(dirname "$0")/.."

command -v node > /dev/null || python3 -m pip install --quiet --root-user-action ignore --require-hashes --requirement requirements/node.txt
npm ci --ignore-scripts
npx projen setup
