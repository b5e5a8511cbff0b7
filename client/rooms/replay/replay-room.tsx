import { Suspense, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ClipManifest } from '#shared/protocol/clips.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { storyCommands } from '../../commands/briefing-commands.ts';
import { PanelTabs } from '../../panels/bar/panel-tabs.tsx';
import { TopBar } from '../../panels/bar/top-bar.tsx';
import { StoryCaption } from '../../panels/briefing/story-caption.tsx';
import { LayerPanel } from '../../panels/layers/layer-panel.tsx';
import { ClassificationBanner, FooterLine } from '../../panels/notices/footer-line.tsx';
import { PointingTools } from '../../panels/pointing/pointing-tools.tsx';
import { ReplayBanner } from '../../panels/replay/replay-banner.tsx';
import '../../panels/replay/replay.css';
import { useBasemapStatus } from '../../store/basemap-status.ts';
import { LiveContext, useView } from '../../store/live-context.ts';
import { type InterruptWatch, watchInterrupts } from '../../store/replay/interrupts.ts';
import { replayTruths } from '../../store/view/view-replay.ts';
import type { Language } from '../../store/view/view-url.ts';
import { useMedia } from '../../ui/use-media.ts';
import {
  BriefingPanel,
  DossierPage,
  EntityPanel,
  KeysSheet,
  ListPanel,
  PassagesPanel,
  PatrolPanel,
} from '../later-panels.ts';
import { phoneWidth } from '../screen-measures.ts';
import type { Session } from '../session.ts';
import { useShortcuts } from '../use-shortcuts.ts';
import { findManifest } from './find-manifest.ts';
import { LiveInterrupts } from './live-interrupts.tsx';
import { makeReplayControl } from './make-replay-control.ts';
import { openReplay, type Replay } from './open-replay.ts';
import { ReplayFoot } from './replay-foot.tsx';
import { ReplayMap } from './replay-map.tsx';
import { ReplayRefusal } from './replay-refusal.tsx';
import { useForeignExtent } from './use-foreign-extent.ts';

/** Before whatever has the focus: a story is told to a room. */
const storyKeys = { among: storyCommands, comesFirst: true };

type Props = { session: Session; mission: Mission; language: Language };

/** The past, on the map: the same panels as the watch over another picture, in a frame that nobody takes for now. */
export function ReplayRoom({ session, ...rest }: Props) {
  const [replay, setReplay] = useState<Replay>();
  const [interrupts, setInterrupts] = useState<InterruptWatch>();
  const clip = useStore(session.view, (view) => view.replay?.clip);
  // Beside the replays that come and go here: what interrupted one is not seen by opening a clip.
  useEffect(() => {
    const watch = watchInterrupts(session);
    setInterrupts(watch);
    return watch.close;
  }, [session]);
  useEffect(() => {
    const stop = new AbortController();
    let opened: Replay | undefined;
    const open = (manifest?: ClipManifest) => {
      const start = session.view.getState().replay;
      if (stop.signal.aborted || !start) return;
      opened = openReplay(session, start, { manifest, hasRoom: () => !matchMedia(phoneWidth).matches });
      setReplay(opened);
    };
    if (clip === undefined) open();
    else void findManifest(clip, stop.signal).then(open);
    return () => {
      stop.abort();
      opened?.close();
    };
  }, [session, clip]);
  // Until the one that belongs to this clip is open, nothing is drawn of the one that was closed.
  if (!replay || !interrupts || replay.clip !== clip) return null;
  return <Opened key={replay.id} live={session} {...{ replay, interrupts }} {...rest} />;
}

type OpenedProps = Omit<Props, 'session'> & { live: Session; replay: Replay; interrupts: InterruptWatch };

