import { type ComponentType, lazy } from 'react';
import { PartBoundary } from './part-boundary.tsx';

/** A part that is fetched when it is first shown. Of one that did not come it is said, in its place. */
export function makeLaterPart<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Part = lazy(async () => ({ default: await load() }) as { default: ComponentType<object> });
  return function LaterPart(props: Props) {
    const { onClose } = props as { onClose?: () => void };
    return (
      <PartBoundary onClose={onClose}>
        <Part {...props} />
      </PartBoundary>
    );
  };
}
