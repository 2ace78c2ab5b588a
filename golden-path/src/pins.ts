/** Everything that generated repositories take from elsewhere, each pinned, all in one place; Renovate keeps the copies in repositories current. */

/** Images by digest: what builds, what runs, and what pipelines run in. */
export const IMAGES = {
  node: 'node:22.23.3-bookworm@sha256:363e1587494626837fa7f9a23bdb453d13b0ff3c67c705c2805cfc69c2d2fad7',
  nodeBuild: 'node:22.23.3-bookworm-slim@sha256:43ac6c60b8f89723f746e8a92ce91abd5017e627ce1ddfe4238355d3a30b772c',
  nodeRun: 'gcr.io/distroless/nodejs22-debian12:nonroot@sha256:13593b7570658e8477de39e2f4a1dd25db2f836d68a0ba771251572d23bb4f8e',
  python: 'python:3.13.15-bookworm@sha256:933b46a028fd786c9c3d426ebabc237e29a15912231ea8de576e95f0e4f41a4c',
  // Debian 13 in both, so that what is compiled in one runs in the other
  pythonBuild: 'python:3.13.15-slim-trixie@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b',
  pythonRun: 'gcr.io/distroless/python3-debian13:nonroot@sha256:83aa8d4f74a4d7f7cf2d472054139bef71a927b76c680c0f2e1021d6b1d6d732',
  go: 'golang:1.26.6-bookworm@sha256:116d58cbd88c1297624acc6e967a060012422bacf9930927e23fb719189c6f36',
  terraform: 'hashicorp/terraform:1.15.8@sha256:7ae513256f7ce67879e218ae8593d6fbe216ec9e123abe6c94e4e10704857963',
  docker: 'docker:28-dind@sha256:2a232a42256f70d78e3cc5d2b5d6b3276710a0de0596c145f627ecfae90282ac',
  postgres: 'postgres:17-alpine@sha256:18cfe3ef5e6815560c98237d6216d1e5119702fb0f3894c8785dd58b8bbe5d73',
} as const;

/** Actions by commit. */
export const ACTIONS = {
  checkout: { uses: 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd', version: 'v6.0.2' },
  upload: { uses: 'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a', version: 'v7.0.1' },
  download: { uses: 'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c', version: 'v8.0.1' },
} as const;

/** Programs that pipelines run with `go run`: the module's checksum is in Go's checksum database. */
export const TOOLS = {
  gitleaks: 'github.com/zricethezav/gitleaks/v8@v8.30.1',
  syft: 'github.com/anchore/syft/cmd/syft@v1.57.0',
  osvScanner: 'github.com/google/osv-scanner/v2/cmd/osv-scanner@v2.5.0',
  cosign: 'github.com/sigstore/cosign/v2/cmd/cosign@v2.6.5',
} as const;

/** The npm that publishes with the identity of a pipeline, which the one of Node.js 22 cannot. */
export const PUBLISHER = 'npm@11.21.2';

/** Packages that a service in TypeScript uses while it runs. */
export const SERVICE_DEPS = [
  '@fastify/swagger@9.9.3',
  '@opentelemetry/api@1.9.1',
  '@opentelemetry/core@2.12.1',
  '@opentelemetry/exporter-prometheus@0.223.0',
  '@opentelemetry/exporter-trace-otlp-proto@0.223.0',
  '@opentelemetry/instrumentation@0.223.0',
  '@opentelemetry/instrumentation-http@0.223.0',
  '@opentelemetry/instrumentation-runtime-node@0.36.1',
  '@opentelemetry/resources@2.12.1',
  '@opentelemetry/sdk-metrics@2.12.1',
  '@opentelemetry/sdk-trace-node@2.12.0',
  'fastify@5.12.8',
  'pino@10.4.0',
];

/** Packages that a service in TypeScript uses while it runs when it has a database. */
export const POSTGRES_DEPS = ['@aws-sdk/rds-signer@3.1173.0', '@opentelemetry/instrumentation-pg@0.74.0', 'node-pg-migrate@9.0.0', 'pg@8.23.1'];

/** Packages that build, check and declare; those of Python are in the requirements of the assets. */
export const DEV_DEPS = [
  '@biomejs/biome@2.5.15',
  '@cdktf/provider-aws@21.22.1',
  '@types/node@22.20.5',
  'cdk8s@2.70.106',
  'cdktf@0.21.0',
  'constructs@10.4.2',
  'ts-node@10.9.2',
];
export const POSTGRES_DEV_DEPS = ['@types/pg@8.23.1'];
export const TYPESCRIPT = '~5.9.3';
export const PROJEN = '0.103.25';
