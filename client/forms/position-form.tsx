import { useEffect, useMemo, useState } from 'react';
import { formatDistance } from '../format/motion-text.ts';
import { descriptionOf, kindOfKey } from '../format/record-kinds.ts';
import { useText } from '../language/use-text.ts';
import { determinations, type PositionDraft } from '../store/entry/entry-drafts.ts';
import { useEntry, usePulse } from '../store/live-context.ts';
import { checkPlace } from './checks/check-place.ts';
import { checkPosition, defaultAccuracy, makePositionEntry, observedAtOf } from './checks/check-position.ts';
import { describeShownPosition } from './checks/describe-shown.ts';
import { findSubject, listSubjects, matchSubjects, type Subject } from './checks/find-subject.ts';
import { makeId } from './checks/make-id.ts';
import { EntryFrame } from './entry-frame.tsx';
import { ComboField } from './fields/combo-field.tsx';
import { AreaField, ChoiceField, TextField } from './fields/field.tsx';
import { PlaceField } from './fields/place-field.tsx';
import { describeFixTime } from './fields/time-hint.ts';
import { useShown } from './use-shown.ts';

/** A position that somebody called in, for a patrol or anything else that moves. */
export function PositionForm() {
  const t = useText();
  const live = usePulse();
  const draft = useEntry((state) => state.drafts.position);
  const [tries, setTries] = useState(0);
  const { store, clock, entry } = live;
  const edit = (part: Partial<PositionDraft>) => entry.getState().edit('position', part);
  const now = clock.serverNow() ?? Date.now();
  const { index } = store;
  const { callSign, subject: chosen } = draft;
  const versions = `${index.versionOf('patrol')} ${index.versionOf('track')}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the versions tell when the lists of the store have changed.
  const subjects = useMemo(() => listSubjects(store), [store, versions]);
  const subject = useMemo(
    () => findSubject(store, { callSign, subject: chosen }, subjects),
    [store, subjects, callSign, chosen],
  );
  const matching = useMemo(() => matchSubjects(subjects, callSign), [subjects, callSign]);
  const lastAt = subject && lastHeard(live, subject);
  const checked = checkPosition(draft, { subject, now });
  const faults = checked.ok || tries === 0 ? {} : checked.faults;
  const place = checkPlace(draft.place);
  const spot = place.ok ? place.spot : undefined;
  const metres = Number(draft.accuracy) || defaultAccuracy(draft, spot?.widthMetres ?? 0);
  useShown(spot?.position, metres, describeShownPosition(t, draft.callSign));
  useEffect(() => {
    const { callSign, place: typed } = entry.getState().drafts.position;
    document.getElementById(!callSign ? 'entry-call-sign' : !typed ? 'entry-place' : 'entry-time')?.focus();
  }, [entry]);
  const time = describeFixTime(t, { text: draft.time, now }, lastAt);
  const options = matching.map(({ key, callSign: label }) => ({
    ...{ id: key!, label },
    detail: t(descriptionOf(kindOfKey(key!)!).label),
  }));

  const send = () => {
    if (!checked.ok) return setTries(tries + 1);
    const id = makeId();
    const { reporter } = checked.value;
    const parts = makePositionEntry(checked.value, {
      ...{ id, observedAt: observedAtOf(checked.value, lastAt), sourceName: t('entry.netName') },
      saidBy: reporter && t('entry.saidBy', { name: reporter }),
    });
    const { post, clear } = entry.getState();
    post({ ...parts, id, form: 'position', draft, doing: 'send', state: 'sending' });
    clear('position');
    setTries(0);
  };

  return (
    <EntryFrame form="position" faults={faults} tries={tries} onSend={send}>
      <ComboField
        id="entry-call-sign"
        label={t('entry.callSign')}
        hint={subject && !subject.key && t('entry.newCallSign')}
        fault={faults.callSign}
        text={draft.callSign}
        options={options}
        onText={(callSign) => edit({ callSign })}
        onChoose={({ id, label }) => edit({ subject: id, callSign: label })}
      />
      <PlaceField form="position" fault={faults.place} />
      <TextField
        id="entry-time"
        label={t('entry.time')}
        hint={<span className={time.isOld ? 'tone-warning' : ''}>{time.text}</span>}
        fault={faults.time}
        value={draft.time}
        isLtr
        onText={(text) => edit({ time: text })}
      />
      <div className="entry-pair">
        <ChoiceField
          id="entry-determination"
          label={t('entry.determination')}
          value={draft.determination}
          choices={determinations.map((id) => ({ id, label: t(`determination.${id}`) }))}
          onChoose={(determination) => edit({ determination })}
        />
        <TextField
          id="entry-accuracy"
          label={t('entry.accuracy')}
          hint={t('entry.accuracyTaken', { metres: formatDistance(defaultAccuracy(draft, spot?.widthMetres ?? 0)) })}
          fault={faults.accuracy}
          value={draft.accuracy}
          isLtr
          inputMode="decimal"
          onText={(accuracy) => edit({ accuracy })}
        />
      </div>
      <TextField
        id="entry-reporter"
        label={t('entry.reporter')}
        fault={faults.reporter}
        value={draft.reporter}
        onText={(reporter) => edit({ reporter })}
      />
      <AreaField
        id="entry-remark"
        label={t('entry.remark')}
        fault={faults.remark}
        value={draft.remark}
        onText={(remark) => edit({ remark })}
      />
      {subject?.patrolId !== undefined && (
        <label className="entry-check">
          <input
            type="checkbox"
            checked={draft.checkIn === 'yes'}
            onChange={(event) => edit({ checkIn: event.target.checked ? 'yes' : 'no' })}
          />
          {t('entry.checkIn')}
        </label>
      )}
    </EntryFrame>
  );
}

/** When the track that the position belongs to was last heard, as far as the picture knows. */
function lastHeard(
  { store }: Pick<ReturnType<typeof usePulse>, 'store'>,
  { source, trackId }: Subject,
): number | undefined {
  const { tracks } = store.picture;
  const slot = tracks.find(`${source}/${trackId}`);
  return slot === undefined ? undefined : tracks.observedAt[slot]!;
}
