import { join } from 'path';
import { readControlFolder } from '../../src/policy/organisation/control-folder';
import { fill, messageOf, scratch } from '../synth/scratch';

const OWN = `id: ACME-01
title: Nothing is legacy
severity: high
waivable: true
reason: What is legacy is looked after by nobody.
remedy: Remove the annotation.
rules:
  - on: object
    kinds: [ConfigMap]
    must: an object must not be legacy
    expression: "!('legacy' in object.?metadata.?annotations.orValue({}))"
examples:
  pass: [{ name: a plain one, manifests: [{ apiVersion: v1, kind: ConfigMap }] }]
  fail: [{ name: an old one, manifests: [{ apiVersion: v1, kind: ConfigMap, metadata: { annotations: { legacy: old } } }] }]
`;
const TIGHTENING = `tightens: K8S-10
reason: A neighbour must not take the memory.
severity: high
`;

/** What to replace in the valid file, and with what. */
type Edit = readonly [from: string, to: string];

const ROWS: [name: string, file: string, edits: Edit[], problems: string[]][] = [
  ['a control under an id of the library', OWN, [['ACME-01', 'K8S-01']], [
    '[controls/a.yaml:1:1] id: id must not begin with K8S, AWS or GOV, got "K8S-01"; these are the library\'s: make its control stricter with tightens, or take a prefix of your own',
  ]],
  ['an id that is none', OWN, [['ACME-01', 'acme']], ['[controls/a.yaml:1:1] id: id must be the id of a control, such as ACME-01, got "acme"; correct it']],
  ['no rules', OWN, [[OWN.slice(OWN.indexOf('rules:'), OWN.indexOf('examples:')), 'rules: []\n']], [
    '[controls/a.yaml:7:1] rules: rules must have at least 1 entry, got []; add what is missing',
  ]],
  ['an unknown key', OWN, [['waivable: true', 'waivable: true\nmandatory: true']], [
    '[controls/a.yaml:5:1] mandatory: a key must be one of id, title, severity, waivable, reason, remedy, sources, rules, examples, got "mandatory"; correct or remove it',
  ]],
  ['an id that is a number', OWN, [['ACME-01', '5']], ['[controls/a.yaml:1:1] id: id must be a text, got 5; put it in quotes']],
  ['an id that is none and begins as those of the library', OWN, [['ACME-01', 'K8S-one']], [
    '[controls/a.yaml:1:1] id: id must be the id of a control, such as ACME-01, got "K8S-one"; correct it',
  ]],
  ['rules that are a text', OWN, [[OWN.slice(OWN.indexOf('rules:'), OWN.indexOf('examples:')), 'rules: none\n']], [
    '[controls/a.yaml:7:1] rules: rules must be a list, got "none"; correct it',
  ]],
  ['a rule that is a text', OWN, [[OWN.slice(OWN.indexOf('rules:'), OWN.indexOf('examples:')), 'rules: [none]\n']], [
    '[controls/a.yaml:7:9] rules.0: entry 1 of rules must be a mapping of keys to values, got "none"; correct it',
  ]],
  ['a rule that is nothing', OWN, [[OWN.slice(OWN.indexOf('rules:'), OWN.indexOf('examples:')), 'rules: [null]\n']], [
    '[controls/a.yaml:7:9] rules.0: entry 1 of rules must be a mapping of keys to values, got nothing; give it a value, or remove it if it is optional',
  ]],
  ['a scope that is none', OWN, [['on: object', 'on: everything']], [
    '[controls/a.yaml:8:5] rules.0.on: on must be one of object, pod, resource, stack, file, waiver, got "everything"; choose one of these',
  ]],
  ['an expression that is none', OWN, [['expression: "!(', 'expression: "!((']], [
    '[controls/a.yaml:11:5] rules.0.expression: the expression must be one of CEL, got "!((\'legacy\' in object.?metadata.?annotations.orValue({}))"; correct it: expected RPAREN, got EOF',
  ]],
  ['a pattern that RE2 does not have', OWN, [['expression: "!(\'legacy\' in object.?metadata.?annotations.orValue({}))"', 'expression: object.metadata.name.matches(\'^(?!old)\')']], [
    '[controls/a.yaml:11:5] rules.0.expression: a pattern must mean the same to every engine, got look-around in "^(?!old)"; write it without',
  ]],
  ['a condition and a value that are none, over several lines', OWN, [['    must:', '    when: |\n      object.\n      (\n    got: |\n      1 +\n\n    must:']], [
    '[controls/a.yaml:10:5] rules.0.when: the expression must be one of CEL, got "object.\\n("; correct it: expected IDENTIFIER, got LPAREN',
    '[controls/a.yaml:13:5] rules.0.got: the expression must be one of CEL, got "1 +"; correct it: unexpected token: EOF',
  ]],
  ['two patterns of which one is none of RE2', OWN, [['expression: "!(\'legacy\' in object.?metadata.?annotations.orValue({}))"', 'expression: "object.kind.matches(\'^C\') && object.metadata.name.matches(\'^(?!old)\')"']], [
    '[controls/a.yaml:11:5] rules.0.expression: a pattern must mean the same to every engine, got look-around in "^(?!old)"; write it without',
  ]],
  ['no examples', OWN, [[OWN.slice(OWN.indexOf('examples:')), '']], [
    '[controls/a.yaml:1:1] examples: examples must be given, got nothing; add it to the document',
  ]],
  ['examples of what passes alone', OWN, [[OWN.slice(OWN.indexOf('  fail:')), '  fail: []\n']], [
    '[controls/a.yaml:14:3] examples.fail: fail must have at least 1 entry, got []; add what is missing',
  ]],
  ['a text', OWN, [[OWN, 'controls\n']], [
    '[controls/a.yaml:1:1] the document must be a mapping of keys to values, got "controls"; correct it',
  ]],
  ['a control that is not there', TIGHTENING, [['K8S-10', 'K8S-99']], [
    '[controls/a.yaml:1:1] tightens: tightens must be the id of a control of the library, got "K8S-99"; see CONTROLS.md',
  ]],
  ['a lower severity', TIGHTENING, [['severity: high', 'severity: medium']], [
    '[controls/a.yaml:3:1] severity: severity must be above medium, which K8S-10 has, got "medium"; raise it or leave it out',
  ]],
  ['a lower severity of a mandatory control', TIGHTENING, [['K8S-10', 'K8S-01'], ['severity: high', 'severity: medium']], [
    '[controls/a.yaml:3:1] severity: severity must be above critical, which K8S-01 has, got "medium"; raise it or leave it out',
  ]],
  ['a mandatory control that could be waived', TIGHTENING, [['K8S-10', 'K8S-01'], ['severity: high', 'waivable: true']], [
    '[controls/a.yaml:3:1] waivable: waivable must be false: K8S-01 cannot be waived, got true; leave it out',
  ]],
  ['a mandatory control made mandatory', TIGHTENING, [['K8S-10', 'K8S-01'], ['severity: high', 'waivable: false']], [
    '[controls/a.yaml:3:1] waivable: waivable must say something new: K8S-01 cannot be waived as it is, got false; leave it out',
  ]],
  ['fewer tiers', TIGHTENING, [['severity: high', 'tiers: [prod]']], [
    '[controls/a.yaml:3:1] tiers: tiers must be all, got ["prod"]; correct it or leave it out',
  ]],
  ['another title', TIGHTENING, [['severity: high', 'severity: high\ntitle: Nothing']], [
    '[controls/a.yaml:4:1] title: a key must be one of tightens, reason, severity, waivable, tiers, rules, examples, got "title"; correct or remove it',
  ]],
  ['nothing that becomes stricter', TIGHTENING, [['severity: high\n', '']], [
    '[controls/a.yaml:1:1] tightens: a file that tightens must say severity, waivable, tiers or rules, got nothing; say what becomes stricter, or remove the file',
  ]],
  ['more rules without examples', TIGHTENING, [['severity: high', 'rules: [{ on: object, must: nothing, expression: "true" }]']], [
    '[controls/a.yaml:3:1] rules: rules must have examples, got nothing; show with examples.pass and examples.fail what they find',
  ]],
];

