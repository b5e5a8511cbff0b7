import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const root = fileURLToPath(new URL('..', import.meta.url));

const port = z.coerce.number().int().min(0).max(65_535);

const configSchema = z.strictObject({
  port: port.default(8080),
  host: z.string().default('127.0.0.1'),
  dataDir: z.string(),
  missionFile: z.string().optional(),
  withExercise: z.boolean(),
  exerciseSeed: z.coerce.number().int().default(2518),
  timeFactor: z.coerce.number().min(0.1).max(600).default(1),
  intensity: z.coerce.number().min(0).max(1_000).default(1),
  profile: z.enum(['lan', 'vsat']).default('lan'),
  cotPort: port.optional(),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
});
export type Config = z.infer<typeof configSchema>;

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Only this machine may connect until access control exists. */
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Command line and environment → checked configuration. Throws ConfigError with one line for the administrator. */
export function parseConfig(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Config {
  const values = parseOptions(argv);
  const config = configSchema.safeParse({
    port: values.port ?? env['VEDETTE_PORT'],
    host: values.host ?? env['VEDETTE_HOST'],
    dataDir: resolve(values.data ?? env['VEDETTE_DATA'] ?? `${root}data`),
    missionFile: values.mission && resolve(values.mission),
    withExercise: !values['no-exercise'] && !values.mission,
    exerciseSeed: env['VEDETTE_EXERCISE_SEED'],
    timeFactor: env['VEDETTE_EXERCISE_FACTOR'],
    intensity: env['VEDETTE_EXERCISE_INTENSITY'],
    profile: values.profile ?? env['VEDETTE_PROFILE'],
    cotPort: values['cot-port'] ?? env['VEDETTE_COT_PORT'],
    logLevel: env['VEDETTE_LOG_LEVEL'],
  });
  if (!config.success) {
    const issue = config.error.issues[0]!;
    throw new ConfigError(`${issue.path.join('.')}: ${issue.message}`);
  }
  if (!loopback.has(config.data.host)) {
    throw new ConfigError(
      `--host ${config.data.host}: only loopback addresses are allowed until access control exists`,
    );
  }
  return config.data;
}

function parseOptions(argv: readonly string[]) {
  try {
    const string = { type: 'string' } as const;
    const options = {
      port: string,
      host: string,
      data: string,
      mission: string,
      profile: string,
      'cot-port': string,
      'no-exercise': { type: 'boolean' },
    } as const;
    return parseArgs({ args: [...argv], options, strict: true }).values;
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}
