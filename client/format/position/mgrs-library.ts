import * as loaded from 'mgrs';

/** The package is an ES module to bundlers and CommonJS to Node, where its functions sit on the default export. */
export const mgrs: Pick<typeof loaded, 'forward' | 'inverse'> =
  (Reflect.get(loaded, 'default') as typeof loaded | undefined) ?? loaded;
