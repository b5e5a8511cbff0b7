import { useEffect, useRef, useState } from 'react';
import { trackPath } from '#shared/protocol/http.ts';
import type { RequestProblem } from '#shared/schema/problem.ts';
import { deliver } from '../../forms/deliver.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { ReasonForm } from '../../ui/reason-form.tsx';

/** Takes a lost track out of everybody's picture, by a person and with a reason. `name` is `source/id`. */
export function RemoveLost({ name, title }: { name: string; title: string }) {
  const t = useText();
  const { view } = useLive();
  const [isAsking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    // Whoever steps back stands where he began.
    if (wasAsking.current && !isAsking) button.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  const remove = async (reason: string): Promise<RequestProblem | undefined> => {
    const outcome = await deliver({ path: `${trackPath(name)}/retire`, body: { reason } });
    if (outcome.kind === 'silent') return { name: 'unreachable' };
    if (outcome.kind !== 'stored') return outcome.problem;
    const { say, selected, select } = view.getState();
    say({ kind: 'track-removed', name: title, sequence: outcome.sequence });
    if (selected === `track/${name}`) select(undefined);
    return undefined;
  };
  if (!isAsking)
    return (
      <p className="remove-lost">
        <button ref={button} type="button" className="small danger" onClick={() => setAsking(true)}>
          {t('lost.remove')}
        </button>
      </p>
    );
  return (
    <ReasonForm
      help={t('lost.removeHelp', { name: title })}
      submit={t('lost.removeNow')}
      keep={t('lost.keep')}
      send={remove}
      onClose={() => setAsking(false)}
    />
  );
}
