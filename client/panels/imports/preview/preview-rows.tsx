import { useState } from 'react';
import type { DryRun, PreviewRow } from '#shared/protocol/imports.ts';
import { formatDecimal } from '../../../format/position/position-text.ts';
import { useText } from '../../../language/use-text.ts';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { kindLabel } from './kind-label.ts';

const shownAtFirst = 12;

/** The first rows of the file as they would be stored, refused ones among them with the reason. */
export function PreviewRows({ dryRun }: { dryRun: DryRun }) {
  const t = useText();
  const [showsAll, setShowsAll] = useState(false);
  const { rows = [], rowUnit = 'line' } = dryRun;
  if (rows.length === 0) return null;
  const shown = showsAll ? rows : rows.slice(0, shownAtFirst);
  return (
    <section className="import-rows">
      <h4>{t('imports.rows')}</h4>
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t(`imports.${rowUnit}Column`)}</th>
              <th scope="col">{t('imports.becomesColumn')}</th>
              <th scope="col">{t('imports.what')}</th>
              <th scope="col">{t('imports.when')}</th>
              <th scope="col">{t('imports.where')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: several rows may come from one line, and their order is fixed.
              <RowLine key={index} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown.length && (
        <button type="button" className="link" onClick={() => setShowsAll(true)}>
          {t('imports.showRows', { count: rows.length })}
        </button>
      )}
    </section>
  );
}

function RowLine({ row }: { row: PreviewRow }) {
  const t = useText();
  if ('problem' in row)
    return (
      <tr className="is-refused">
        <td className="figures">{row.line}</td>
        <td>{t('imports.refusedRow')}</td>
        <td colSpan={3}>
          <ProblemText problem={row.problem} />
        </td>
      </tr>
    );
  const { report } = row;
  const position = report['position'] as [number, number] | undefined;
  return (
    <tr>
      <td className="figures">{row.line}</td>
      <td>{t(kindLabel(String(report['kind'])))}</td>
      <td>
        <bdi>{nameOf(report)}</bdi>
      </td>
      <td className="figures">{timeOf(report)}</td>
      <td className="figures">
        {position ? (
          <bdi dir="ltr">{formatDecimal(position)}</bdi>
        ) : report['area'] ? (
          t('imports.area')
        ) : (
          t('value.noPlace')
        )}
      </td>
    </tr>
  );
}

const nameFields = ['title', 'name', 'callSign', 'trackId', 'mission'];
const timeFields = ['occurredAt', 'observedAt'];

function nameOf(report: Record<string, unknown>): string {
  const field = nameFields.find((each) => typeof report[each] === 'string');
  return field ? String(report[field]) : '';
}

/** `2019-06-03 14:00Z`; the seconds of a preview tell nobody anything. */
function timeOf(report: Record<string, unknown>): string {
  const field = timeFields.find((each) => report[each] !== undefined);
  const at = field === undefined ? Number.NaN : new Date(report[field] as string | number).getTime();
  return Number.isNaN(at) ? '' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}
