import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/**
 * Builds the client bundle, the basemap and the file of places into `dist/`, each only when its inputs changed since the
 * last time, and side by side, each in a process of its own.
 */
type Part = {
  /** What it makes; when missing, the part is built whatever the stamp says. */
  output: string;
  inputs: readonly string[];
  /** Returns a note for the progress line. */
  build(): Promise<string>;
};
export type PartName = 'client' | 'basemap' | 'places';

const root = fileURLToPath(new URL('..', import.meta.url));
const script = fileURLToPath(import.meta.url);
const stampFileOf = (name: PartName) => join(root, `dist/${name}.stamp`);

const parts: Record<PartName, Part> = {
  client: {
    output: 'dist/client/index.html',
    inputs: ['client/**/*', 'shared/**/*.ts', 'vite.config.ts', 'scripts/build.ts', 'package-lock.json'],
    build: buildClient,
  },
  basemap: {
    output: 'dist/basemap.pmtiles',
    inputs: ['server/basemap/*.ts', 'server/gazetteer/cities.ts', 'package-lock.json'],
    build: buildMap,
  },
  places: {
    output: 'dist/places.bin',
    inputs: ['server/gazetteer/*.ts', 'shared/search/*.ts', 'package-lock.json'],
    build: buildPlaces,
  },
};
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const partNames = Object.keys(parts) as PartName[];

/**
 * For a process that goes on to serve: does nothing when all is fresh, otherwise builds in a process of its own, so that
 * neither the builders' memory nor their environment variables stay behind. Rejects when the build fails.
 */
export async function buildWhatIsMissing(options: { force?: boolean; only?: readonly PartName[] } = {}): Promise<void> {
  const wanted = options.only ?? partNames;
  const due = options.force ? wanted : wanted.filter((name) => !isFresh(name));
  if (due.length === 0) return;
  const children = due.map((name) => spawn(process.execPath, [script, name], { stdio: 'inherit' }));
  const stop = () => {
    for (const child of children) child.kill('SIGTERM');
  };
  process.once('SIGTERM', stop);
  const codes = await Promise.all(
    children.map(
      (child) =>
        new Promise<number | null>((resolve, reject) => {
          child.once('error', reject);
          child.once('exit', resolve);
        }),
    ),
  );
  process.off('SIGTERM', stop);
  const failed = due.filter((_, i) => codes[i] !== 0);
  if (failed.length > 0) throw new Error(`building ${failed.join(' and ')} failed`);
}

async function buildPart(name: PartName): Promise<void> {
  const startedAt = performance.now();
  const before = hashOf(name);
  console.log(`Building the ${name} …`);
  const note = await parts[name].build();
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFileOf(name), before);
  console.log(`Built the ${name} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s (${note})`);
}

async function buildClient(): Promise<string> {
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  const files = globSync('dist/client/**/*', { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  await Promise.all(
    files
      .filter((entry) => /\.(js|css|html)$/.test(entry.name))
      .map((entry) => compressFile(join(entry.parentPath, entry.name))),
  );
  return `${files.length} files`;
}

/** Once and well here, rather than for each viewer and in haste; `server/api/static-files.ts` serves what is written. */
async function compressFile(file: string): Promise<void> {
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [br, gz] = await Promise.all([brotli(bytes, { params }), zip(bytes, { level: 9 })]);
  writeFileSync(`${file}.br`, br);
  writeFileSync(`${file}.gz`, gz);
}

async function buildMap(): Promise<string> {
  const { buildBasemap } = await import('../server/basemap/build-basemap.ts');
  const { tiles, bytes } = await buildBasemap({
    outFile: join(root, parts.basemap.output),
    onProgress: (done, total) => console.log(`  basemap: zoom ${done} of ${total}`),
  });
  return `${tiles} tiles, ${(bytes / 1e6).toFixed(1)} MB`;
}

async function buildPlaces(): Promise<string> {
  const { buildPlaceFile } = await import('../server/gazetteer/place-file.ts');
  const { places, bytes } = await buildPlaceFile(join(root, parts.places.output));
  return `${places} places, ${(bytes / 1e6).toFixed(1)} MB`;
}

/** A missing stamp means: build. */
function isFresh(name: PartName): boolean {
  const stampFile = stampFileOf(name);
  return (
    existsSync(join(root, parts[name].output)) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === hashOf(name)
  );
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
  const work =
    named.length === 1
      ? buildPart(named[0]!)
      : buildWhatIsMissing({ force, only: named.length > 0 ? named : partNames });
  await work.catch((error: unknown) => {
    console.error(`The build failed: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  });
}
