import { HttpConnection } from './http-connection.ts';
import { type LoadResult, runClosedLoop, runOpenLoop } from './load.ts';
import type { MovingTracks } from './moving-tracks.ts';
import type { ServerProcess } from './server-process.ts';

/** Posts positions of moving tracks to a server: track after track, each observed at the moment its report is made. */
export class ServerLoad {
  readonly #connections: HttpConnection[];
  readonly #tracks: MovingTracks;
  #nextTrack = 0;

  constructor(server: ServerProcess, tracks: MovingTracks, connections: number) {
    this.#tracks = tracks;
    const connect = () => new HttpConnection(server.port, '/api/v1/reports');
    this.#connections = Array.from({ length: connections }, connect);
  }

  /** Each track once, so that the server knows them all. */
  static async once(server: ServerProcess, tracks: MovingTracks, batchSize: number): Promise<void> {
    const load = new ServerLoad(server, tracks, 1);
    for (let posted = 0; posted < tracks.count; posted += batchSize)
      await load.#connections[0]!.post(load.#makeBody(batchSize));
    load.close();
  }

  /** As many posts as the server answers, `batchSize` reports in each. */
  asFastAsAnswered(seconds: number, batchSize: number): Promise<LoadResult> {
    return runClosedLoop(this.#connections, seconds, () => this.#makeBody(batchSize));
  }

  /** Posts at this rate, whatever the server does. */
  atRate(seconds: number, reportsPerSecond: number, batchSize: number): Promise<LoadResult> {
    const postsPerSecond = reportsPerSecond / batchSize;
    return runOpenLoop(this.#connections, { seconds, postsPerSecond }, () => this.#makeBody(batchSize));
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
  }

  #makeBody(batchSize: number): string {
    const at = Date.now();
    const observedAt = new Date(at).toISOString();
    const reports: string[] = [];
    for (let row = 0; row < batchSize; row++) {
      const track = this.#nextTrack;
      this.#nextTrack = (track + 1) % this.#tracks.count;
      this.#tracks.advance(track, at);
      reports.push(this.#tracks.formatReport(track, observedAt));
    }
    return reports.length === 1 ? reports[0]! : `[${reports.join(',')}]`;
  }
}
