import type { ColourName } from '../../format/palette.ts';

/** One line of what was found. `run` goes there or does it. */
export type SearchOption = {
  id: string;
  title: string;
  detail: string;
  path: string;
  colour: ColourName;
  /** Codes and coordinates keep their direction in every language. */
  isLtr?: true;
  shortcut?: string;
  run: () => void;
};

/** What belongs together, in the order shown; `more` were left out. A smaller rank comes first. */
export type SearchGroup = { id: string; label: string; options: SearchOption[]; more: number; rank: number };
