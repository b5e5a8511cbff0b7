/** What a person has typed so far, as typed: empty means that the form says what it takes instead. */
export const formNames = ['position', 'incident', 'casevac'] as const;
export type FormName = (typeof formNames)[number];

export const determinations = ['gps', 'map', 'estimate'] as const;

export type PositionDraft = {
  callSign: string;
  /** Key of the record whose call sign was chosen; a typed call sign looks for its own. */
  subject: string;
  place: string;
  time: string;
  determination: string;
  accuracy: string;
  reporter: string;
  remark: string;
  checkIn: 'yes' | 'no';
};

export type IncidentDraft = {
  type: string;
  place: string;
  precision: string;
  time: string;
  timePrecision: string;
  title: string;
  /** Numbers by `group.outcome`. */
  casualties: Record<string, string>;
  reliability: string;
  credibility: string;
  account: string;
  /** When it mends one that is stored: the incident, and the message that is overtaken. */
  incidentId: string;
  corrects: string;
};

/** Numbers, choices and texts of a case by the name of their field; times as typed, or `unknown`. */
export type CasevacDraft = {
  /** Empty while it is a new one. */
  caseId: string;
  place: string;
  lines: Record<string, string>;
  precedence: Record<string, string>;
  groups: Record<string, string>;
  equipment: Record<string, string>;
  times: Record<string, string>;
  patient: Record<string, string>;
};

export type Drafts = { position: PositionDraft; incident: IncidentDraft; casevac: CasevacDraft };

export const emptyDrafts: Drafts = {
  position: {
    ...{ callSign: '', subject: '', place: '', time: '', determination: 'map', accuracy: '' },
    ...{ reporter: '', remark: '', checkIn: 'yes' },
  },
  incident: {
    ...{ type: '', place: '', precision: '', time: '', timePrecision: 'minute', title: '', casualties: {} },
    ...{ reliability: '', credibility: '', account: '', incidentId: '', corrects: '' },
  },
  casevac: {
    ...{ caseId: '', place: '', lines: {}, precedence: {}, groups: {}, equipment: {}, times: {}, patient: {} },
  },
};

/** What was kept, as far as it has the shape of a draft: another version of the page may have kept it. */
export function readDraft<F extends FormName>(form: F, kept: unknown): Drafts[F] {
  const empty: Drafts[F] = emptyDrafts[form];
  const given = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>;
  const read = Object.entries(empty).map(([name, value]) => {
    const found = given[name];
    if (typeof value === 'string') return [name, typeof found === 'string' ? found : value];
    const counts = Object.entries((found ?? {}) as Record<string, unknown>);
    return [name, Object.fromEntries(counts.filter(([, count]) => typeof count === 'string'))];
  });
  return Object.fromEntries(read) as Drafts[F];
}

export function isEmptyDraft<F extends FormName>(form: F, draft: Drafts[F]): boolean {
  return JSON.stringify(draft) === JSON.stringify(emptyDrafts[form]);
}
