import { parseArgs } from 'node:util';
import { buildWhatIsMissing } from './build.ts';

const usage = `Usage: npm start -- [options]

  --port N            TCP port of the web interface (default 8080; 0 takes any free port)
  --host ADDRESS      address to listen on (default 127.0.0.1)
  --data DIR          folder that holds the log (default ./data)
  --mission FILE      mission pack to load
  --no-exercise       do not start the exercise in an empty data folder
  --profile lan|vsat  default rate of updates for a connection (default lan)
  --cot-port N        TCP port for Cursor on Target
  --help              show this text
`;

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  mission: { type: 'string' },
  'no-exercise': { type: 'boolean' },
  profile: { type: 'string' },
  'cot-port': { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Checks the command line before anything is built; the server reads the same arguments itself. */
export function checkStartOptions(
  argv: readonly string[],
): { ok: true; help: boolean } | { ok: false; problem: string } {
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
  try {
    ({ values } = parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: message.split(/\n|\. /)[0]! };
  }
  for (const name of ['port', 'cot-port'] as const) {
    const value = values[name];
    if (value !== undefined && !(/^\d{1,5}$/.test(value) && Number(value) <= 65_535)) {
      return { ok: false, problem: `--${name} needs a number from 0 to 65535, not '${value}'` };
    }
  }
  if (values.profile !== undefined && values.profile !== 'lan' && values.profile !== 'vsat') {
    return { ok: false, problem: `--profile is lan or vsat, not '${values.profile}'` };
  }
  return { ok: true, help: values.help ?? false };
}

async function start(argv: readonly string[]): Promise<void> {
  const checked = checkStartOptions(argv);
  if (!checked.ok) {
    console.error(`${checked.problem} (npm start -- --help lists the options)`);
    process.exitCode = 2;
    return;
  }
  if (checked.help) {
    process.stdout.write(usage);
    return;
  }
  process.env['NODE_ENV'] ??= 'production';
  await buildWhatIsMissing();
  const { main } = await import('../server/main.ts');
  await main(argv);
}

if (import.meta.main) {
  await start(process.argv.slice(2)).catch((error: unknown) => {
    console.error(`Vedette did not start: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  });
}
