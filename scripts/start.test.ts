import { describe, expect, it } from 'vitest';
import { checkStartOptions } from './start.ts';

const problemOf = (...argv: string[]) => {
  const checked = checkStartOptions(argv);
  return checked.ok ? undefined : checked.problem;
};

describe('the options of npm start', () => {
  it('accepts every documented option', () => {
    const all = '--port 0 --host 127.0.0.1 --data d --mission m.json --no-exercise --profile vsat --cot-port 8087';
    expect(checkStartOptions(all.split(' '))).toEqual({ ok: true, help: false });
    expect(checkStartOptions([])).toEqual({ ok: true, help: false });
    expect(checkStartOptions(['--help'])).toEqual({ ok: true, help: true });
  });

  it('refuses what it does not know in one clear line', () => {
    expect(problemOf('--bogus')).toBe("Unknown option '--bogus'");
    expect(problemOf('extra')).toContain("Unexpected argument 'extra'");
    expect(problemOf('--port')).toContain('argument missing');
    for (const port of ['70000', '-1', '80a', '']) expect(problemOf(`--port=${port}`)).toContain('0 to 65535');
    expect(problemOf('--profile', 'dsl')).toBe("--profile is lan or vsat, not 'dsl'");
  });
});
