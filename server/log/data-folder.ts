import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LogInUse, NetworkFileSystem } from './log-errors.ts';

export function logFile(dataDir: string): string {
  return join(dataDir, 'vedette.db');
}

/** `f_type` of file systems that do not honour locks or syncs. Source: Linux statfs(2). */
const networkFileSystems: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB2'],
  [0xff534d42, 'CIFS'],
  [0x5346414f, 'AFS'],
  [0x73757245, 'Coda'],
  [0x01021997, '9P'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
]);

/** The name of the network file system with this type, if it is one. */
export function findNetworkFileSystem(type: number): string | undefined {
  return networkFileSystems.get(type >>> 0);
}

/** Creates the folder when missing and refuses one on a network file system. */
export function prepareDataFolder(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  const name = findNetworkFileSystem(statfsSync(dataDir).type);
  if (name)
    throw new NetworkFileSystem(`${dataDir} lies on ${name}; the log needs a local disk, where a sync is a promise`);
}

/**
 * Holds the folder for this process until the lock is closed or the process ends, however it ends.
 * The operating system keeps the lock, so nothing is left behind after a kill.
 */
export function lockDataFolder(dataDir: string): DatabaseSync {
  const lock = new DatabaseSync(join(dataDir, 'vedette.lock'), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (((error as { errcode?: number }).errcode ?? 0) % 256 !== 5) throw error;
    throw new LogInUse(`another process writes the log in ${dataDir}`);
  }
}
