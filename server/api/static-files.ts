import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, type Router } from 'express';

/** In order of preference; the build writes both beside each file that gains by it. */
const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;
const contentTypes: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
};
const plainName = /^\/(?:assets\/)?[\w.-]+\.(js|css|html)$/;

/** The files of the client: as the build compressed them where the browser takes that, names with a hash for ever. */
export function staticFiles(clientDir: string): Router {
  const router = express.Router();
  router.use(takeCompressed(clientDir));
  router.use('/assets', express.static(join(clientDir, 'assets'), { immutable: true, maxAge: '1y' }));
  router.use(express.static(clientDir, { cacheControl: false }));
  return router;
}

function takeCompressed(clientDir: string): RequestHandler {
  return (request, response, next) => {
    const path = request.path === '/' ? '/index.html' : request.path;
    const type = plainName.exec(path)?.[1];
    if (!type || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
    const made = encodings.filter(({ suffix }) => existsSync(join(clientDir, path + suffix)));
    if (made.length === 0) return next();
    response.vary('Accept-Encoding');
    const taken = made.find(({ name }) => request.acceptsEncodings(name));
    if (!taken) return next();
    response.set({ 'Content-Type': contentTypes[type]!, 'Content-Encoding': taken.name });
    request.url = path + taken.suffix;
    next();
  };
}
