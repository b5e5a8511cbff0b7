/** Builds the XML of one CoT event for tests. */
export function makeCotEvent(
  fields: {
    uid?: string;
    type?: string;
    time?: string;
    point?: string;
    callSign?: string;
    track?: string;
    detail?: string;
  } = {},
): string {
  const { uid = 'tracker-1', type = 'a-f-G-U-C', time = '2026-03-01T06:00:00.000Z', callSign = 'ALPHA' } = fields;
  const { point = "lat='8.5' lon='25.25' hae='431.5' ce='9.5' le='9999999.0'", track = '', detail = '' } = fields;
  return `<event version='2.0' uid='${uid}' type='${type}' time='${time}' start='${time}' stale='2026-03-01T06:05:00Z' how='m-g'><point ${point}/><detail><contact callsign='${callSign}'/>${track}${detail}</detail></event>`;
}
