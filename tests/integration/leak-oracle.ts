import type { Viewer } from '../../server/access/viewer.ts';

/**
 * Who may read what, written a second time from the rules and not from the product: slow, literal, and without a line of
 * `server/access`. A canary is a text that occurs nowhere but in the fields it was planted in.
 */
export type PlantedMarking = { classification: string; releasableTo: string[]; originator: string };
export type PlantedReport = Record<string, unknown> & { kind: string; marking: PlantedMarking };
type Carrier = { marking: PlantedMarking; kind: string; field: string };

/** Longitudes are canaries too: no two planted positions share one, and each has six decimals. */
const canaryPattern = /Q\d{5}X|(?<![\d.])1\d\.\d{5}1(?!\d)/g;

/** Fields that readers cleared for less than confidential never get, by kind. */
const withheldBelowConfidential: Record<string, string[]> = {
  incident: ['narrative', 'actors', 'extra', 'actor'],
  facility: ['bloodUnits', 'extra', 'actor'],
  site: ['extra', 'actor'],
  casualty: ['gender', 'actor'],
  casevac: ['age', 'mechanism', 'injuries', 'signs', 'treatment', 'actor'],
};
/** The reporter is withheld from them whatever the kind. */
const withheldAlways = ['actor'];

export function mayRead(viewer: Viewer, marking: PlantedMarking): boolean {
  const cleared: Record<string, string[]> = {
    unclassified: ['unclassified'],
    confidential: ['unclassified', 'confidential'],
    'strictly-confidential': ['unclassified', 'confidential', 'strictly-confidential'],
  };
  if (!cleared[viewer.clearance]!.includes(marking.classification)) return false;
  if (marking.releasableTo.length === 0) return true;
  for (const own of viewer.groups) {
    if (own === '*' || own === marking.originator) return true;
    for (const named of marking.releasableTo) if (named === own) return true;
  }
  return false;
}

export class CanaryBook {
  readonly #carriers = new Map<string, Carrier[]>();
  readonly #readers = new Map<string, boolean>();
  #count = 0;

  get size(): number {
    return this.#carriers.size;
  }

  get canaries(): string[] {
    return [...this.#carriers.keys()];
  }

  mint(): string {
    return `Q${String(++this.#count).padStart(5, '0')}X`;
  }

  mintPosition(): [number, number] {
    return [(10_000_001 + ++this.#count * 10) / 1e6, 16];
  }

  /** Notes every canary of a report under the field that carries it. */
  plant(report: PlantedReport, actor: string): void {
    for (const [field, value] of Object.entries({ ...report, actor })) {
      for (const canary of findCanaries(JSON.stringify(value))) {
        const carriers = this.#carriers.get(canary) ?? [];
        carriers.push({ marking: report.marking, kind: report.kind, field });
        this.#carriers.set(canary, carriers);
      }
    }
  }

  /** True when some report says it, in a field open to this viewer, under a marking open to this viewer. */
  mayKnow(viewer: Viewer, canary: string): boolean {
    const key = `${viewer.actor} ${canary}`;
    let known = this.#readers.get(key);
    if (known === undefined) {
      known = (this.#carriers.get(canary) ?? []).some((carrier) => isOpen(viewer, carrier));
      this.#readers.set(key, known);
    }
    return known;
  }

  /** Canaries of `text` that this viewer may not know. */
  leaks(viewer: Viewer, text: string): string[] {
    return findCanaries(text).filter((canary) => !this.mayKnow(viewer, canary));
  }

  /** After new reports were planted, what was unknown may be known. */
  forgetReaders(): void {
    this.#readers.clear();
  }
}

export function findCanaries(text: string): string[] {
  return [...new Set(text.match(canaryPattern) ?? [])];
}

function isOpen(viewer: Viewer, { marking, kind, field }: Carrier): boolean {
  if (!mayRead(viewer, marking)) return false;
  if (viewer.clearance !== 'unclassified') return true;
  return !withheldAlways.includes(field) && !withheldBelowConfidential[kind]?.includes(field);
}
