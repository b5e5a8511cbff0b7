import { useEntry } from '../store/live-context.ts';
import { OutboxList } from './outbox-list.tsx';

/** While no form is open: what is not stored yet still says so. */
export function OutboxChip() {
  const isOpen = useEntry((state) => state.open !== undefined);
  const isWaiting = useEntry((state) =>
    state.outbox.some((each) => ['sending', 'waiting', 'refused'].includes(each.state)),
  );
  return isOpen || !isWaiting ? null : (
    <div className="chip chip-outbox">
      <OutboxList />
    </div>
  );
}
