import { type Handshake, handshakeSchema } from '#shared/protocol/upstream.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';

/** Unknown → a handshake of our version. */
export function parseHandshake(auth: unknown): Parsed<Handshake> {
  const parsed = handshakeSchema.safeParse(auth);
  const given = (auth as { protocol?: unknown } | null)?.protocol;
  if (given !== protocolVersion)
    return refuse(
      'protocol-version',
      `this server speaks version ${protocolVersion}, not ${typeof given === 'number' ? given : 'that'}: reload the page`,
    );
  return parsed.success ? { ok: true, value: parsed.data } : refuse('protocol-version', 'the handshake is not valid');
}
