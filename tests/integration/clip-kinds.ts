const minuteMs = 60_000;
const iso = (at: number) => new Date(at).toISOString();

/** Reports of every kind that becomes a record, each minute one from `from` on, with whatever a body of the kind can say. */
export function reportsOfEveryKind(from: number): { at: number; report: Record<string, unknown> }[] {
  const position = [1.5, 16.5];
  const area = { type: 'Polygon', coordinates: [[...[[1, 16], [2, 16], [2, 17]], [1, 16]]] }; // biome-ignore format: a ring
  const time = iso(from);
  const named = { name: 'Name', remark: 'remark' };
  const extra = { extra: { column: 'value', 'other column': '' } };
  const grading = { reliability: 'B', credibility: '2' };
  const tier = (state: string) => ({
    ...{ state, seconds: 4_000, mode: 'helicopter', asset: 'asset/a', facility: 'facility/f' },
    ...{ legs: [{ name: 'alert', seconds: 900 }], limitingLeg: 'alert' },
  });
  const told = { state: 'met', seconds: 10 };
  const bookmark = {
    ...{ bookmarkId: 'b', at: time, truth: 'both', title: 'T', text: 'text', speed: 60, selected: 'zone/kind-zone' },
    ...{ camera: { longitude: 1, latitude: 16, zoom: 8 }, holdSeconds: 5 },
  };
  const plan = {
    ...{ callSign: 'PUMA', unit: 'u', purpose: 'p', mode: 'foot', strength: 8, firstAid: true, tracks: ['feed/t1'] },
    ...{ route: [{ position, name: 'A', expectedAt: time }, { position }], startAt: time, endAt: iso(from + 9e6) },
  };
  const lines = {
    ...{ position, place: 'P', callSign: 'C', casualties: 2, severity: 'critical', security: 'P', landingZone: 'LZ' },
    ...{ frequency: '123', precedence: { A: 1, C: 1 }, equipment: ['hoist'], litter: 1, ambulatory: 1 },
    ...{ siteMarking: 'smoke', groups: { 'un-military': 2 }, nationality: 'N', contamination: 'none', terrain: 't' },
    ...{ needsSurgery: 'unknown', patrolId: 'kind-patrol', incidentId: 'kind-incident', remark: 'r' },
  };
  const patient = {
    ...{ patientId: 'one', age: '30', injuryAt: time, mechanism: 'm', injuries: 'i', signs: 's', treatment: 't' },
    ...{ precedence: 'A', needsSurgery: 'yes', group: 'un-military', facilityId: 'f', surgeryAt: 'unknown' },
  };
  const task = { assetId: 'a', facilityId: 'f' };
  const reason = 'another is nearer';
  const reports: Record<string, unknown>[] = [
    { kind: 'patrol', patrolId: 'kind-patrol', action: 'plan', plan },
    { kind: 'patrol', patrolId: 'kind-patrol', action: 'start' },
    { kind: 'patrol', patrolId: 'kind-patrol', action: 'check-in', position, remark: 'well' },
    { kind: 'patrol', patrolId: 'kind-patrol', action: 'hand-over', toUnit: 'v', remark: 'r' },
    { kind: 'patrol', patrolId: 'kind-patrol', action: 'close', outcome: 'aborted', remark: 'r' },
    { kind: 'patrol', patrolId: 'kind-ghost', action: 'remove', reason },
    {
      ...{
        kind: 'incident',
        incidentId: 'kind-incident',
        type: 'ATK.CPX',
        partOf: 'whole',
        position,
        occurredAt: time,
      },
      ...{
        precision: 'locality',
        place: 'P',
        endedAt: time,
        timePrecision: 'hour',
        title: 'T',
        narrative: 'n',
        grading,
      },
      ...{ casualties: [{ outcome: 'injured', group: 'peacekeeper', count: 2 }], actors: ['a'], ...extra },
      verification: 'partly',
    },
    { kind: 'incident', type: 'CON.OTHER', occurredAt: time, title: 'Of its own message' },
    {
      ...{ kind: 'zone', zoneId: 'kind-zone', type: 'no-go', level: 'high', area, validFrom: time, validTo: time },
      ...{ status: 'active', grading, ...named },
    },
    {
      kind: 'site',
      siteId: 'kind-site',
      type: 'camp',
      position,
      unit: 'u',
      lit: true,
      validUntil: time,
      ...named,
      ...extra,
    },
    {
      ...{ kind: 'facility', facilityId: 'kind-facility', level: '2+', position, precision: 'doubtful', unit: 'u' },
      ...{ status: 'limited', tablesFree: 0, tableFreeAt: time, bedsFree: 3, bloodUnits: 5, doctorPresent: true },
      ...{ landingSite: 'day', hasFuel: false, validUntil: time, ...named, ...extra },
    },
    {
      ...{ kind: 'asset', assetId: 'kind-asset', type: 'helicopter', position, track: 'feed/t1', baseFacility: 'f' },
      ...{ model: 'm', status: 'ready', noticeMinutes: 15, speedKmh: 200, rangeKm: 400, nightCapable: true },
      ...{ medicalCrew: true, litters: 2, validUntil: time, ...named },
    },
    {
      ...{ kind: 'sensor', sensorId: 'kind-sensor', type: 'radar', position, rangeMetres: 9_000, status: 'degraded' },
      ...{ sector: { fromDegrees: 350, toDegrees: 20 }, ...named },
    },
    {
      ...{ kind: 'contribution', siteId: 'kind-site', name: 'N', mission: 'M', validUntil: time },
      contributors: [{ country: 'C', troops: 10 }, { country: 'D' }],
    },
    {
      ...{ kind: 'casualty', casualtyId: 'kind-casualty', outcome: 'injured', occurredAt: time, mission: 'M' },
      ...{ cause: 'illness', personnelType: 'police', nationality: 'N', nationalityCode: 'NLD', gender: 'female' },
    },
    { kind: 'casevac', caseId: 'kind-case', action: 'open', ...lines },
    { kind: 'casevac', caseId: 'kind-case', action: 'update', security: 'X' },
    {
      ...{ kind: 'casevac', caseId: 'kind-case', action: 'times' },
      times: { injuryAt: time, wheelsUpAt: 'unknown', injuryToleranceMinutes: 5 },
    },
    { kind: 'casevac', caseId: 'kind-case', action: 'patient', ...patient },
    { kind: 'casevac', caseId: 'kind-case', action: 'assign', ...task, remark: 'r' },
    { kind: 'casevac', caseId: 'kind-case', action: 'retask', assetId: 'b', insteadOf: 'a', reason },
    { kind: 'casevac', caseId: 'kind-case', action: 'cancel', assetId: 'b', reason },
    { kind: 'casevac', caseId: 'kind-case', action: 'clearance', state: 'refused', by: 'them', reason },
    { kind: 'casevac', caseId: 'kind-case', action: 'close', outcome: 'admitted', ...task, remark: 'r' },
    {
      ...{ kind: 'conditions', season: 'wet', flying: 'daylight-only', decisionMinutes: 5, clearanceMinutes: 10 },
      ...{ escortFrom: 'high', unitVehicles: false, validUntil: time, remark: 'r' },
    },
    { kind: 'road', roadId: 'kind-road', state: 'closed', validUntil: time, remark: 'r' },
    { kind: 'parameters', changed: { injuryToAlert: 20 }, remark: 'r' },
    {
      ...{ kind: 'scenario', scenarioId: 'kind-scenario', name: 'N', isWithdrawn: true, remark: 'r' },
      edits: [
        { kind: 'asset', key: 'a', set: { status: 'tasked', validUntil: time } },
        { kind: 'facility', key: 'f', set: { status: 'closed', tableFreeAt: time } },
        { kind: 'place', key: 'a', position },
        { kind: 'road', roadId: 'r', state: 'open' },
        { kind: 'conditions', set: { season: 'dry' } },
        { kind: 'light', light: 'night' },
      ],
    },
    { kind: 'briefing', briefingId: 'kind-briefing', title: 'T', bookmarks: [bookmark], state: 'deleted' },
    {
      ...{ kind: 'source', sourceId: 'kind-source', name: 'N', status: 'failed', intervalSeconds: 60 },
      ...{ lastHeardAt: time, remark: 'r' },
    },
    {
      ...{ kind: 'cover', patrolId: 'kind-patrol', team: tier('met'), surgery: tier('missed'), parameters: 0 },
      ...{ before: { team: told, surgery: told } },
      cause: { what: 'asset-changed', key: 'asset/a', field: 'status', from: 'ready', to: 'tasked' },
    },
    { kind: 'recording', state: 'started', previousAt: from - 1 },
    {
      ...{
        kind: 'import',
        importId: 'kind-import',
        name: 'a.csv',
        sha256: '0'.repeat(64),
        sizeBytes: 1,
        format: 'csv',
      },
      ...{ source: 's', mapping: 'm', status: 'undone', startedAt: time, endedAt: time, accepted: 1, duplicate: 0 },
      ...{ refused: 1, reasons: [{ reason: 'r', count: 1, firstLines: [2] }], notes: [], rowUnit: 'record' },
      ...{ sequences: [[1, 2]], problem: 'p' },
      undo: { reason, askedAt: time, retracted: 1, retired: 0, kept: 0 },
    },
    {
      ...{ kind: 'position', trackId: 'kind-track', position, accuracyMetres: 5, altitudeMetres: 100 },
      ...{
        courseDegrees: 10,
        speedMetresPerSecond: 3,
        callSign: 'C',
        trackType: 'uas',
        unit: 'u',
        affiliation: 'partner',
      },
    },
  ];
  return reports.map((report, minute) => ({
    at: from + minute * minuteMs,
    report: { ...(report['kind'] === 'position' ? {} : { messageId: `kind-${minute}` }), source: 'kinds', ...report },
  }));
}
