import { canReport, openCaseForm, openIncidentForm, openPositionForm } from '../forms/open-form.ts';
import type { Command, CommandContext } from './command.ts';

/** Reporting: positions heard by voice, and incidents. */
export const entryCommands: readonly Command[] = [
  {
    id: 'entry.position',
    title: (t) => t('command.entryPosition'),
    shortcuts: [{ key: 'v' }],
    run: ({ live }) => {
      const { selected } = live.view.getState();
      openPositionForm(live, selected && canReport(selected) ? selected : undefined);
    },
  },
  {
    id: 'entry.incident',
    title: (t) => t('command.entryIncident'),
    shortcuts: [{ key: 'i' }],
    run: ({ live }) => openIncidentForm(live),
  },
  {
    id: 'entry.casevac',
    title: (t) => t('command.entryCasevac'),
    shortcuts: [{ key: 'n' }],
    run: ({ live }) => openCaseForm(live),
  },
  {
    id: 'entry.point',
    title: (t) => t('command.entryPoint'),
    shortcuts: [{ key: 'Enter' }],
    isKeyOnly: true,
    isOffered: ({ live }) => live.entry.getState().isPicking,
    run: pickCentre,
  },
];

function pickCentre({ live }: CommandContext): void {
  const camera = live.map.current?.camera();
  if (!camera) return;
  const pixelMetres = (40_075_017 * Math.cos((camera.latitude * Math.PI) / 180)) / (512 * 2 ** camera.zoom);
  live.entry.getState().pick([camera.longitude, camera.latitude], pixelMetres);
}
