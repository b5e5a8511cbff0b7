import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { verifyLog } from '../server/log/verify/verify-log.ts';

/**
 * `npm run verify -- [--data DIR]`: checks the log; exits with 0, or with 1 and one line that names the fault.
 * The line `head:` is worth keeping elsewhere: it is what tells a log from one cut short or rewritten whole.
 */

const { values } = parseArgs({ options: { data: { type: 'string' } } });
const named = values.data ?? process.env['VEDETTE_DATA'];
const dataDir = named ? resolve(named) : fileURLToPath(new URL('../data', import.meta.url));

const startedAt = performance.now();
const result = await verifyLog(dataDir);
if (result.ok) {
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`ok: ${result.fixes} fixes and ${result.events} events in ${result.batches} batches, ${seconds} s`);
  console.log(`head: ${result.sequence} ${result.head}`);
} else {
  console.error(`${result.fault.name}: ${result.fault.detail}`);
  process.exitCode = 1;
}
