import type { ClipManifest } from '#shared/protocol/clips.ts';
import { listClips } from '../../panels/replay/clips/clip-requests.ts';

const patienceMs = 5_000;

/** What a clip of this server says of itself; undefined when the server names none, or says nothing in time. */
export async function findManifest(id: string, signal: AbortSignal): Promise<ClipManifest | undefined> {
  const clips = await listClips(AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])).catch(() => undefined);
  return clips?.find((clip) => clip.id === id)?.manifest;
}
