import { useEffect, useMemo, useState } from 'react';
import type { Mission } from '#shared/schema/mission.ts';
import { placePrecisionMetres, placePrecisions, timePrecisions } from '#shared/schema/vocabulary.ts';
import { useText } from '../language/use-text.ts';
import type { IncidentDraft } from '../store/entry/entry-drafts.ts';
import { useEntry, usePulse } from '../store/live-context.ts';
import { checkIncident, defaultPrecision, makeIncidentEntry } from './checks/check-incident.ts';
import { checkPlace } from './checks/check-place.ts';
import { describeShownIncident } from './checks/describe-shown.ts';
import { makeId } from './checks/make-id.ts';
import { findNearestPlace } from './checks/nearest-place.ts';
import { listNamedPlaces, proposeTitle } from './checks/propose-title.ts';
import { EntryFrame } from './entry-frame.tsx';
import { CasualtyField } from './fields/casualty-field.tsx';
import { AreaField, ChoiceField, TextField } from './fields/field.tsx';
import { GradingField } from './fields/grading-field.tsx';
import { PlaceField } from './fields/place-field.tsx';
import { describeTime } from './fields/time-hint.ts';
import { TypeField } from './fields/type-field.tsx';
import { useShown } from './use-shown.ts';

/** An incident in as few words as the watch has time for; what is left empty is proposed or left unsaid. */
export function IncidentForm({ mission, language }: { mission: Mission; language: string }) {
  const t = useText();
  const { store, clock, entry } = usePulse();
  const draft = useEntry((state) => state.drafts.incident);
  const [tries, setTries] = useState(0);
  const edit = (part: Partial<IncidentDraft>) => entry.getState().edit('incident', part);
  const now = clock.serverNow() ?? Date.now();
  const places = useMemo(() => listNamedPlaces(mission, store), [mission, store]);
  const place = checkPlace(draft.place);
  const spot = place.ok ? place.spot : undefined;
  const [longitude, latitude] = spot?.position ?? [];
  const nearest = useMemo(
    () =>
      longitude === undefined || latitude === undefined
        ? undefined
        : findNearestPlace(places, [longitude, latitude], language),
    [places, longitude, latitude, language],
  );
  const proposedTitle = proposeTitle(t, draft.type, nearest);
  const checked = checkIncident(draft, { now, proposedTitle });
  const faults = checked.ok || tries === 0 ? {} : checked.faults;
  const byPlace = defaultPrecision(spot?.widthMetres ?? 0);
  const precision = placePrecisions.find((each) => each === draft.precision) ?? byPlace;
  useShown(spot?.position, placePrecisionMetres[precision], describeShownIncident(t, draft.type, precision));
  useEffect(() => {
    document.getElementById(entry.getState().drafts.incident.type ? 'entry-place' : 'entry-type')?.focus();
  }, [entry]);

  const send = () => {
    if (!checked.ok) return setTries(tries + 1);
    const id = makeId();
    const { corrects } = draft;
    const parts = makeIncidentEntry(checked.value, {
      ...{ id, incidentId: draft.incidentId || id, corrects, place: nearest?.name },
    });
    const { post, clear, drop } = entry.getState();
    post({ ...parts, id, form: 'incident', draft, doing: 'send', state: 'sending' });
    if (corrects) drop(corrects);
    clear('incident');
    setTries(0);
  };

  return (
    <EntryFrame form="incident" faults={faults} tries={tries} onSend={send}>
      {draft.corrects && <p className="entry-hint">{t('entry.correcting')}</p>}
      <TypeField value={draft.type} fault={faults.type} onChoose={(type) => edit({ type })} />
      <PlaceField form="incident" fault={faults.place} />
      <ChoiceField
        id="entry-precision"
        label={t('entry.precision')}
        value={draft.precision}
        choices={[
          { id: '', label: t('entry.precisionTaken', { precision: t(`precision.${byPlace}`) }) },
          ...placePrecisions.map((id) => ({ id, label: t(`precision.${id}`) })),
        ]}
        onChoose={(id) => edit({ precision: id })}
      />
      <div className="entry-pair">
        <TextField
          id="entry-time"
          label={t('entry.occurred')}
          hint={describeTime(t, { text: draft.time, now })}
          fault={faults.time}
          value={draft.time}
          isLtr
          onText={(time) => edit({ time })}
        />
        <ChoiceField
          id="entry-time-precision"
          label={t('entry.timePrecision')}
          value={draft.timePrecision}
          choices={timePrecisions.map((id) => ({ id, label: t(`timePrecision.${id}`) }))}
          onChoose={(timePrecision) => edit({ timePrecision })}
        />
      </div>
      <TextField
        id="entry-title"
        label={t('entry.title')}
        fault={faults.title}
        placeholder={proposedTitle}
        value={draft.title}
        onText={(title) => edit({ title })}
      />
      <CasualtyField fault={faults.casualties} />
      <GradingField draft={draft} fault={faults.grading} onEdit={edit} />
      <AreaField
        id="entry-account"
        label={t('entry.account')}
        fault={faults.account}
        value={draft.account}
        onText={(account) => edit({ account })}
      />
    </EntryFrame>
  );
}
