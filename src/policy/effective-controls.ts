import { BUILT_IN_CONTROLS } from './built-in';
import { Control } from './control';

/** Everything that is asked: the library's controls, with what an organisation's folder of controls adds to them and makes stricter. */
export function effectiveControls(folder?: string, shownAs = folder): readonly Control[] {
  if (folder === undefined) {
    return BUILT_IN_CONTROLS;
  }
  // loaded when there is a folder: the parser and the schema validator cost a tenth of a second
  const { readControlFolder } = require('./organisation/control-folder') as typeof import('./organisation/control-folder'); // eslint-disable-line @typescript-eslint/no-require-imports
  return readControlFolder(folder, shownAs).controls;
}
