/** Version of the messages in `downstream.ts` and `upstream.ts`; a client of another version is refused by name. */
export const protocolVersion = 4;
