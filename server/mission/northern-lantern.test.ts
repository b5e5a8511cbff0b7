import { describe, expect, it } from 'vitest';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import { missionSchema } from '#shared/schema/mission.ts';
import { parseFact } from '#shared/schema/parse-fact.ts';
import { findMissionFault } from './load-mission.ts';
import { missionReports } from './mission-reports.ts';
import { northernLantern } from './northern-lantern.ts';

const place = (name: string) => northernLantern.gazetteer.find((entry) => entry.name === name)!.position;

describe('the mission pack of Northern Lantern', () => {
  it('is a sound mission pack marked as an exercise', () => {
    expect(missionSchema.parse(northernLantern)).toEqual(northernLantern);
    expect(findMissionFault(northernLantern)).toBeUndefined();
    expect(northernLantern.isExercise).toBe(true);
  });

  it.each([
    ['Tessalit', 'Kidal', 201],
    ['Ménaka', 'Gao', 264],
    ['Kidal', 'Gao', 286],
    ['Gao', 'Tombouctou', 321],
    ['Ansongo', 'Gao', 90],
    ['Ber', 'Tombouctou', 51],
  ])('keeps the real distance %s–%s', (from, to, kilometres) => {
    expect(Math.abs(distanceMetres(place(from), place(to)) / 1_000 - kilometres)).toBeLessThan(2);
  });

  it('gives every site a unit that exists and every town an Arabic name', () => {
    const units = new Set(northernLantern.units.map((unit) => unit.unitId));
    expect(northernLantern.sites.filter((site) => !units.has(site.unit ?? ''))).toEqual([]);
    expect(northernLantern.gazetteer.filter((entry) => !/[\u0600-\u06ff]/.test(entry.names?.['ar'] ?? ''))).toEqual([]);
  });

  it('reports its sites the same way each time, so that loading it again adds nothing', () => {
    const reports = missionReports(northernLantern);
    expect(reports).toEqual(missionReports(structuredClone(northernLantern)));
    expect(new Set(reports.map((report) => (report as { messageId: string }).messageId)).size).toBe(reports.length);
    for (const report of reports)
      expect(
        parseFact(report, { now: Date.UTC(2026, 0, 1), actor: 'test', defaultSource: 'test', mayDateKnowledge: true }),
      ).toMatchObject({
        ok: true,
      });
  });

  it('gives a moved site a new message id', () => {
    const moved = structuredClone(northernLantern);
    moved.sites[0]!.position = [0, 16];
    const ids = (reports: unknown[]) => reports.map((report) => (report as { messageId: string }).messageId);
    expect(ids(missionReports(moved))[0]).not.toBe(ids(missionReports(northernLantern))[0]);
    expect(ids(missionReports(moved)).slice(1)).toEqual(ids(missionReports(northernLantern)).slice(1));
  });
});
