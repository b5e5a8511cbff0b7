/** What a person is told in passing after doing something; the panel that shows it finds the words. */
export type Notice =
  | { kind: 'view-copied' }
  /** The clipboard refused: the text is shown to be copied by hand. */
  | { kind: 'copy-refused'; text: string }
  | { kind: 'follow-stopped'; name: string }
  | { kind: 'measure-full' }
  | { kind: 'area-full' }
  | { kind: 'track-removed'; name: string; sequence: number };
