import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Where a viewer stands: in which audience, at which fact and frame. */
export type CursorState = { audience: string; facts: number; frame: number };

/**
 * Writes and reads resume cursors: opaque to the viewer, and worthless in another process or audience, because the key
 * lives only as long as the numbers it vouches for.
 */
export function makeCursorCodec(key: Buffer = randomBytes(32)) {
  const sign = (payload: string): Buffer => createHmac('sha256', key).update(payload).digest().subarray(0, 16);
  return {
    write: (state: CursorState): string => {
      const payload = Buffer.from(JSON.stringify([state.audience, state.facts, state.frame])).toString('base64url');
      return `${payload}.${sign(payload).toString('base64url')}`;
    },
    read: (cursor: string): CursorState | undefined => {
      const [payload = '', signature = ''] = cursor.split('.');
      const given = Buffer.from(signature, 'base64url');
      const wanted = sign(payload);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
      const [audience, facts, frame] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
        string,
        number,
        number,
      ];
      return { audience, facts, frame };
    },
  };
}

export type CursorCodec = ReturnType<typeof makeCursorCodec>;
