import type { ErrorRequestHandler, Response } from 'express';
import type { Problem, ProblemName } from '#shared/schema/problem.ts';
import type { Metrics } from '../metrics/metrics.ts';

const statusOf: Partial<Record<ProblemName, number>> = {
  'body-too-large': 413,
  'too-many-reports': 413,
  'unsupported-media-type': 415,
  'not-found': 404,
  'not-ready': 503,
  'no-cover': 409,
  'not-lost': 409,
  'not-newest': 409,
  'import-busy': 409,
  overloaded: 503,
  'not-recording': 503,
  'foreign-origin': 403,
  internal: 500,
};

/** The one place where a problem becomes HTTP (RFC 9457). */
export function sendProblem(response: Response, problem: Problem): void {
  const status = statusOf[problem.name] ?? 400;
  if (status === 503) response.setHeader('Retry-After', '1');
  response.status(status).type('application/problem+json');
  response.send(
    JSON.stringify({
      type: `urn:vedette:problem:${problem.name}`,
      title: problem.name,
      status,
      detail: problem.detail,
    }),
  );
}

/** What express and its body parser throw, by name; anything else is ours and says nothing of the inside. */
export function problemHandler(metrics: Metrics, onUnexpected: (error: Error) => void): ErrorRequestHandler {
  return (error: Error & { type?: string; status?: number }, _request, response, _next) => {
    const problem = problemOf(error);
    if (problem.name === 'internal') onUnexpected(error);
    metrics.countRefusal('http', problem.name);
    if (!response.headersSent) sendProblem(response, problem);
  };
}

function problemOf(error: Error & { type?: string; status?: number }): Problem {
  if (error.type === 'entity.too.large') return { name: 'body-too-large', detail: 'a body may hold at most 1 MiB' };
  if (error.type === 'entity.parse.failed') return { name: 'malformed-json', detail: error.message };
  if (error.type === 'charset.unsupported' || error.type === 'encoding.unsupported')
    return { name: 'unsupported-media-type', detail: error.message };
  if (error.name === 'Overloaded')
    return { name: 'overloaded', detail: 'try again in a second; nothing of this request was stored' };
  if (error.name === 'NotRecording')
    return { name: 'not-recording', detail: 'the log cannot be written; nothing of this request was stored' };
  if (error.status !== undefined && error.status >= 400 && error.status < 500)
    return { name: 'bad-query', detail: error.message };
  return { name: 'internal', detail: 'something failed inside the server; it was logged' };
}
