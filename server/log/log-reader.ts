import type { FactEvent } from '#shared/schema/report.ts';
import type { LogReader } from './event-log.ts';
import type { ReaderRequest } from './log-messages.ts';
import type { ThreadClient } from './thread-port.ts';

/** LogReader on the reader thread; facts are parsed here, because text crosses threads cheaper than objects. */
export function makeLogReader(reader: ThreadClient<ReaderRequest, true>): LogReader {
  const readFacts = async (request: ReaderRequest) => JSON.parse(await reader.call<string>(request)) as FactEvent[];
  return {
    events: (query) => readFacts({ kind: 'events', query }),
    track: (source, trackId, from, to, limit) => reader.call({ kind: 'track', source, trackId, from, to, limit }),
    newestFix: (source, trackId, except, before) =>
      reader.call({ kind: 'newest-fix', source, trackId, except, before: before ?? Number.MAX_SAFE_INTEGER }),
    fixesKnownBy: (tracks, at) => reader.call({ kind: 'fixes-known-by', tracks, at }),
    passageFixes: (query) => reader.call({ kind: 'passage-fixes', query }),
    holders: (keys) => reader.call({ kind: 'holders', keys }),
    history: (kind, entity) => readFacts({ kind: 'history', factKind: kind, entity }),
    histogram: (from, to, bins) => reader.call({ kind: 'histogram', from, to, bins }),
    counts: () => reader.call({ kind: 'counts' }),
  };
}
