/** The attributes of one CoT event that we understand, as written. */
export type CotFields = {
  uid?: string;
  type?: string;
  time?: string;
  lat?: string;
  lon?: string;
  hae?: string;
  ce?: string;
  callSign?: string;
  course?: string;
  speed?: string;
};

const maxDepth = 32;
const maxAttributes = 64;

/** Attributes by the path of their element; nothing else of an event is kept. */
const wanted: Readonly<Record<string, Readonly<Record<string, keyof CotFields>>>> = {
  event: { uid: 'uid', type: 'type', time: 'time' },
  'event/point': { lat: 'lat', lon: 'lon', hae: 'hae', ce: 'ce' },
  'event/detail/contact': { callsign: 'callSign' },
  'event/detail/track': { course: 'course', speed: 'speed' },
};

/** Gathers the fields of one event from the elements of its XML. Throws in words for what no CoT event is. */
export function makeCotCollector(): {
  openElement: (name: string, attributes: Readonly<Record<string, string>>) => void;
  closeElement: () => void;
  /** The fields once the root element has closed. */
  findFields: () => CotFields | undefined;
} {
  const fields: CotFields = {};
  const path: string[] = [];
  let isWhole = false;
  return {
    openElement: (name, attributes) => {
      path.push(name);
      if (path.length === 1 && name !== 'event') throw new Error('the root element is not event');
      if (path.length > maxDepth) throw new Error('elements are nested too deeply');
      if (Object.keys(attributes).length > maxAttributes) throw new Error('an element has too many attributes');
      const names = path.length <= 3 ? wanted[path.join('/')] : undefined;
      if (!names) return;
      for (const [attribute, field] of Object.entries(names)) {
        const value = attributes[attribute];
        if (value !== undefined) fields[field] ??= value;
      }
    },
    closeElement: () => {
      path.pop();
      isWhole = path.length === 0;
    },
    findFields: () => (isWhole ? fields : undefined),
  };
}
