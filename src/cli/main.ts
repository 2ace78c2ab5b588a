#!/usr/bin/env node
import { run } from './program';

// whoever reads has seen enough, as `| head` does
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit();
});

void run(process.argv.slice(2), { cwd: process.cwd(), env: process.env, stdout: process.stdout, stderr: process.stderr }).then((code) => {
  // not process.exit(): what is still on its way into a pipe would be lost
  process.exitCode = code;
});
