import { useEffect, useState } from 'react';
import { type DossierAnswer, dossierPath } from '#shared/protocol/dossier.ts';
import type { RequestProblem } from '#shared/schema/problem.ts';
import { ask } from '../../connection/requests.ts';

export type Reach = { km: number; minutes: number };
/** While another one is gathered the one before stays in sight. */
export type DossierState = {
  dossier: DossierAnswer | undefined;
  problem: RequestProblem | undefined;
  isLoading: boolean;
  askAgain: () => void;
};

/** Whoever turns a number up or down has not finished yet. */
const settleMs = 300;

/** The dossier of one incident, asked for anew when the incident, the reach or the patience of its reader changes. */
export function useDossier(incidentId: string | undefined, { km, minutes }: Reach): DossierState {
  const [state, setState] = useState<Omit<DossierState, 'askAgain'>>({
    ...{ dossier: undefined, problem: undefined, isLoading: true },
  });
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: to ask again is to ask the same.
  useEffect(() => {
    if (incidentId === undefined) return;
    const stop = new AbortController();
    setState((before) => ({ ...before, problem: undefined, isLoading: true }));
    const timer = setTimeout(async () => {
      const answer = await ask<DossierAnswer>(dossierPath(incidentId, { km, minutes }), { signal: stop.signal });
      if (stop.signal.aborted) return;
      setState((before) => ({
        dossier: answer.ok ? answer.value : before.dossier,
        problem: answer.ok ? undefined : answer.problem,
        isLoading: false,
      }));
    }, settleMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [incidentId, km, minutes, asked]);
  // What was read of another incident is not shown under the name of this one.
  const dossier = state.dossier?.incident.id === incidentId ? state.dossier : undefined;
  return { ...state, dossier, askAgain: () => setAsked((count) => count + 1) };
}
