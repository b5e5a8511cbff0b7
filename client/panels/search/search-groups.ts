import type { Place } from '#shared/protocol/places.ts';
import { foldTightly } from '#shared/search/fold-text.ts';
import type { CommandContext } from '../../commands/command.ts';
import { commands } from '../../commands/command-list.ts';
import { findCommands } from '../../commands/find-commands.ts';
import { formatShortcut } from '../../commands/shortcut.ts';
import { formatDistance } from '../../format/motion-text.ts';
import { parseCoordinates } from '../../format/position/parse-coordinates.ts';
import { formatDecimal } from '../../format/position/position-text.ts';
import type { Spot, SpotProblem } from '../../format/position/spot.ts';
import { descriptionOf, kindOfKey } from '../../format/record-kinds.ts';
import type { Translate } from '../../language/use-text.ts';
import type { FoundKind } from '../../search/record-search.ts';
import type { Recent } from '../../store/view/preferences.ts';
import { controlPaths } from '../../ui/glyph.tsx';
import { describeRecord } from './describe-record.ts';
import type { SearchGroup, SearchOption } from './search-option.ts';

export type SearchContext = CommandContext & { t: Translate; language: string };

/** Shown of each group; typing on shows the rest. */
export const groupLimit = 5;
const commandLimit = 4;
const placeWidthMetres = 12_000;

/** Everything that was found for the words, the best group first; a command line begins with `>`. */
export function makeGroups(
  words: string,
  found: { records: readonly FoundKind[]; places: readonly Place[] },
  context: SearchContext,
): { groups: SearchGroup[]; problem: SpotProblem | undefined } {
  if (words.startsWith('>')) return { groups: commandGroup(words.slice(1), 200, context), problem: undefined };
  if (!words.trim()) return { groups: recentGroup(context), problem: undefined };
  const spot = parseCoordinates(words);
  const groups = [
    ...(spot?.ok ? [spotGroup(spot.value, context)] : []),
    ...found.records.map((kind) => recordGroup(kind, words, context)),
    ...placeGroup(found.places, words, context),
    ...(words.trim().length > 1 ? commandGroup(words, commandLimit, context) : []),
  ];
  return {
    groups: groups.sort((one, other) => one.rank - other.rank),
    problem: spot?.ok === false ? spot.problem : undefined,
  };
}

function spotGroup(spot: Spot, { t, live }: SearchContext): SearchGroup {
  const precision = t('spot.precision', { width: formatDistance(spot.widthMetres) });
  const other = spot.notation === 'decimal' ? '' : ` · ${formatDecimal(spot.position)}`;
  const option: SearchOption = {
    id: 'spot',
    title: spot.reference,
    detail: `${t(`spot.${spot.notation}`)} · ${precision}${other}`,
    path: controlPaths.spot,
    colour: 'accent',
    isLtr: true,
    run: () => {
      const mark = { reference: spot.reference };
      live.view.getState().change({ mark });
      live.map.current?.goTo(spot.position, spot.widthMetres);
      live.preferences.getState().remember({ title: spot.reference, mark });
    },
  };
  return { id: 'spot', label: t('searchGroup.spot'), options: [option], more: 0, rank: -2 };
}

function recordGroup({ kind, found, total }: FoundKind, words: string, context: SearchContext): SearchGroup {
  const { t, live } = context;
  const { label, colour, subkindOf, subkindPath } = descriptionOf(kind);
  const options = found.map(
    ({ record, title }): SearchOption => ({
      id: record.key,
      title,
      detail: describeRecord(record, t),
      path: subkindPath(subkindOf(record)),
      colour,
      run: () => {
        live.view.getState().select(record.key, { centre: true });
        live.preferences.getState().remember({ title, key: record.key });
      },
    }),
  );
  const isExact = found.some(({ title }) => foldTightly(title) === foldTightly(words));
  return { id: kind, label: t(label), options, more: total - found.length, rank: isExact ? -1 : found[0]!.rank };
}

function placeGroup(places: readonly Place[], words: string, { t, live, language }: SearchContext): SearchGroup[] {
  if (places.length === 0) return [];
  const wanted = foldTightly(words);
  const names = (place: Place) => [place.name, ...Object.values(place.names ?? {})].map(foldTightly);
  const isExact = places.some((place) => names(place).includes(wanted));
  const isBeginning = places.some((place) => names(place).some((name) => name.startsWith(wanted)));
  const options = places.map((place): SearchOption => {
    const name = place.names?.[language] ?? place.name;
    const [longitude, latitude] = place.position;
    return {
      id: `place/${name}/${latitude}/${longitude}`,
      title: name === place.name ? name : `${name} · ${place.name}`,
      detail: [place.admin, place.country].filter(Boolean).join(', '),
      path: controlPaths.place,
      colour: 'dim',
      run: () => {
        const mark = { reference: `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`, name };
        live.view.getState().change({ mark });
        live.map.current?.goTo(place.position, placeWidthMetres);
        live.preferences.getState().remember({ title: name, mark });
      },
    };
  });
  return [{ id: 'place', label: t('searchGroup.place'), options, more: 0, rank: isExact ? -1 : isBeginning ? 0 : 2 }];
}

function commandGroup(words: string, limit: number, context: SearchContext): SearchGroup[] {
  const { t } = context;
  const found = findCommands(commands, words, t, context);
  if (found.length === 0) return [];
  const options = found.slice(0, limit).map(({ command, title }): SearchOption => {
    const isOn = command.isOn?.(context);
    const shortcut = command.shortcuts?.[0];
    return {
      id: `command/${command.id}`,
      title,
      detail: isOn === undefined ? '' : t(isOn ? 'command.on' : 'command.off'),
      path: controlPaths.command,
      colour: isOn ? 'text' : 'dim',
      ...(shortcut ? { shortcut: formatShortcut(shortcut) } : {}),
      run: () => command.run(context),
    };
  });
  return [{ id: 'command', label: t('searchGroup.command'), options, more: found.length - options.length, rank: 2 }];
}

function recentGroup({ t, live }: SearchContext): SearchGroup[] {
  const { recent, forget } = live.preferences.getState();
  if (recent.length === 0) return [];
  const options = recent.map((each, index) => recentOption(each, index));
  const forgetting: SearchOption = {
    ...{ id: 'forget', title: t('search.forget'), detail: '', path: controlPaths.close, colour: 'dim' as const },
    run: forget,
  };
  return [{ id: 'recent', label: t('searchGroup.recent'), options: [...options, forgetting], more: 0, rank: 0 }];

  function recentOption(each: Recent, index: number): SearchOption {
    const kind = 'key' in each ? kindOfKey(each.key) : undefined;
    return {
      id: `recent/${index}`,
      title: each.title,
      detail: kind ? t(descriptionOf(kind).label) : '',
      path: kind ? descriptionOf(kind).path : controlPaths.spot,
      colour: kind ? descriptionOf(kind).colour : 'dim',
      run: () => {
        live.preferences.getState().remember(each);
        if ('key' in each) return live.view.getState().select(each.key, { centre: true });
        const result = parseCoordinates(each.mark.reference);
        live.view.getState().change({ mark: each.mark });
        if (result?.ok)
          live.map.current?.goTo(result.value.position, each.mark.name ? placeWidthMetres : result.value.widthMetres);
      },
    };
  }
}
