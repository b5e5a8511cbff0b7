import { describe, expect, it } from 'vitest';
import type { TrackDescriptor } from '#shared/picture/fix-batch.ts';
import { unmarked } from '#shared/schema/marking.ts';
import { DescriptorCompleter } from './complete-descriptor.ts';

const given = (says: Partial<TrackDescriptor> = {}): TrackDescriptor => ({
  ...{ source: 's', trackId: 't', actor: 'a', marking: unmarked },
  ...says,
});
const secret = { ...unmarked, classification: 'confidential' as const };

describe('the description of a track', () => {
  it('keeps what was said once and is left out afterwards', () => {
    const completer = new DescriptorCompleter();
    completer.complete(given({ callSign: 'LION 1', trackType: 'helicopter' }));
    expect(completer.complete(given())).toEqual(given({ callSign: 'LION 1', trackType: 'helicopter' }));
    expect(completer.complete(given({ callSign: 'LION 2', unit: 'air' }))).toEqual(
      given({ callSign: 'LION 2', trackType: 'helicopter', unit: 'air' }),
    );
    expect(completer.complete(given({ trackId: 'other' }))).toEqual(given({ trackId: 'other' }));
  });

  it('does not carry what was said under one marking into another', () => {
    const completer = new DescriptorCompleter();
    completer.note(given({ callSign: 'SECRET', marking: secret }));
    expect(completer.complete(given())).toEqual(given());
  });

  it('does not carry what an import said into what a feed says', () => {
    const completer = new DescriptorCompleter();
    completer.complete(given({ callSign: 'LION 1' }));
    completer.complete(given({ actor: 'import:1', callSign: 'WRONG', unit: 'none' }));
    expect(completer.complete(given())).toEqual(given({ callSign: 'LION 1' }));
    expect(completer.complete(given({ actor: 'import:1' }))).toEqual(
      given({ actor: 'import:1', callSign: 'WRONG', unit: 'none' }),
    );
  });

  it('does not tell by what is missing that something was said under another marking', () => {
    const completer = new DescriptorCompleter();
    completer.complete(given({ callSign: 'LION 1' }));
    completer.complete(given({ callSign: 'SECRET', marking: secret }));
    expect(completer.complete(given())).toEqual(given({ callSign: 'LION 1' }));
  });

  it('is the very same object while nothing new is said', () => {
    const completer = new DescriptorCompleter();
    const first = completer.complete(given({ callSign: 'LION 1' }));
    expect(completer.complete(given())).toBe(first);
  });
});
