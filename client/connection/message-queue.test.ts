import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeMessageQueue } from './message-queue.ts';

const pack = (value: unknown) => new Uint8Array(gzipSync(JSON.stringify(value)));

describe('messages in order', () => {
  it('are handled at once when nothing has to be unpacked', () => {
    const seen: unknown[] = [];
    makeMessageQueue().run(() => seen.push('now'));
    expect(seen).toEqual(['now']);
  });

  it('wait behind one that is being unpacked, also when a later one is unpacked sooner', async () => {
    const queue = makeMessageQueue();
    const seen: unknown[] = [];
    queue.runUnpacked(pack('x'.repeat(3_000_000)), (value) => seen.push(String(value).length));
    queue.run(() => seen.push('behind'));
    queue.runUnpacked(pack('small'), (value) => seen.push(value));
    queue.run(() => seen.push('last'));
    expect(seen).toEqual([]);
    await expect.poll(() => seen).toEqual([3_000_000, 'behind', 'small', 'last']);
    queue.run(() => seen.push('at once again'));
    expect(seen.at(-1)).toBe('at once again');
  });

  it('that cannot be unpacked say so and hold nothing up', async () => {
    const queue = makeMessageQueue();
    const seen: unknown[] = [];
    queue.runUnpacked(new Uint8Array([1, 2, 3]), (value) => seen.push(value));
    queue.run(() => seen.push('behind'));
    await expect.poll(() => seen).toEqual([undefined, 'behind']);
  });

  it('of a link that is gone are forgotten', async () => {
    const queue = makeMessageQueue();
    const seen: unknown[] = [];
    queue.runUnpacked(pack('old'), (value) => seen.push(value));
    queue.run(() => seen.push('old too'));
    queue.clear();
    queue.run(() => seen.push('new'));
    await delay(50);
    expect(seen).toEqual(['new']);
  });
});
