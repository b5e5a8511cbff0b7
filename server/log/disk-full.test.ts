import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeBatch, makeDataFolder, makeIncident, openTestLog, readSequences } from './make-test-log.ts';
import { verifyLog } from './verify/verify-log.ts';

/** Needs a small disk of its own, which only the superuser can make; elsewhere the test is reported as skipped. */
const [mount, unmount] = ['mount', 'umount'];
const canMount = process.platform === 'linux' && tryMount();

function tryMount(): boolean {
  const folder = makeDataFolder();
  try {
    execFileSync(mount!, ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder.path], { stdio: 'ignore' });
    execFileSync(unmount!, [folder.path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    folder.remove();
  }
}

describe.skipIf(!canMount)('a full disk', () => {
  it('stops recording without losing what was acknowledged, and recording resumes when there is room', async () => {
    const folder = makeDataFolder();
    execFileSync(mount!, ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder.path]);
    const faults: Error[] = [];
    const log = await openTestLog(folder.path, { onFault: (error) => faults.push(error) });
    try {
      const filler = join(folder.path, 'filler');
      const { bavail, bsize } = statfsSync(folder.path);
      writeFileSync(filler, new Uint8Array(bavail * bsize - 2 * 2 ** 20));
      const narrative = 'x'.repeat(10_000);
      const makeLarge = (id: string) => {
        const incident = makeIncident(id);
        return makeBatch({ facts: [{ ...incident, body: { ...incident.body, narrative } }] });
      };
      let acknowledged = 0;
      await expect(async () => {
        for (let at = 0; at < 2_000; at++) {
          await log.append(makeLarge(`m${at}`));
          acknowledged++;
        }
      }).rejects.toMatchObject({ name: 'NotRecording' });
      expect(acknowledged).toBeGreaterThan(10);
      expect(log).toMatchObject({ isRecording: false, sequence: acknowledged });
      expect(faults).toMatchObject([{ name: 'LogFault', isFatal: false }]);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(log.isRecording).toBe(false);

      rmSync(filler);
      await expect.poll(() => log.isRecording, { timeout: 10_000 }).toBe(true);
      const committed = await log.append(makeLarge('after'));
      expect([...committed.factSequences]).toEqual([acknowledged + 1]);
      expect(await readSequences(log)).toHaveLength(acknowledged + 1);
      expect(await verifyLog(folder.path)).toMatchObject({ ok: true, events: acknowledged + 1 });
    } finally {
      await log.close();
      execFileSync(unmount!, [folder.path]);
      folder.remove();
    }
  }, 40_000);
});
