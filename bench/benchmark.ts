import type { Figure } from './figure.ts';

/** What every benchmark is given and what it gives back. */
export type BenchmarkOptions = {
  /** A short form, under a minute in all. */
  isQuick: boolean;
  /** One line about what is being measured or was found; not part of the result. */
  say: (line: string) => void;
};

export type Figures = Record<string, Figure>;

export type Benchmark = (options: BenchmarkOptions) => Promise<Figures>;
