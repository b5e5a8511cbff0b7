import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { buildWhatIsMissing } from './build.ts';

/** The server, restarted when its code changes, and the client with hot reload. Arguments go to the server. */
const root = fileURLToPath(new URL('..', import.meta.url));

await buildWhatIsMissing({ only: ['basemap'] });
const server = spawn(process.execPath, ['--watch', join(root, 'server/main.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
const client = await createServer({ configFile: join(root, 'vite.config.ts') });
await client.listen();
client.printUrls();

const serverEnded = new Promise<void>((resolve) => server.once('exit', () => resolve()));
const asked = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});
await Promise.race([asked, serverEnded]);
server.kill('SIGTERM');
await Promise.all([serverEnded, client.close()]);
process.exit(0);
