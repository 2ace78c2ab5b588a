import { Command } from 'commander';
import { CommandContext } from './context';
import { adoptionCommand } from './metrics/adoption';
import { collectCommand } from './metrics/collect';
import { dashboardCommand } from './metrics/dashboard';
import { doraCommand } from './metrics/dora';
import { emitCommand } from './metrics/emit';
import { explainCommand } from './metrics/explain';
import { forwardCommand } from './metrics/forward';
import { reportCommand } from './metrics/report';
import { surveyCommand } from './metrics/survey';
import { ttfdCommand } from './metrics/ttfd';
import { verifyCommand } from './metrics/verify';

/** How to know that the platform works: what happened, and what it says. */
export function metricsCommand(context: CommandContext): Command {
  const metrics = new Command('metrics').description('Records what happens, and says how the platform does: time to first deploy, adoption, delivery, satisfaction.');
  for (const command of [emitCommand, collectCommand, forwardCommand, ttfdCommand, adoptionCommand, doraCommand, surveyCommand, explainCommand,
    reportCommand, dashboardCommand, verifyCommand]) {
    metrics.addCommand(command(context));
  }
  return metrics;
}
