/**
 * A package is a zip that ends in a comment of fixed length: the SHA-256 of every byte before it. Any zip programme opens
 * it, and no byte of it can be another one without being noticed, those of the container included.
 */
export const signatureMark = 'vedette-clip sha256 ';
export const signatureLength = signatureMark.length + 64;

export const manifestName = 'manifest.json';
export const readmeName = 'README.txt';
export const excerptNames = { known: 'known.ndjson', happened: 'happened.ndjson' } as const;

/** Most bytes of what is not an excerpt. */
export const mostAsideBytes = 256 * 1024;
