// Policy-evaluator reads network policies and traffic on its standard input and says of each traffic whether the policies allow it.
// The judgement is cyclonus's; this only hands it the questions, because its own command answers each with a table for people.
package main

import (
	"encoding/json"
	"log"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	networkingv1 "k8s.io/api/networking/v1"
)

type questions struct {
	Policies []*networkingv1.NetworkPolicy
	Traffic  []*matcher.Traffic
}

func main() {
	var asked questions
	in := json.NewDecoder(os.Stdin)
	in.DisallowUnknownFields()
	if err := in.Decode(&asked); err != nil {
		log.Fatal(err)
	}
	policies := matcher.BuildNetworkPolicies(false, asked.Policies)
	answers := make([]bool, len(asked.Traffic))
	for i, traffic := range asked.Traffic {
		answers[i] = policies.IsTrafficAllowed(traffic).IsAllowed()
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		log.Fatal(err)
	}
}
