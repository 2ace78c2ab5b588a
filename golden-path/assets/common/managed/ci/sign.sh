#!/bin/sh
# Signs the image by its digest and attests its SBOM, with the identity of this pipeline and no key.
set -eu
cd "$(dirname "$0")/.."
image=__IMAGE__@$(cat artifacts/digest)

cosign() { go run __COSIGN__ "$@"; }
printf '%s' "$REGISTRY_PASSWORD" | cosign login "${image%%/*}" --username "$REGISTRY_USER" --password-stdin
cosign sign --yes "$image"
cosign attest --yes --type cyclonedx --predicate artifacts/sbom.cdx.json "$image"
