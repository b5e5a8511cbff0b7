import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

/** What a viewer needs of a WebSocket (RFC 6455) and no more: one viewer costs little beside what it decodes. */
export type BenchSocket = { send: (text: string) => void; close: () => void };

const textMessage = 1;
const binaryMessage = 2;

/**
 * Opens a WebSocket on this machine. Messages arrive whole and unfragmented, as the server sends them. `onBytes` counts
 * all that came over the wire, frame headers included.
 */
export function openWebSocket(options: {
  port: number;
  path: string;
  headers: Record<string, string>;
  onText: (text: string) => void;
  onBinary: (bytes: Uint8Array) => void;
  onBytes: (bytes: number) => void;
}): BenchSocket {
  const { port, path, headers, onText, onBinary, onBytes } = options;
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const lines = { ...headers, Host: `127.0.0.1:${port}`, Connection: 'Upgrade', Upgrade: 'websocket' };
  const key = { 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': randomBytes(16).toString('base64') };
  const head = Object.entries({ ...lines, ...key }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET ${path} HTTP/1.1\r\n${head.join('')}\r\n`);

  let rest: Buffer | undefined;
  let isOpen = false;
  const take = (chunk: Buffer): void => {
    let bytes = rest ? Buffer.concat([rest, chunk]) : chunk;
    if (!isOpen) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end >= 0 && !bytes.toString('latin1', 0, 12).endsWith(' 101')) throw new Error(bytes.toString('latin1'));
      if (end < 0) {
        rest = bytes;
        return;
      }
      isOpen = true;
      bytes = bytes.subarray(end + 4);
    } else onBytes(chunk.length);
    rest = takeMessages(bytes);
  };
  const takeMessages = (bytes: Buffer): Buffer | undefined => {
    let at = 0;
    for (;;) {
      const frame = readFrameAt(bytes, at);
      if (!frame) return at === bytes.length ? undefined : bytes.subarray(at);
      const payload = bytes.subarray(frame.from, frame.end);
      if (frame.opcode === textMessage) onText(payload.toString());
      else if (frame.opcode === binaryMessage) onBinary(payload);
      at = frame.end;
    }
  };
  socket.on('data', take);
  socket.on('error', () => socket.destroy());
  return {
    send: (text) => socket.write(maskedText(text)),
    close: () => socket.destroy(),
  };
}

/** Where the payload of the message at `at` lies, or undefined when it has not arrived whole. */
function readFrameAt(bytes: Buffer, at: number): { opcode: number; from: number; end: number } | undefined {
  if (bytes.length < at + 2) return undefined;
  const opcode = bytes[at]! & 0x0f;
  const short = bytes[at + 1]! & 0x7f;
  const from = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
  if (bytes.length < from) return undefined;
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6);
  const end = from + length;
  return bytes.length < end ? undefined : { opcode, from, end };
}

/** A client must mask what it sends; a mask of zeros leaves the text as it is. Text of at most 65,535 bytes. */
function maskedText(text: string): Buffer {
  const payload = Buffer.from(text);
  const isShort = payload.length < 126;
  const head = Buffer.alloc(isShort ? 6 : 8);
  head[0] = 0x80 | textMessage;
  head[1] = 0x80 | (isShort ? payload.length : 126);
  if (!isShort) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}
