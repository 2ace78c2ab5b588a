// Says whether a dashboard is what Grafana's schema allows: dashboard FILE.
package main

import (
	"fmt"
	"os"

	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

func main() {
	// without them a panel or query of a kind is not looked into
	plugins.RegisterDefaultPlugins()
	text, err := os.ReadFile(os.Args[1])
	read := dashboard.Dashboard{}
	// refuses fields that the schema has not, and the absence of those that it requires
	for _, step := range []func() error{func() error { return err }, func() error { return read.UnmarshalJSONStrict(text) }, func() error { return read.Validate() }} {
		// no errors are an empty list of errors
		if err := step(); err != nil && err.Error() != "" {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
