import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { Server, type Socket } from 'socket.io';
import { Picture } from '#shared/picture/picture.ts';
import type { Change, PictureRecord, RecordBodies, RecordKind } from '#shared/picture/record.ts';
import { TrackTable } from '#shared/picture/track-table.ts';
import type { DownstreamEvents } from '#shared/protocol/downstream.ts';
import { FrameEncoder } from '#shared/protocol/position-frame.ts';
import type { Acknowledge, Fresh, UpstreamEvents } from '#shared/protocol/upstream.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { unmarked } from '#shared/schema/marking.ts';
import type { Mission } from '#shared/schema/mission.ts';

/**
 * A server of the stream for tests of the client: one picture, moved by hand, with every fault at hand. It speaks the
 * protocol literally and shares nothing with the real server but the contract.
 */
export type FakeStream = {
  url: string;
  picture: Picture;
  /** What viewers asked and said, newest last. */
  heard: { fresh: Fresh['reason'][]; acknowledged: Acknowledge[]; cursors: (string | undefined)[] };
  /** Adds or changes a record; viewers are told. */
  put: <K extends RecordKind>(kind: K, id: string, body: RecordBodies[K]) => void;
  /** A track with its age; `at` in degrees. */
  track: (name: string, fix: TrackFix) => void;
  /** Sends what moved since the last frame. */
  flush: () => void;
  /** Number of the newest frame. */
  frame: () => number;
  faults: {
    /** Says nothing at all, not even a beat. */
    isSilent: boolean;
    hash: string | undefined;
    recording: boolean;
    hidden: number;
    refusesConnections: boolean;
  };
  /** Loses the next fact on the way. */
  loseFact: () => void;
  disconnectAll: () => void;
  close: () => Promise<void>;
};
export type TrackFix = {
  at: [longitude: number, latitude: number];
  ageMs?: number;
  course?: number;
  speed?: number;
  body?: Partial<RecordBodies['track']>;
};

const mimeTypes: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** As strict as the real server's. */
const contentPolicy =
  "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data:";

/** Records in one part of a snapshot. */
const partRecords = 5_000;

