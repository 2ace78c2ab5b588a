import { Document, YAMLSeq, isSeq, parseDocument } from 'yaml';
import { Waiver } from './waiver';

/** How a file of waivers begins that nobody has written yet: so an editor finds the schema. */
const HEAD = '# yaml-language-server: $schema=../node_modules/pavement/lib/policy/waivers/waivers.schema.json\nwaivers: []\n';

/**
 * The text of a file of waivers with one more at its end; comments and everything else stay as they are.
 *
 * @param content - what is in the file, which is known to be valid; undefined when there is none
 */
export function withWaiver(content: string | undefined, waiver: Waiver): string {
  const document = parseDocument(content ?? HEAD) as Document;
  const list = document.get('waivers');
  if (!isSeq(list)) {
    throw new Error('waivers is no list');
  }
  list.flow = false;
  (list as YAMLSeq).add(document.createNode(waiver));
  return document.toString({ lineWidth: 0 });
}

/** An entry as it is written, for whoever wants to read it again. */
export function waiverText(waiver: Waiver): string {
  return new Document([waiver]).toString({ lineWidth: 0 });
}

/** The next free id in a year. */
export function nextId(waivers: readonly Pick<Waiver, 'id'>[], year: string): string {
  const numbers = waivers.map(({ id }) => id.split('-')).filter(([, other]) => other === year).map(([,, number]) => Number(number));
  return `WVR-${year}-${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`;
}
