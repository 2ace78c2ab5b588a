import { ChartProps } from 'cdk8s';

/** What a chart of one's own says so that the controls let its objects pass: where they go and whose they are. */
export function owned(environment?: string): ChartProps {
  return {
    namespace: 'shop',
    labels: {
      'platform.example.com/owner': 'team-payments',
      'platform.example.com/cost-center': 'cc-1001',
      'platform.example.com/system': 'checkout',
      ...environment !== undefined && { 'platform.example.com/environment': environment },
    },
  };
}
