/** A message id that no other desk will make. Not `randomUUID`: that one is missing on pages without encryption. */
export function makeId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `watch-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
