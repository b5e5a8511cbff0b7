import { describe, expect, it } from 'vitest';
import { findOptionProblem } from './start.ts';

describe('the options of npm start', () => {
  it('accepts every documented option', () => {
    const all = '--port 0 --host 127.0.0.1 --data d --mission m.json --no-exercise --profile vsat --cot-port 8087';
    expect(findOptionProblem(all.split(' '))).toBeUndefined();
    expect(findOptionProblem([])).toBeUndefined();
  });

  it('refuses what it does not know in one line that names it', () => {
    const wrong = [['--bogus'], ['extra'], ['--port'], ['--port=70000'], ['--port', '80a'], ['--profile', 'dsl']];
    for (const argv of [...wrong, ['--host', '0.0.0.0']]) {
      const problem = findOptionProblem(argv);
      expect(problem).toMatch(/^[^\n]+$/);
      expect(problem).toContain(/[a-z]+/.exec(argv[0]!)![0]);
    }
  });
});
