import './platform/telemetry';
import { createApp } from './app';
import { log } from './platform/log';
import { run } from './platform/run';

createApp()
  .then((app) => run(app))
  .catch((err: unknown) => {
    log.fatal({ err }, 'could not start');
    process.exit(1);
  });
