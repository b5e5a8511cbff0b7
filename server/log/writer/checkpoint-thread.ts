import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { logFile } from '../data-folder.ts';
import type { CheckpointRequest } from '../log-messages.ts';
import { serveThread } from '../thread-port.ts';

/**
 * Copies what commits left in the write-ahead log into the database, on a connection of its own: the writer would do
 * it within a commit, and everybody who reports would wait. Nothing depends on it: when it fails, or is behind, the
 * writer's own checkpoint comes as a backstop.
 */
const everyMs = 250;
/** Pages of 4 KiB that may wait. */
const leastBytes = 1_000 * 4_096;
const file = logFile((workerData as { dataDir: string }).dataDir);

let db: DatabaseSync | undefined;
let copiedAt = 0;
const timer = setInterval(copy, everyMs);

serveThread<CheckpointRequest, true>(parentPort!, {
  open: () => true,
  handle: () => {
    clearInterval(timer);
    return { value: db?.close() };
  },
});

function copy(): void {
  try {
    // The file never shrinks while the log is open, so its size says little; how it is written says when.
    const { mtimeMs, size } = statSync(`${file}-wal`);
    if (size < leastBytes || mtimeMs <= copiedAt) return;
    copiedAt = mtimeMs;
    db ??= open();
    db.exec('PRAGMA wal_checkpoint(PASSIVE)');
  } catch {
    // A full disk or a busy database: the next round tries again.
  }
}

function open(): DatabaseSync {
  const opened = new DatabaseSync(file, { timeout: 0 });
  opened.exec('PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-2048');
  return opened;
}
