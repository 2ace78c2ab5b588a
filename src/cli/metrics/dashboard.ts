import { Command } from 'commander';
import { CommandContext } from '../context';

/** Prints the dashboard for Grafana. */
export function dashboardCommand(context: CommandContext): Command {
  return new Command('dashboard')
    .description('Prints the Grafana dashboard of the metrics that `pavement metrics report --format prometheus` writes, to be imported or provisioned.')
    .action(() => {
      const dashboard = require('../../metrics/report/grafana-dashboard.json') as object; // eslint-disable-line @typescript-eslint/no-require-imports
      context.print(JSON.stringify(dashboard, undefined, 2));
    });
}
