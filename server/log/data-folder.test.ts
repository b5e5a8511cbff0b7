import { expect, it } from 'vitest';
import { findNetworkFileSystem } from './data-folder.ts';

it('knows network file systems from local ones by their type', () => {
  const [nfs, cifs, ext4, btrfs, tmpfs] = [0x6969, 0xff534d42, 0xef53, 0x9123683e, 0x01021994];
  expect([nfs, cifs, cifs | 0].map(findNetworkFileSystem)).toEqual(['NFS', 'CIFS', 'CIFS']);
  expect([ext4, btrfs, tmpfs].map(findNetworkFileSystem)).toEqual([undefined, undefined, undefined]);
});
