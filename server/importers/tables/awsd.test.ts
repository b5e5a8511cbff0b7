import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodiesOf, readImport } from '../../../tests/read-import.ts';

const traps = join(import.meta.dirname, '../../../tests/fixtures/import/awsd-traps.csv');

describe('an AWSD file', () => {
  it('reads the codes of the older releases', async () => {
    const { accepted, format } = await readImport(traps);
    expect(format).toBe('awsd');
    expect(accepted[0]!.fact).toMatchObject({
      messageId: 'awsd-1',
      kind: 'incident',
      source: 'awsd',
      observedAt: Date.UTC(2014, 5, 3),
      body: {
        type: 'ATK.AMB',
        precision: 'locality',
        timePrecision: 'day',
        title: 'Shooting, ambush - Alpha town, Alpha, North, Exampleland',
        casualties: [
          { outcome: 'killed', group: 'civilian', count: 1 },
          { outcome: 'injured', group: 'civilian', count: 1 },
        ],
        extra: { 'Means of attack': 'Shooting', 'Attack context': 'Ambush', Location: 'Road', INGO: '2' },
      },
    });
    expect(accepted[0]!.fact.body).not.toHaveProperty(['extra', 'Gender Female']);
  });

  it('says how precisely place and time are known', async () => {
    const read = await readImport(traps);
    const known = bodiesOf(read).slice(0, 4);
    expect(known.map(({ timePrecision, precision }) => [timePrecision, precision])).toEqual([
      ['day', 'locality'],
      ['month', 'region'],
      ['year', 'country'],
      ['day', 'district'],
    ]);
    expect(known[1]!['casualties']).toEqual([{ outcome: 'abducted', group: 'civilian', count: 1 }]);
  });

  it('invents no place: blank, unreadable and 0,0 coordinates leave none, and the cells are kept as they were', async () => {
    const bodies = bodiesOf(await readImport(traps));
    const placeless = bodies.filter((body) => !('position' in body));
    expect(placeless.map(({ narrative }) => narrative)).toEqual([
      'Somewhere in 2013.',
      'Coordinates typed as a pair.',
      'Coordinates of nowhere.',
    ]);
    expect(placeless[1]).toMatchObject({ extra: { Latitude: '8.5, 25.25', Longitude: '25.25)' } });
    expect(bodies[3]).toMatchObject({ position: [42, 0], type: 'ATK.IED' });
  });

  it('reads lines of Windows-1252 among lines of UTF-8', async () => {
    const bodies = bodiesOf(await readImport(traps)).slice(-2);
    expect(bodies.map(({ place, narrative }) => [place, narrative])).toEqual([
      ['Ümraniye, Nord-Grébizi, Exampleland', 'Written by Windows: Révolution – côté'],
      ['Camotán, Nord-Grébizi, Exampleland', 'Written as UTF-8'],
    ]);
  });

  it('keeps formulas as text and line breaks inside quotes', async () => {
    const bodies = bodiesOf(await readImport(traps));
    expect(bodies[6]).toMatchObject({
      place: "@SUM(1+1), =cmd|' /C calc'!A0, Exampleland",
      narrative: '=HYPERLINK("http://example.invalid")',
    });
    expect(bodies[7]).toMatchObject({ narrative: 'First line\nsecond line' });
  });

  it('refuses each bad row alone, with its line and reason', async () => {
    expect((await readImport(traps)).refused).toEqual([
      [11, 'Year, Month and Day are no date'],
      [12, 'Year is not a year'],
      [13, 'Total killed is not a whole number'],
      [14, 'Means of attack is not in the codebook'],
      [15, 'Incident ID is not a whole number'],
      [16, 'the row does not have the 24 cells of the header'],
    ]);
  });
});
