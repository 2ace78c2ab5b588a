#!/usr/bin/env node
import { run } from './run';

process.exitCode = run(process.argv.slice(2), { root: process.cwd(), print: text => process.stdout.write(`${text}\n`), note: text => process.stderr.write(`${text}\n`) });
