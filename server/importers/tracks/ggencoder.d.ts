/** The part of the untyped package `ggencoder` that is used here. */
declare module 'ggencoder' {
  class AisDecode {
    /** Of a message in several sentences, `session` (an empty object at first) carries the parts from one to the next. */
    constructor(sentence: string, session: object);
    readonly valid: boolean;
    readonly error: string;
    /** Absent until the last part has been read, and where the payload holds characters that AIS does not use. */
    readonly aistype?: number;
    readonly mmsi: string;
    readonly lon?: number;
    readonly lat?: number;
    /** Knots; 102.3 is "not known". */
    readonly sog?: number;
    /** Degrees; 360 and more is "not known". */
    readonly cog?: number;
    /** Second of the minute; 60 and more is "not known". */
    readonly utc?: number;
    readonly alt?: number;
    readonly shipname?: string;
    readonly msglen: number;
    GetInt(startBit: number, bits: number): number;
  }
  const ggencoder: { AisDecode: typeof AisDecode };
  export = ggencoder;
}
