#!/bin/sh
# Asks every control of the platform about what was written: by the standards and with the controls that the platform's package brings.
set -eu
cd "$(dirname "$0")/.."

package=node_modules/__PLATFORM_PACKAGE__
[ ! -f "$package/standards.yaml" ] || set -- --standards "$package/standards.yaml" "$@"
[ ! -d "$package/controls" ] || set -- --controls "$package/controls" "$@"
npx pavement verify ${STANDARDS_DIGEST:+--standards-digest "$STANDARDS_DIGEST"} "$@"
