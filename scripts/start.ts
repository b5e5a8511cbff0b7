import { ConfigError, parseConfig } from '../server/config.ts';
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

/** The server reads the same arguments itself; asking it before the build spares the wait for a mistyped option. */
export function findOptionProblem(argv: readonly string[]): string | undefined {
  try {
    parseConfig(argv);
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

async function start(argv: readonly string[]): Promise<void> {
  if (argv.includes('--help')) {
    process.stdout.write(usage);
    return;
  }
  const problem = findOptionProblem(argv);
  if (problem !== undefined) {
    console.error(`${problem} (npm start -- --help lists the options)`);
    process.exitCode = 2;
    return;
  }
  process.env['NODE_ENV'] ??= 'production';
  await buildWhatIsMissing();
  await import('../server/compile-cache.ts');
  const { main } = await import('../server/main.ts');
  await main(argv);
}

if (import.meta.main) {
  await start(process.argv.slice(2)).catch((error: unknown) => {
    console.error(`Vedette did not start: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  });
}
