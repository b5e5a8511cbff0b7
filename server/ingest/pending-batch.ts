import { type FixBatch, makeFixBatch, noAltitude, noValue, speedSteps } from '#shared/picture/fix-batch.ts';
import type { FactReport } from '#shared/schema/report.ts';
import type { ParsedPosition } from './parse-position.ts';

/** Rows gathered while a commit is under way; handed to the log as one transaction. */
export class PendingBatch {
  fixes: FixBatch = makeFixBatch(1_024);
  readonly facts: FactReport[] = [];

  get rows(): number {
    return this.fixes.count + this.facts.length;
  }

  addFix({ wire, observedAt, knownAt }: ParsedPosition, descriptor: number): number {
    if (this.fixes.count === this.fixes.descriptor.length) this.fixes = widened(this.fixes);
    const fixes = this.fixes;
    const row = fixes.count++;
    fixes.descriptor[row] = descriptor;
    fixes.observedAt[row] = observedAt;
    fixes.knownAt[row] = knownAt;
    fixes.longitudeE7[row] = Math.round(wire.position[0] * 1e7);
    fixes.latitudeE7[row] = Math.round(wire.position[1] * 1e7);
    fixes.course[row] = wire.courseDegrees === undefined ? noValue : Math.round(wire.courseDegrees * 100);
    fixes.speed[row] =
      wire.speedMetresPerSecond === undefined ? noValue : Math.round(wire.speedMetresPerSecond * speedSteps);
    fixes.accuracy[row] = wire.accuracyMetres === undefined ? noValue : Math.ceil(wire.accuracyMetres);
    fixes.altitude[row] = wire.altitudeMetres === undefined ? noAltitude : Math.round(wire.altitudeMetres);
    return row;
  }

  addFact(fact: FactReport): number {
    return this.facts.push(fact) - 1;
  }
}

function widened(batch: FixBatch): FixBatch {
  const wider = makeFixBatch(batch.count * 2);
  for (const [name, column] of Object.entries(batch)) {
    if (typeof column !== 'number') (wider[name as keyof FixBatch] as Float64Array).set(column as Float64Array);
  }
  wider.count = batch.count;
  return wider;
}
