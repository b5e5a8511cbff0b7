import '../server/compile-cache.ts';

// Behind the cache, so that what it compiles is kept for the next time.
await import('./import-files.ts');
