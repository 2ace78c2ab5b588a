// What the platform and the service have agreed on: what is declared passes every control, and Pods are killed only after the service
// has had its time to stop.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app } from '../platform/app';

test('what platform/app.ts declares passes every control of the platform', () => {
  assert.doesNotThrow(() => app.synthYaml());
});

test('Pods are killed only after the service has had its time to stop', () => {
  const manifests = app.synthYaml();
  const budget = Math.max(...numbers(manifests, /SHUTDOWN_SECONDS: "?(\d+)/g));
  const deployments = manifests.split(/^---$/m).filter((document) => /^kind: Deployment$/m.test(document));

  assert.ok(budget > 0);
  assert.notEqual(deployments.length, 0);
  for (const deployment of deployments) {
    const [grace = 0] = numbers(deployment, /terminationGracePeriodSeconds: (\d+)/g);
    const [before = 0] = numbers(deployment, /sleep:\s+seconds: (\d+)/g);
    assert.ok(
      grace - before > budget,
      `${grace} s until SIGKILL, ${before} s of them before SIGTERM, ${budget} s to stop`,
    );
  }
});

function numbers(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map(([, digits]) => Number(digits));
}
