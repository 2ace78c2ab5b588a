import { buildIndex } from 'pavement/lib/cli/catalog/build-index';

/** Writes an index of all repositories. Arguments: their folder, and where to. Prints how long it took, and the most memory the process had. */
const [folder, output] = [process.argv[2], process.argv[3]];

const begin = process.hrtime.bigint();
const { entities, problems } = buildIndex([folder], output, { write: () => true });
const ms = Number(process.hrtime.bigint() - begin) / 1e6;
if (problems.length > 0) {
  throw new Error(problems[0]);
}
process.stdout.write(JSON.stringify({ ms, bytes: process.resourceUsage().maxRSS * 1024, entities }));
