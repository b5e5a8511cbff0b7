import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

type Waiting = { resolve: (body: string) => void; reject: (error: Error) => void };

/** A server may close a connection that was idle for five seconds (the default of Node); ours is renewed before. */
const idleLimitMs = 4_000;

/**
 * One kept-alive connection that posts to one route, one request at a time. Written on a bare socket, because the
 * client of node:http would take as much of a small machine as the server that is measured.
 */
export class HttpConnection {
  readonly #port: number;
  readonly #head: string;
  #socket: Socket | undefined;
  #usedAt = 0;
  #received = '';
  #waiting: Waiting | undefined;

  constructor(port: number, path: string) {
    this.#port = port;
    this.#head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: `;
  }

  /** Resolves with the body of a 202 answer; rejects on any other answer or when the connection ends. ASCII only. */
  post(body: string): Promise<string> {
    const now = performance.now();
    if (this.#socket && now - this.#usedAt > idleLimitMs) this.close();
    this.#socket ??= this.#connect();
    this.#usedAt = now;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket!.write(`${this.#head}${body.length}\r\n\r\n${body}`, 'latin1');
    });
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #connect(): Socket {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.#take(text));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => {
      if (socket === this.#socket) this.#fail(new Error('the connection was closed'));
    });
    return socket;
  }

  #take(text: string): void {
    this.#received = this.#received === '' ? text : this.#received + text;
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const length = /content-length: (\d+)/i.exec(this.#received)?.[1];
    if (length === undefined) {
      this.#fail(new Error('an answer without length'));
      return;
    }
    const end = headEnd + 4 + Number(length);
    if (this.#received.length < end) return;
    const answer = this.#received;
    this.#received = '';
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (answer.startsWith('HTTP/1.1 202')) waiting?.resolve(answer.slice(headEnd + 4, end));
    else waiting?.reject(new Error(answer.slice(0, 1_000)));
  }

  #fail(error: Error): void {
    this.close();
    this.#received = '';
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}
