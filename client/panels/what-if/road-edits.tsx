import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useText } from '../../language/use-text.ts';
import { usePulse } from '../../store/live-context.ts';
import type { WhatIfSession } from '../../workers/what-if-session.ts';

/** Roads and bridges of the mission, bridges first: each can be supposed closed or open. */
export function RoadEdits({ session }: { session: WhatIfSession }) {
  const t = useText();
  const { store } = usePulse();
  const edits = useStore(
    session.state,
    useShallow((state) => state.edits.filter((edit) => edit.kind === 'road')),
  );
  const ground = useStore(session.state, (state) => state.ground);
  const roads = [...(ground?.roads ?? [])].sort((a, b) => Number(b.isBridge) - Number(a.isBridge));
  if (roads.length === 0) return null;
  const real = new Map(store.recordsOf('road').map(({ id, body }) => [id, body.state]));
  const supposed = new Map(edits.map((edit) => [edit.roadId, edit.state]));
  return (
    <details className="what-if-group">
      <summary>{t('whatif.roads')}</summary>
      <ul className="what-if-things">
        {roads.map(({ roadId, name }) => {
          const state = supposed.get(roadId) ?? real.get(roadId) ?? 'open';
          return (
            <li key={roadId} className={supposed.has(roadId) ? 'is-edited' : ''}>
              <span className="grow">{name ?? roadId}</span>
              <span className={state === 'closed' ? 'tone-critical' : 'quiet'}>
                {t(`whatif.${state as 'open' | 'closed'}`)}
              </span>
              <button
                type="button"
                className="small"
                onClick={() => session.add({ kind: 'road', roadId, state: state === 'open' ? 'closed' : 'open' })}
              >
                {t(state === 'open' ? 'whatif.closeRoad' : 'whatif.openRoad')}
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