test.each(ROWS)('%s', (_, file, edits, problems) => {
  const root = scratch();
  const content = edits.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, () => to);
  }, file);
  fill(root, { 'controls/a.yaml': content });

  expect(messageOf(() => readControlFolder(join(root, 'controls'), 'controls'))).toBe(
    `Validation failed with the following errors:\n${problems.map(problem => `  ${problem}`).join('\n')}`,
  );
});

const FOLDERS: [name: string, files: Record<string, string>, problems: string[]][] = [
  ['no folder', {}, [
    '[controls] the folder of controls must exist and be readable, got "nothing there"; correct the path',
  ]],
  ['a file', { controls: '' }, [
    '[controls] the folder of controls must exist and be readable, got "a file"; correct the path',
  ]],
  ['an empty folder', { 'controls/README.md': '' }, [
    '[controls] the folder of controls must have files of YAML, got "none"; correct the path',
  ]],
  ['a folder in it', { 'controls/a.yaml': OWN, 'controls/more/b.yaml': OWN }, [
    '[controls/more] everything in a folder of controls must be a file of YAML, got "more"; move it elsewhere',
  ]],
  ['a program in it', { 'controls/a.yaml': OWN, 'controls/b.js': '' }, [
    '[controls/b.js] everything in a folder of controls must be a file of YAML, got "b.js"; move it elsewhere',
  ]],
  ['a control given twice', { 'controls/a.yaml': OWN, 'controls/b.yaml': OWN }, [
    '[controls/b.yaml:1:1] id must be of one file only, got "ACME-01" as in controls/a.yaml:1:1; make one file of the two',
  ]],
  ['a control made stricter twice', { 'controls/a.yaml': TIGHTENING, 'controls/b.yml': TIGHTENING }, [
    '[controls/b.yml:1:1] tightens must be of one file only, got "K8S-10" as in controls/a.yaml:1:1; make one file of the two',
  ]],
  ['a control given three times', { 'controls/b.yaml': OWN, 'controls/c.yaml': OWN, 'controls/a.yaml': OWN }, [
    '[controls/b.yaml:1:1] id must be of one file only, got "ACME-01" as in controls/a.yaml:1:1; make one file of the two',
    '[controls/c.yaml:1:1] id must be of one file only, got "ACME-01" as in controls/a.yaml:1:1; make one file of the two',
  ]],
  ['a copy that an editor kept', { 'controls/a.yaml': OWN, 'controls/a.yaml.orig': OWN }, [
    '[controls/a.yaml.orig] everything in a folder of controls must be a file of YAML, got "a.yaml.orig"; move it elsewhere',
  ]],
  ['a file without YAML in it and one that is no control', { 'controls/a.yaml': 'id: [', 'controls/b.yaml': OWN.replace('ACME-01', 'GOV-01') }, [
    '[controls/a.yaml:1:5] a bracket must be closed, got "id: ["; add the missing ]',
    '[controls/b.yaml:1:1] id: id must not begin with K8S, AWS or GOV, got "GOV-01"; these are the library\'s: make its control stricter with tightens, or take a prefix of your own',
  ]],
  ['several files with a problem each', { 'controls/a.yaml': OWN.replace('ACME-01', 'AWS-01'), 'controls/b.yaml': TIGHTENING.replace('high', 'medium') }, [
    '[controls/a.yaml:1:1] id: id must not begin with K8S, AWS or GOV, got "AWS-01"; these are the library\'s: make its control stricter with tightens, or take a prefix of your own',
    '[controls/b.yaml:3:1] severity: severity must be above medium, which K8S-10 has, got "medium"; raise it or leave it out',
  ]],
];

test.each(FOLDERS)('%s, where there should be a folder of controls', (_, files, problems) => {
  const root = scratch();
  fill(root, files);

  expect(messageOf(() => readControlFolder(join(root, 'controls'), 'controls'))).toBe(
    `Validation failed with the following errors:\n${problems.map(problem => `  ${problem}`).join('\n')}`,
  );
});

test('what is hidden and what is for readers is no control', () => {
  const root = scratch();
  fill(root, { 'controls/.a.yaml.swp': 'x', 'controls/.hidden.yaml': 'x', 'controls/README.md': 'ours', 'controls/a.yaml': OWN });

  expect(readControlFolder(join(root, 'controls')).own.map(({ id }) => id)).toEqual(['ACME-01']);
});

test('messages call a folder as it was given, unless they are told otherwise', () => {
  const root = scratch();
  fill(root, { 'controls/a.yaml': 'controls\n' });

  expect(messageOf(() => readControlFolder(join(root, 'controls')))).toContain(`[${join(root, 'controls/a.yaml')}:1:1]`);
});
