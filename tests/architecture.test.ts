import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Which folder may import which others (besides itself). The table is the documentation of the import law. */
const mayImport: Record<string, readonly string[]> = {
  'shared/geo': [],
  'shared/parameters': [],
  'shared/analysis': ['shared/geo', 'shared/parameters'],
  'shared/search': [],
  'shared/schema': ['shared/geo', 'shared/parameters', 'shared/analysis'],
  'shared/picture': ['shared/geo', 'shared/schema', 'shared/parameters'],
  'shared/replay': ['shared/schema', 'shared/picture', 'shared/parameters', 'shared/geo'],
  'shared/coverage': ['shared/geo', 'shared/schema', 'shared/picture', 'shared/parameters', 'shared/analysis'],
  'shared/protocol': [
    'shared/geo',
    'shared/schema',
    'shared/picture',
    'shared/parameters',
    'shared/coverage',
    'shared/replay',
  ],
  'server/access': ['shared/*'],
  'server/log': ['shared/*'],
  'server/sources': ['shared/*'],
  'server/importers': ['shared/*'],
  'server/gazetteer': ['shared/*'],
  'server/basemap': ['server/gazetteer', 'shared/*'],
  'server/metrics': ['shared/*'],
  'server/mission': ['shared/*'],
  'server/ingest': ['server/log', 'server/metrics', 'shared/*'],
  'server/picture': ['server/log', 'shared/*'],
  'server/coverage': ['server/log', 'server/metrics', 'server/picture', 'server/access', 'shared/*'],
  'server/imports': ['server/importers', 'server/ingest', 'server/log', 'server/picture', 'shared/*'],
  'server/stream': ['server/access', 'server/metrics', 'server/picture', 'server/log', 'shared/*'],
  'server/replay': [
    'server/access',
    'server/log',
    'server/picture',
    'server/coverage',
    'server/stream',
    'server/metrics',
    'server/imports',
    'shared/*',
  ],
  'server/api': [
    'server/access',
    'server/coverage',
    'server/metrics',
    'server/importers',
    'server/imports',
    'server/ingest',
    'server/log',
    'server/picture',
    'server/replay',
    'server/basemap',
    'server/gazetteer',
    'shared/*',
  ],
  server: ['server/*', 'shared/*'],
  'client/language': [],
  'client/format': ['client/language', 'shared/*'],
  'client/ui': ['client/format', 'client/language', 'shared/*'],
  'client/store': ['shared/*'],
  'client/connection': ['client/store', 'shared/*'],
  'client/workers': ['client/store', 'shared/*'],
  'client/map': ['client/store', 'client/format', 'client/language', 'shared/*'],
  'client/search': ['client/store', 'client/format', 'client/language', 'shared/*'],
  'client/forms': ['client/store', 'client/ui', 'client/format', 'client/language', 'shared/*'],
  'client/commands': ['client/forms', 'client/store', 'client/ui', 'client/format', 'client/language', 'shared/*'],
  'client/panels': [
    'client/workers',
    'client/store',
    'client/connection',
    'client/search',
    'client/commands',
    'client/forms',
    'client/ui',
    'client/format',
    'client/language',
    'shared/*',
  ],
  'client/rooms': ['client/*', 'shared/*'],
  client: ['client/*', 'shared/*'],
  tests: ['*'],
  bench: ['*'],
  scripts: ['server', 'server/*', 'shared/*', 'tests'],
};

/** Packages that may be imported only below these folders. */
const packageHomes: Record<string, readonly string[]> = {
  'maplibre-gl': ['client/map'],
  '@deck.gl/': ['client/map'],
  'socket.io': ['server/stream'],
  'socket.io-client': ['client/connection'],
  'node:sqlite': ['server/log'],
  express: ['server/api'],
  react: ['client'],
  mgrs: ['client/format'],
  zod: ['shared/schema', 'shared/protocol', 'server/config.ts', 'server/api'],
};

const testFile = /\.(test|bench)\.tsx?$/;

type Import = { file: string; target: string };

const files = globSync('{client,server,shared,scripts}/**/*.{ts,tsx}').filter((file) => !testFile.test(file));

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
  return specifiers.map((specifier) => {
    if (specifier.startsWith('#shared/')) return { file, target: `shared/${specifier.slice(8)}` };
    if (specifier.startsWith('.')) return { file, target: normalize(join(dirname(file), specifier)) };
    return { file, target: `npm:${specifier}` };
  });
}

/** The longest folder of the law that holds this file. */
function houseOf(file: string): string | undefined {
  const folders = Object.keys(mayImport).filter((folder) => file.startsWith(`${folder}/`));
  return folders.sort((a, b) => b.length - a.length)[0];
}

function isAllowed(from: string, to: string): boolean {
  if (from === to) return true;
  return mayImport[from]!.some(
    (rule) => rule === '*' || rule === to || (rule.endsWith('/*') && to.startsWith(rule.slice(0, -1))),
  );
}

function violations(imports: readonly Import[]): string[] {
  return imports.flatMap(({ file, target }) => {
    if (target.startsWith('npm:')) {
      const name = target.slice(4);
      const home = Object.entries(packageHomes).find(
        ([key]) => name === key || (key.endsWith('/') ? name.startsWith(key) : name.startsWith(`${key}/`)),
      );
      return home && !home[1].some((folder) => file.startsWith(folder))
        ? [`${file} imports ${name}, which lives in ${home[1].join(', ')}`]
        : [];
    }
    const from = houseOf(file);
    const to = houseOf(target);
    if (!from) return [`${file} is in no folder of the law`];
    if (!to) return [`${file} imports ${target}, which is in no folder of the law`];
    return isAllowed(from, to) ? [] : [`${file} may not import ${target}`];
  });
}

describe('the import law', () => {
  const imports = files.flatMap(importsOf);

  it('found files and imports to check', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(imports.length).toBeGreaterThan(50);
  });

  it('is kept by every file', () => {
    expect(violations(imports)).toEqual([]);
  });

  it('catches a breach (negative control)', () => {
    const breaches = [
      { file: 'shared/geo/position.ts', target: 'server/log/event-log.ts' },
      { file: 'client/panels/entity/entity-panel.tsx', target: 'client/map/map-controller.ts' },
      { file: 'server/api/routes/reports-route.ts', target: 'npm:socket.io' },
    ];
    expect(violations(breaches)).toHaveLength(3);
  });

  it('keeps banned calls out of the product', () => {
    const banned =
      /connectionStateRecovery\s*:|\.volatile\b|\bio\.(emit|to|in)\(|socket\.broadcast|\.setHTML\(|dangerouslySetInnerHTML/;
    const found = files.filter((file) => banned.test(readFileSync(file, 'utf8')));
    expect(found).toEqual([]);
    expect(banned.test('io.emit("x")')).toBe(true);
  });
});
