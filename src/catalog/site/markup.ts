/** A piece of HTML: whatever else is put into a template is text and is escaped. */
export class Markup {
  constructor(public readonly text: string) {}
}

type Part = Markup | string | number | undefined | false | readonly Part[];

/** HTML from a template; texts in it are escaped, lists are joined, what is undefined or false is left out. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.map((string, i) => i === 0 ? string : rendered(parts[i - 1]) + string).join(''));
}

/** A text that can stand in HTML and in its attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

function rendered(part: Part): string {
  if (part === undefined || part === false) {
    return '';
  }
  if (part instanceof Markup) {
    return part.text;
  }
  return typeof part === 'object' ? part.map(rendered).join('') : escaped(String(part));
}
