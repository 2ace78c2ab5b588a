import { CONTROLS } from './few-controls';
import { byControl } from '../../src/policy/assess';
import { Finding } from '../../src/policy/finding';

const finding = (control: string, must: string) => ({ control, must }) as Finding;

test('findings come in the order of their controls, those of one control as they were', () => {
  const ids = CONTROLS.map(({ id }) => id);
  const shuffled = [finding(ids[2], 'a'), finding(ids[0], 'b'), finding(ids[2], 'c'), finding(ids[1], 'd'), finding(ids[0], 'e'), finding(ids[3], 'f')];

  expect(byControl(shuffled, CONTROLS).map(({ control, must }) => [control, must])).toEqual([
    [ids[0], 'b'], [ids[0], 'e'], [ids[1], 'd'], [ids[2], 'a'], [ids[2], 'c'], [ids[3], 'f'],
  ]);
  expect(shuffled[0].must).toBe('a');
});