/** `now` is the clock of this server, epoch milliseconds. */
export async function startFakeStream(
  clientDir: string,
  mission: Mission,
  now: () => number = Date.now,
): Promise<FakeStream> {
  const picture = new Picture();
  const sent = new TrackTable();
  const encoder = new FrameEncoder();
  const moved = new Set<number>();
  const faults: FakeStream['faults'] = {
    isSilent: false,
    hash: undefined,
    recording: true,
    hidden: 0,
    refusesConnections: false,
  };
  const heard: FakeStream['heard'] = { fresh: [], acknowledged: [], cursors: [] };
  let facts = 0;
  let frame = 1;
  let losesNext = false;

  const http = createServer((request, response) => {
    const path = new URL(request.url!, 'http://here').pathname;
    if (path === '/api/v1/mission') return void json(response, mission);
    if (path === '/api/v1/activity') return void json(response, activity());
    if (path === '/api/v1/basemaps') return void json(response, { archives: [], problems: [] });
    if (path.startsWith('/api/v1/tracks/'))
      return void json(response, { type: 'Feature', geometry: null, properties: { times: [] } });
    if (path === '/api/v1/basemap')
      return void json(response, { detail: { state: 'absent' }, boundaries: { state: 'default' } });
    if (path.startsWith('/basemap/')) return void response.writeHead(204).end();
    readFile(join(clientDir, path === '/' ? 'index.html' : path)).then(
      (body) =>
        response
          .writeHead(200, {
            'Content-Type': mimeTypes[extname(path)] ?? 'text/html',
            'Content-Security-Policy': contentPolicy,
          })
          .end(body),
      () => response.writeHead(404).end(),
    );
  });
  const io = new Server<UpstreamEvents, DownstreamEvents>(http, {
    path: '/stream',
    transports: ['websocket'],
    serveClient: false,
  });
  type Viewer = Socket<UpstreamEvents, DownstreamEvents>;
  /** Nobody is sent anything before its hello. */
  const greeted = new WeakSet<Viewer>();
  const viewers = () => ([...io.sockets.sockets.values()] as Viewer[]).filter((socket) => greeted.has(socket));
  const cursor = () => `${facts}:${frame}`;
  io.use((_socket, next) => next(faults.refusesConnections ? new Error('not now') : undefined));
  io.on('connection', (socket) => {
    const given = socket.handshake.auth['cursor'] as string | undefined;
    heard.cursors.push(given);
    socket.on('fresh', ({ reason }) => {
      heard.fresh.push(reason);
      socket.emit('resync', { reason: 'requested' });
      sendSnapshot(socket);
    });
    socket.on('acknowledge', (message) => heard.acknowledged.push(message));
    if (given) resume(socket, given);
    else sendSnapshot(socket);
  });

  function hello(
    socket: Socket<UpstreamEvents, DownstreamEvents>,
    mode: 'resume' | 'snapshot',
    at: number,
    base: number,
  ) {
    const profile = (socket.handshake.auth['profile'] as 'vsat' | undefined) ?? 'lan';
    greeted.add(socket);
    const records = mode === 'snapshot' ? picture.records.size : 0;
    const serverTime = now();
    socket.emit('hello', {
      protocol: protocolVersion,
      epoch: 'fake',
      mode,
      serverTime,
      records,
      history: 0,
      facts: at,
      frame: base,
      profile,
    });
  }

  function sendSnapshot(socket: Socket<UpstreamEvents, DownstreamEvents>): void {
    flush();
    hello(socket, 'snapshot', facts, 0);
    const changes = [...picture.records.values()].map(asPut);
    const size = Math.min(partRecords, Math.max(1, Math.ceil(changes.length / 2)));
    const parts = Math.max(1, Math.ceil(changes.length / size));
    for (let part = 1; part <= parts; part++)
      socket.emit('snapshot', {
        part,
        last: part === parts,
        changes: changes.slice((part - 1) * size, part * size),
      });
    socket.emit('frame', encode(allSlots(), 0, true));
  }

  function resume(socket: Socket<UpstreamEvents, DownstreamEvents>, given: string): void {
    const [atFacts, atFrame] = given.split(':').map(Number) as [number, number];
    hello(socket, 'resume', atFacts, atFrame);
    if (atFrame !== frame) socket.emit('frame', encode(allSlots(), 0, true));
  }

  function asPut(record: PictureRecord): Change {
    return record.kind === 'track'
      ? { kind: 'put', record, slot: picture.tracks.find(record.id)! }
      : { kind: 'put', record };
  }

  function allSlots(): number[] {
    return Array.from({ length: picture.tracks.length }, (_, slot) => slot).filter(
      (slot) => picture.tracks.names[slot],
    );
  }

  function encode(slots: number[], base: number, isAbsolute: boolean): Uint8Array {
    const header = { frame, base, isAbsolute, facts, serverTime: now() };
    return encoder.encode(header, slots, slots.length, picture.tracks, (slot) => slot, sent);
  }

  function publish(change: Change): void {
    const first = facts++;
    if (losesNext) losesNext = false;
    else if (!faults.isSilent) for (const viewer of viewers()) viewer.emit('facts', { first, changes: [change] });
  }

  function flush(): void {
    if (moved.size === 0 || faults.isSilent) return;
    const slots = [...moved].sort((a, b) => a - b);
    moved.clear();
    const base = frame++;
    const bytes = encode(slots, base, false);
    for (const viewer of viewers()) viewer.emit('frame', bytes);
  }

  function put<K extends RecordKind>(kind: K, id: string, body: RecordBodies[K]): void {
    const key = `${kind}/${id}`;
    const version = (picture.records.get(key)?.version ?? 0) + 1;
    const at = now();
    const record = {
      ...{ key, kind, id, source: 'desk', messageId: `${id}-${version}`, actor: 'test' },
      ...{ observedAt: at, knownAt: at, sequence: facts, version, marking: unmarked, body },
    } as unknown as PictureRecord;
    publish(picture.put(record));
  }

  const timer = setInterval(() => {
    if (faults.isSilent) return;
    flush();
    const check = { facts, frame, hash: faults.hash ?? picture.hash() };
    const { recording, hidden } = faults;
    for (const viewer of viewers())
      viewer.emit('beat', {
        serverTime: now(),
        cursor: cursor(),
        recording,
        exercise: true,
        hidden,
        behindMs: 0,
        check,
      });
  }, 1_000);

  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    picture,
    heard,
    faults,
    put,
    flush,
    frame: () => frame,
    track: (name, { at, ageMs = 0, course = 90, speed = 10, body }) => {
      if (picture.tracks.find(name) === undefined) {
        const id = name.slice(name.indexOf('/') + 1);
        put('track', name, { trackType: 'vehicle', intervalMs: 60_000, callSign: id, ...body });
        const slot = picture.tracks.find(name)!;
        sent.add(name, slot);
      }
      const { tracks } = picture;
      const slot = tracks.find(name)!;
      tracks.observedAt[slot] = now() - ageMs;
      tracks.longitudeE6[slot] = Math.round(at[0] * 1e6);
      tracks.latitudeE6[slot] = Math.round(at[1] * 1e6);
      tracks.course[slot] = course;
      tracks.speed[slot] = Math.round(speed * 10);
      moved.add(slot);
    },
    loseFact: () => {
      losesNext = true;
    },
    disconnectAll: () => io.disconnectSockets(true),
    close: async () => {
      clearInterval(timer);
      await io.close();
    },
  };
}

function json(response: import('node:http').ServerResponse, body: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

function activity(): object {
  const to = Date.now();
  const bins = Array.from({ length: 96 }, (_, bin) => (bin * 7) % 5);
  return {
    from: new Date(to - 86_400_000).toISOString(),
    to: new Date(to).toISOString(),
    bins: { incident: bins.map((count) => (count === 4 ? 1 : 0)), patrol: bins },
  };
}
