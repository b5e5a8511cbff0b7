import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDataFolder } from '../../server/log/make-test-log.ts';
import { runKillRounds } from './kill-rounds.ts';

describe('a writer that is killed again and again', () => {
  let folder: ReturnType<typeof makeDataFolder>;

  beforeEach(() => {
    folder = makeDataFolder();
  });
  afterEach(() => folder.remove());

  it('loses nothing it acknowledged, stores nothing twice, and records again within two seconds', async () => {
    const result = await runKillRounds({ rounds: 25, seed: 20_261_123, dataDir: folder.path });
    expect(result).toMatchObject({ lost: 0, duplicated: 0, faults: [] });
    expect(result.acknowledged).toBeGreaterThan(1_000);
    expect(result.slowestReopenMs).toBeLessThan(2_000);
  });

  it('loses reports when it acknowledges before the commit (negative control)', async () => {
    const result = await runKillRounds({ rounds: 4, seed: 1, dataDir: folder.path, acknowledgeBeforeCommit: true });
    expect(result.lost).toBeGreaterThan(0);
    expect(result.faults).toEqual([]);
  });
});
