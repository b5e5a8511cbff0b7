import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Keeps the compiled text of the programme beside the build, so that the next start compiles nothing. What is imported
 * after this takes part; threads go by the environment. Where the folder cannot be written a start is slower and nothing
 * else changes. It is written by `flushCompileCache` and at a clean end.
 */
const folder = fileURLToPath(new URL('../dist/compile-cache', import.meta.url));
enableCompileCache(folder);
// biome-ignore lint/style/noProcessEnv: it is how Node tells its threads, no setting of ours.
process.env['NODE_COMPILE_CACHE'] ??= folder;
