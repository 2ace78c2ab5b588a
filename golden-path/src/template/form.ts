import { PAGES, Question } from './questions';
import { OptionRule, SERVICE_OPTIONS } from '../options/option-table';

const REQUIRED = ['name', 'owner'];

/** What the fields of some options look like beyond their values. */
const WIDGETS: Readonly<Record<string, object>> = {
  // an entity of the catalog, or its name
  owner: { 'pattern': '^([Gg]roup:)?([a-z0-9._-]+/)?(?!(true|false|null|yes|no|on|off|y|n)$)[a-z][a-z0-9]*(-[a-z0-9]+)*$', 'ui:field': 'OwnerPicker', 'ui:options': { catalogFilter: { kind: 'Group' } } },
};

/**
 * The pages of the form, as Backstage takes them: JSON Schema with hints for its fields.
 *
 * @param decided - options that are not asked for
 */
export function formPages(decided: readonly string[]): object[] {
  const pages = PAGES.map(({ title, questions }) => ({ title, questions: questions.filter(({ option }) => !decided.includes(option)) }));
  return [
    ...pages.filter(({ questions }) => questions.length > 0).map(({ title, questions }) => ({
      title,
      required: questions.map(({ option }) => option).filter(option => REQUIRED.includes(option)),
      properties: Object.fromEntries(questions.map(question => [question.option, field(question)])),
    })),
    {
      title: 'Where it is',
      required: ['repoUrl'],
      properties: { repoUrl: { 'title': 'Repository', 'type': 'string', 'description': 'Where its repository is created.', 'ui:field': 'RepoUrlPicker' } },
    },
  ];
}

function field({ option, title, help }: Question): object {
  return { title, description: help, ...schema(SERVICE_OPTIONS[option]), ...WIDGETS[option] };
}

function schema({ kind, values, pattern, least, most, oneOf, whole }: OptionRule): object {
  const text = { type: 'string', ...values && { enum: values }, ...pattern && { pattern: pattern.source } };
  switch (kind) {
    case 'text': return text;
    case 'flag': return { type: 'boolean' };
    case 'list': return { type: 'array', items: text, uniqueItems: true, minItems: 1, ...values && { 'ui:widget': 'checkboxes' } };
    case 'number': return {
      type: whole ? 'integer' : 'number',
      ...least !== undefined && { minimum: least },
      ...most !== undefined && { maximum: most },
      ...oneOf && { enum: oneOf },
    };
  }
}
