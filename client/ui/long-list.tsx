import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useState } from 'react';

const rowPixels = 32;

/** A list of any length of which only what is in view is in the page. Scrolls with the panel that holds it. */
export function LongList({
  className,
  count,
  renderRow,
}: {
  className: string;
  count: number;
  renderRow: (index: number) => ReactNode;
}) {
  const [list, setList] = useState<HTMLUListElement | null>(null);
  const scroller = list?.closest<HTMLElement>('.panel-body') ?? null;
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => rowPixels,
    overscan: 6,
    scrollMargin: list?.offsetTop ?? 0,
  });
  return (
    <ul className={`${className} long-list`} ref={setList} style={{ blockSize: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, start, key }) => (
        <li
          key={key}
          ref={rows.measureElement}
          data-index={index}
          aria-setsize={count}
          aria-posinset={index + 1}
          style={{ transform: `translateY(${start - (list?.offsetTop ?? 0)}px)` }}
        >
          {renderRow(index)}
        </li>
      ))}
    </ul>
  );
}
