/** Keeps a name or a figure from turning round with the words of the other direction beside it. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
