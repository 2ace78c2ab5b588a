#!/bin/sh
# Lists what is in the image (CycloneDX), and fails on known vulnerabilities in it beyond the dated exceptions of osv-scanner.toml.
set -eu
cd "$(dirname "$0")/.."
image=__IMAGE__@$(cat artifacts/digest)

export SYFT_REGISTRY_AUTH_AUTHORITY="${image%%/*}" SYFT_REGISTRY_AUTH_USERNAME="$REGISTRY_USER" SYFT_REGISTRY_AUTH_PASSWORD="$REGISTRY_PASSWORD"
go run __SYFT__ scan "registry:$image" --output cyclonedx-json=artifacts/sbom.cdx.json
go run __OSV_SCANNER__ scan source --config osv-scanner.toml --lockfile artifacts/sbom.cdx.json
