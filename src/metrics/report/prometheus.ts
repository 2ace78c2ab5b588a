import { MetricsReport } from './report';
import { Delivery } from '../definitions/delivery';
import { Durations } from '../definitions/durations';

/** A metric with its samples; a sample without a value is not written. */
interface Family {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number | null;
}

/** A report in the text format of Prometheus. What is not known is left out: a gap is honest, a zero is not. */
export function prometheusText(report: MetricsReport): string {
  return [...deliveryFamilies(report), ...startFamilies(report), ...adoptionFamilies(report), ...surveyFamilies(report)].map(familyText).join('');
}

function deliveryFamilies({ delivery, services, teams }: MetricsReport): Family[] {
  const groups = [{ labels: { scope: 'all', name: '' }, delivery: delivery as Delivery }, ...labelled('service', services), ...labelled('team', teams)];
  const each = (valueOf: (of: Delivery) => number | null): Sample[] => groups.map(({ labels, delivery: of }) => ({ labels, value: valueOf(of) }));
  const spread = (durationsOf: (of: Delivery) => Durations) => groups.flatMap(({ labels, delivery: of }) => quantiles(durationsOf(of), labels));
  return [
    { name: 'pavement_deployments', help: 'Distinct successful production deployments of the period', samples: each(({ frequency }) => frequency.perDay === null ? null : frequency.n) },
    { name: 'pavement_deployments_per_day', help: 'Deployment frequency', samples: each(({ frequency }) => frequency.perDay) },
    { name: 'pavement_change_lead_time_seconds', help: 'From the beginning of a change to production', samples: spread(({ leadTime }) => leadTime) },
    { name: 'pavement_change_lead_time_changes', help: 'Changes that the lead time was measured of', samples: each(({ leadTime }) => leadTime.n) },
    { name: 'pavement_change_fail_ratio', help: 'Share of production deployments that failed', samples: each(({ changeFailRate }) => changeFailRate.value) },
    { name: 'pavement_change_fail_ratio_low', help: 'Lower end of its 95 % interval', samples: each(({ changeFailRate }) => changeFailRate.low) },
    { name: 'pavement_change_fail_ratio_high', help: 'Upper end of its 95 % interval', samples: each(({ changeFailRate }) => changeFailRate.high) },
    { name: 'pavement_failed_deployment_recovery_seconds', help: 'From a failed deployment to its recovery', samples: spread(({ recovery }) => recovery) },
    { name: 'pavement_rework_ratio', help: 'Share of deployments of six months that were unplanned repairs', samples: each(({ rework }) => rework.value) },
  ];
}

function startFamilies({ timeToFirstDeploy }: MetricsReport): Family[] {
  const labelsOf = ({ from, to, cohort }: MetricsReport['timeToFirstDeploy'][number]) => ({ from, to, cohort });
  return [
    { name: 'pavement_time_to_first_deploy_seconds', help: 'Time to first deploy, with services that wait (Kaplan-Meier)', samples: timeToFirstDeploy.flatMap(variant => quantiles(variant, labelsOf(variant))) },
    { name: 'pavement_services_started', help: 'Services that began in the period', samples: timeToFirstDeploy.map(variant => ({ labels: labelsOf(variant), value: variant.n })) },
    { name: 'pavement_services_waiting', help: 'Of these, the ones that were not deployed yet', samples: timeToFirstDeploy.map(variant => ({ labels: labelsOf(variant), value: variant.open })) },
  ];
}

function adoptionFamilies({ adoption: { coverage, conformant, currency, capture, stickiness, depth } }: MetricsReport): Family[] {
  const shares = Object.entries({ coverage, conformant, currency, capture, stickiness });
  return [
    { name: 'pavement_adoption_ratio', help: 'Golden-path adoption', samples: shares.map(([share, { value }]) => ({ labels: { share }, value })) },
    { name: 'pavement_adoption_services', help: 'Services that the share is of', samples: shares.map(([share, { of }]) => ({ labels: { share }, value: of })) },
    { name: 'pavement_platform_made_ratio', help: 'Share of objects that the platform makes', samples: Object.entries(depth).map(([capability, { value }]) => ({ labels: { capability }, value })) },
  ];
}

function surveyFamilies({ satisfaction }: MetricsReport): Family[] {
  return [
    { name: 'pavement_satisfied_ratio', help: 'Share of answers of 4 or 5 of 5', samples: satisfaction.map(({ survey, csat }) => ({ labels: { survey }, value: csat?.value ?? null })) },
    { name: 'pavement_net_promoter_score', help: 'From -100 to 100', samples: satisfaction.map(({ survey, nps }) => ({ labels: { survey }, value: nps?.value ?? null })) },
    { name: 'pavement_survey_response_ratio', help: 'Share of those asked who answered', samples: satisfaction.map(({ survey, responseRate }) => ({ labels: { survey }, value: responseRate?.value ?? null })) },
  ];
}

function labelled(scope: string, deliveries: readonly Delivery[]) {
  return deliveries.map(delivery => ({ labels: { scope, name: delivery.group ?? '' }, delivery }));
}

function quantiles({ p50, p75, p90 }: Durations, labels: Readonly<Record<string, string>>): Sample[] {
  return ([['p50', p50], ['p75', p75], ['p90', p90]] as const).map(([percentile, value]) => ({ labels: { ...labels, percentile }, value: value === null ? null : value / 1000 }));
}

function familyText({ name, help, samples }: Family): string {
  const lines = samples.filter(({ value }) => value !== null).map(({ labels, value }) => {
    const text = Object.entries(labels).map(([label, said]) => `${label}="${said.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`).join(',');
    return `${name}${text === '' ? '' : `{${text}}`} ${value}\n`;
  });
  return lines.length === 0 ? '' : `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`;
}
