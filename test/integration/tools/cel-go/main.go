// Cel-go reads expressions and what they are asked about on its standard input, and says what each comes to in the environment in which
// the API server evaluates the expressions of policies: that of the newest version that its libraries know, and whether the oldest
// version that has policies compiles them at all.
package main

import (
	"encoding/json"
	"log"
	"os"
	"reflect"
	"regexp"

	"github.com/google/cel-go/cel"
	"google.golang.org/protobuf/types/known/structpb"
	"k8s.io/apimachinery/pkg/util/version"
	"k8s.io/apiserver/pkg/cel/environment"
)

// What is asked: each question is an expression about one of the subjects.
type questions struct {
	Oldest    string
	Newest    string
	Subjects  []map[string]any
	Questions []struct {
		Subject    int
		Expression string
	}
	// Regular expressions that must compile.
	Patterns []string
}

type answer struct {
	Value any    `json:"value"`
	Error string `json:"error,omitempty"`
	// Cost of the evaluation, in units of the API server, which allows ten million for one expression.
	Cost uint64 `json:"cost"`
}

type answers struct {
	Answers []answer `json:"answers"`
	// What does not compile: by expression or pattern.
	Broken map[string]string `json:"broken"`
}

func main() {
	var asked questions
	in := json.NewDecoder(os.Stdin)
	in.UseNumber()
	in.DisallowUnknownFields()
	if err := in.Decode(&asked); err != nil {
		log.Fatal(err)
	}
	subjects := make([]map[string]any, len(asked.Subjects))
	for i, subject := range asked.Subjects {
		subjects[i] = numbers(subject).(map[string]any)
	}
	oldest, newest := environmentOf(asked.Oldest), environmentOf(asked.Newest)
	programs := map[string]cel.Program{}
	out := answers{Answers: make([]answer, len(asked.Questions)), Broken: map[string]string{}}
	for i, question := range asked.Questions {
		text := question.Expression
		if _, seen := programs[text]; !seen {
			programs[text] = compile(text, oldest, newest, out.Broken)
		}
		if programs[text] != nil {
			out.Answers[i] = evaluate(programs[text], subjects[question.Subject])
		}
	}
	for _, pattern := range asked.Patterns {
		if _, err := regexp.Compile(pattern); err != nil {
			out.Broken[pattern] = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		log.Fatal(err)
	}
}

// The environment in which a server of a version compiles new expressions.
func environmentOf(text string) *cel.Env {
	set, err := environment.MustBaseEnvSet(version.MustParse(text)).Extend(environment.VersionedOptions{
		IntroducedVersion: version.MajorMinor(1, 0),
		EnvOptions:        []cel.EnvOption{cel.Variable("object", cel.DynType), cel.Variable("variables", cel.DynType)},
	})
	if err != nil {
		log.Fatal(err)
	}
	return set.NewExpressionsEnv()
}

func compile(text string, oldest, newest *cel.Env, broken map[string]string) cel.Program {
	if _, issues := oldest.Compile(text); issues != nil && issues.Err() != nil {
		broken[text] = issues.Err().Error()
	}
	ast, issues := newest.Compile(text)
	if issues != nil && issues.Err() != nil {
		broken[text] = issues.Err().Error()
		return nil
	}
	program, err := newest.Program(ast)
	if err != nil {
		broken[text] = err.Error()
		return nil
	}
	return program
}

func evaluate(program cel.Program, subject map[string]any) answer {
	value, details, err := program.Eval(subject)
	if err != nil {
		return answer{Error: err.Error()}
	}
	cost := uint64(0)
	if spent := details.ActualCost(); spent != nil {
		cost = *spent
	}
	native, err := value.ConvertToNative(reflect.TypeFor[*structpb.Value]())
	if err != nil {
		return answer{Error: err.Error(), Cost: cost}
	}
	return answer{Value: native.(*structpb.Value).AsInterface(), Cost: cost}
}

// Whole numbers are whole numbers to the API server, and the rest are not.
func numbers(value any) any {
	switch known := value.(type) {
	case json.Number:
		if whole, err := known.Int64(); err == nil {
			return whole
		}
		fraction, _ := known.Float64()
		return fraction
	case map[string]any:
		for key, entry := range known {
			known[key] = numbers(entry)
		}
	case []any:
		for i, entry := range known {
			known[i] = numbers(entry)
		}
	}
	return value
}
