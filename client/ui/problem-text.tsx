import { problemNames, type RequestProblem } from '#shared/schema/problem.ts';
import { type MessageId, useText } from '../language/use-text.ts';

/** What is wrong in the language of the reader, with the words of the server beside it, which are English. */
export function ProblemText({ problem }: { problem: RequestProblem }) {
  const t = useText();
  return (
    <>
      {t(problemMessage(problem.name))}
      {problem.detail && (
        <>
          {' '}
          <span className="server-words" lang="en" dir="ltr">
            {problem.detail}
          </span>
        </>
      )}
    </>
  );
}

/** `invalid-report: position: …` as the server counts reasons: a name of its list, then the detail. */
export function parseReason(reason: string): RequestProblem {
  const at = reason.indexOf(': ');
  const name = at < 0 ? reason : reason.slice(0, at);
  if (!isKnown(name)) return { name: 'invalid-report', detail: reason };
  return at < 0 ? { name } : { name, detail: reason.slice(at + 2) };
}

function problemMessage(name: string): MessageId {
  return name === 'unreachable' || isKnown(name) ? (`problem.${name}` as MessageId) : 'problem.internal';
}

function isKnown(name: string): boolean {
  return (problemNames as readonly string[]).includes(name);
}