function Opened({ live, replay, interrupts, mission: ownMission, language }: OpenedProps) {
  const { sides } = useStore(replay.sides);
  const { clip, manifest, truths } = replay;
  const mission = useMemo(() => missionOf(manifest, ownMission), [manifest, ownMission]);
  const isPhone = useMedia(phoneWidth);
  const open = useView((view) => view.open);
  const selected = useView((view) => view.selected);
  const main = sides[0]!;
  const isForeign = manifest !== undefined && manifest.mission.missionId !== ownMission.missionId;
  useForeignExtent(main.session, isForeign);
  const context = useMemo(() => ({ live: main.session, mission, isPhone }), [main, mission, isPhone]);
  const control = useMemo(() => makeReplayControl(replay, live.view), [replay, live]);
  useShortcuts(context, storyKeys);
  useShortcuts(context);
  const basemap = useBasemapStatus();
  const { togglePanel } = live.view.getState();
  const showSide = !isPhone || selected === undefined;
  const isSplit = sides.length > 1 && !isPhone;
  const shown = isSplit ? sides : sides.slice(0, 1);
  // A screen may become narrow: what nobody sees need not travel.
  useEffect(() => {
    if (isPhone && sides.length > 1) replay.setTruth('happened');
  }, [isPhone, sides, replay]);
  return (
    <LiveContext value={main.session}>
      <main className={`desk is-replay${isSplit ? ' is-split' : ''}`}>
        <div className="replay-maps">
          {shown.map((side, index) => (
            <LiveContext key={index === 0 ? 'one' : 'other'} value={side.session}>
              <ReplayMap {...{ side, mission, language, basemap, isSplit }} />
            </LiveContext>
          ))}
        </div>
        <div className="desk-head">
          <ClassificationBanner />
          <TopBar mission={mission} />
          <ReplayBanner
            // Of a clip that the server does not name nobody knows whose it is.
            timeZone={clip && manifest?.mission.missionId !== ownMission.missionId ? undefined : mission.timeZone}
            clipOf={manifest?.mission.name}
            isSplit={isSplit}
            onLeave={control.leave}
          />
          <LiveInterrupts
            watch={interrupts}
            onShow={(key) => {
              control.leave();
              if (key) live.view.getState().select(key, { centre: true });
            }}
          />
        </div>
        <div className="desk-start">
          <PanelTabs context={context} />
          {showSide && open.includes('layers') && (
            <LayerPanel isPhone={isPhone} onClose={() => togglePanel('layers', false)} />
          )}
          <Suspense>
            {showSide && open.includes('patrols') && <PatrolPanel onClose={() => togglePanel('patrols', false)} />}
            {showSide && !clip && open.includes('passages') && (
              <PassagesPanel onClose={() => togglePanel('passages', false)} />
            )}
            {showSide && open.includes('briefing') && (
              <BriefingPanel mission={mission} onClose={() => togglePanel('briefing', false)} />
            )}
            {showSide && open.includes('list') && <ListPanel onClose={() => togglePanel('list', false)} />}
          </Suspense>
        </div>
        <div className="desk-middle">
          <ReplayRefusal sides={sides} onLeave={control.leave} />
        </div>
        <PointingTools context={context} />
        <div className="desk-end">
          <Suspense>{selected !== undefined && <EntityPanel mission={mission} />}</Suspense>
        </div>
        <div className="desk-foot">
          <StoryCaption timeZone={mission.timeZone} />
          <ReplayFoot
            {...{ control, isSplit }}
            truths={replayTruths.filter((each) =>
              each === 'both' ? truths.length > 1 && !isPhone : truths.includes(each),
            )}
            timeZone={mission.timeZone}
            missionName={mission.name}
          />
          <FooterLine basemap={basemap} isPhone={isPhone} />
        </div>
        <Suspense>
          {open.includes('dossier') && !clip && (
            <LiveContext value={live}>
              <DossierPage mission={ownMission} />
            </LiveContext>
          )}
        </Suspense>
        <Suspense>{open.includes('keys') && <KeysSheet onClose={() => togglePanel('keys', false)} />}</Suspense>
      </main>
    </LiveContext>
  );
}

/** A clip of another mission has the name of that one, and no clock but UTC: what its zone is, it does not say. */
function missionOf(manifest: ClipManifest | undefined, own: Mission): Mission {
  if (!manifest || manifest.mission.missionId === own.missionId) return own;
  return { ...own, ...manifest.mission, timeZone: 'UTC' };
}
