import { Table } from './table';
import { UNKNOWN, intervalText, numberText, shareText } from './text';
import { Satisfaction } from '../definitions/satisfaction';

/** Satisfaction, a row for each survey and group. */
export function surveyTable(groups: readonly Satisfaction[], byTeam: boolean): Table {
  return {
    title: 'Developer satisfaction',
    columns: ['survey', ...byTeam ? ['team'] : [], 'answers', 'response rate', 'satisfied (4 or 5 of 5)', '95 %', 'NPS', '95 % of NPS'],
    rows: groups.map(({ survey, team, answers, responseRate, csat, nps, suppressed }) => [
      survey,
      ...byTeam ? [team ?? '(small teams)'] : [],
      answers === null ? UNKNOWN : String(answers),
      responseRate ? shareText(responseRate) : UNKNOWN,
      suppressed ?? (csat ? shareText(csat) : UNKNOWN),
      csat ? intervalText(csat) : UNKNOWN,
      numberText(nps?.value ?? null),
      nps ? `${Math.round(nps.low)} to ${Math.round(nps.high)}` : UNKNOWN,
    ]),
    notes: ['Groups of fewer than five answers are not shown.'],
  };
}
