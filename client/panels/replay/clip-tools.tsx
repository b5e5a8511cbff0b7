import { useId, useState } from 'react';
import { useText } from '../../language/use-text.ts';
import { useLive, useSlow, useView } from '../../store/live-context.ts';
import { chooseSpan } from './clips/clip-span.ts';
import { ImagesForm } from './clips/images-form.tsx';
import { MakeClipForm } from './clips/make-clip-form.tsx';
import { StoredClips } from './clips/stored-clips.tsx';
import { leaveClip } from './leave-clip.ts';
import { useReplay } from './use-replay.ts';
import './clips/clips.css';

/** A part of the record to take along, as a file or as images, and files of others to look at. */
export function ClipTools({ missionName }: { missionName: string }) {
  const t = useText();
  const menuId = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" popoverTarget={menuId}>
        {t('clip.title')}
      </button>
      <div
        id={menuId}
        popover="auto"
        role="dialog"
        className="clip-menu"
        aria-label={t('clip.title')}
        // Once opened it stays, so that work goes on while a person looks elsewhere.
        onToggle={(event) => {
          if (event.newState === 'open') setOpen(true);
        }}
      >
        {isOpen && <ClipMenu missionName={missionName} />}
        <button type="button" popoverTarget={menuId} popoverTargetAction="hide">
          {t('action.close')}
        </button>
      </div>
    </>
  );
}

function ClipMenu({ missionName }: { missionName: string }) {
  const t = useText();
  const { view } = useLive();
  const { at, status } = useReplay();
  const clip = useView((state) => state.replay?.clip);
  const isRefused = useSlow(({ store }) => store.problem !== undefined);
  const span = at === undefined || !status ? undefined : chooseSpan(at, status.range, status);
  // Out of a clip that cannot be shown there must be a way.
  if (!span && !isRefused) return <p>{t('replay.loading')}</p>;
  return (
    <>
      {clip && (
        <section>
          <p>{t('clip.inside')}</p>
          <button type="button" onClick={() => leaveClip(view)}>
            {t('clip.back')}
          </button>
        </section>
      )}
      {span && !clip && <MakeClipForm span={span} isHour={!status?.range} />}
      {span && <ImagesForm span={span} missionName={clip ? '' : missionName} />}
      <StoredClips />
    </>
  );
}
