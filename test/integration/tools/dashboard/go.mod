// The judge of dashboards: the types that Grafana generates from its own schema, pinned by go.sum.
module pavement/test/integration/tools/dashboard

go 1.26.8

require github.com/grafana/grafana-foundation-sdk/go v0.0.18
