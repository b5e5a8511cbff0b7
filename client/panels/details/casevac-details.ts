import type { PictureRecord } from '#shared/picture/record.ts';
import { precedences } from '#shared/schema/medical/casevac-terms.ts';
import { type DetailContext, type DetailSection, known } from './detail-row.ts';
import { placeSection, remarkSection } from './medical-details.ts';

/** What was said of a case in short; its panel holds the clocks, the plans and the rest. */
export function casevacSections({ body }: PictureRecord<'casevac'>, { t, live }: DetailContext): DetailSection[] {
  const nameOf = (kind: 'asset' | 'facility', id: string) => {
    const record = live.store.picture.records.get(`${kind}/${id}`);
    return record?.kind === kind ? record.body.name : id;
  };
  const byPrecedence = precedences.flatMap((name) =>
    body.precedence?.[name] ? `${name} ${body.precedence[name]}` : [],
  );
  return [
    {
      title: 'section.state',
      rows: known([
        {
          label: 'casevac.casualties',
          value: body.casualties === undefined ? t('value.unknown') : String(body.casualties),
        },
        byPrecedence.length > 0 && { label: 'casevac.precedence', value: byPrecedence.join(' · ') },
        body.severity !== undefined && { label: 'casevac.severity', value: t(`caseSeverity.${body.severity}`) },
        body.security !== undefined && { label: 'casevac.security', value: t(`caseSecurity.${body.security}`) },
        ...body.tasks
          .filter(({ state }) => state === 'assigned')
          .flatMap(({ assetId, facilityId }) => [
            assetId !== undefined && {
              ...{ label: 'casevac.asset' as const, value: nameOf('asset', assetId), key: `asset/${assetId}` },
            },
            facilityId !== undefined && {
              ...{ label: 'casevac.facility' as const, value: nameOf('facility', facilityId) },
              key: `facility/${facilityId}`,
            },
          ]),
        body.incidentId !== undefined && {
          ...{ label: 'kind.incident' as const, value: body.incidentId, key: `incident/${body.incidentId}` },
        },
      ]),
    },
    ...(body.position ? [placeSection(body.position, t)] : []),
    ...remarkSection(body.remark),
  ];
}
