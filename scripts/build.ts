import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Builds the client bundle and the basemap into `dist/`, each only when its inputs changed since the last time. */
type Part = {
  /** What it makes; when missing, the part is built whatever the stamp says. */
  output: string;
  inputs: readonly string[];
  /** Returns a note for the progress line. */
  build(): Promise<string>;
};
export type PartName = 'client' | 'basemap';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'dist/build-stamp.json');

const parts: Record<PartName, Part> = {
  client: {
    output: 'dist/client/index.html',
    inputs: ['client/**/*', 'shared/**/*.ts', 'vite.config.ts', 'package-lock.json'],
    build: buildClient,
  },
  basemap: {
    output: 'dist/basemap.pmtiles',
    inputs: ['server/basemap/*.ts', 'package-lock.json'],
    build: buildMap,
  },
};
const partNames = Object.keys(parts) as PartName[];

/**
 * For a process that goes on to serve: does nothing when all is fresh, otherwise builds in a process of its own, so that
 * neither the builders' memory nor their environment variables stay behind. Rejects when the build fails.
 */
export async function buildWhatIsMissing(options: { force?: boolean; only?: readonly PartName[] } = {}): Promise<void> {
  const wanted = options.only ?? partNames;
  const due = options.force ? wanted : wanted.filter((name) => !isFresh(name));
  if (due.length === 0) return;
  const script = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, [script, ...due], { stdio: 'inherit' });
  const stop = () => child.kill('SIGTERM');
  process.once('SIGTERM', stop);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  process.off('SIGTERM', stop);
  if (code !== 0) throw new Error(`building ${due.join(' and ')} failed`);
}

async function buildParts(names: readonly PartName[]): Promise<void> {
  for (const name of names) {
    const startedAt = performance.now();
    const before = hashOf(name);
    console.log(`Building the ${name} …`);
    const note = await parts[name].build();
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stampFile, `${JSON.stringify({ ...readStamps(), [name]: before }, null, 2)}\n`);
    console.log(`Built the ${name} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s (${note})`);
  }
}

async function buildClient(): Promise<string> {
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  const files = globSync('dist/client/**/*', { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  return `${files.length} files`;
}

async function buildMap(): Promise<string> {
  const { buildBasemap } = await import('../server/basemap/build-basemap.ts');
  const { tiles, bytes } = await buildBasemap({ outFile: join(root, parts.basemap.output) });
  return `${tiles} tiles, ${(bytes / 1e6).toFixed(1)} MB`;
}

function isFresh(name: PartName): boolean {
  return existsSync(join(root, parts[name].output)) && readStamps()[name] === hashOf(name);
}

/** A missing or damaged stamp file means: build. */
function readStamps(): Partial<Record<PartName, string>> {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

function hashOf(name: PartName): string {
  const hash = createHash('sha256');
  const found = parts[name].inputs.flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true }));
  const files = found.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name));
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

if (import.meta.main) {
  const force = process.argv.includes('--force');
  const named = partNames.filter((name) => process.argv.includes(name));
  const due = named.length > 0 ? named : partNames.filter((name) => force || !isFresh(name));
  if (due.length === 0)
    console.log('Nothing to build: the client and the basemap are up to date (--force builds anyway)');
  await buildParts(due).catch((error: unknown) => {
    console.error(`The build failed: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  });
}
