import { parseArgs } from 'node:util';
import { verifyLog } from '../server/log/verify-log.ts';

/** `npm run verify -- [--data DIR]`: checks the log and exits with 0, or with 1 and one line that names the fault. */

const { values } = parseArgs({ options: { data: { type: 'string', default: 'data' } } });
const startedAt = performance.now();
const result = await verifyLog(values.data);
if (result.ok) {
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`ok: ${result.fixes} fixes and ${result.events} events in ${result.batches} batches, ${seconds} s`);
  console.log(`head: ${result.sequence} ${result.head}`);
} else {
  console.error(`${result.fault.name}: ${result.fault.detail}`);
  process.exitCode = 1;
}
