import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const documents = globSync('**/*.md', { exclude: ['node_modules', 'dist', '.cache', 'data'] });

/** Targets of links and pictures that lie in the repository. */
function relativeTargets(markdown: string): string[] {
  const prose = markdown.replace(/```.*?```/gs, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!).filter((to) => !/^[a-z]+:|^#/.test(to));
}

describe('the documents', () => {
  it('link only to what exists', () => {
    const broken = documents.flatMap((document) =>
      relativeTargets(readFileSync(document, 'utf8'))
        .filter((target) => !existsSync(join(dirname(document), decodeURI(target.split('#')[0]!))))
        .map((target) => `${document}: ${target}`),
    );
    expect(documents.length).toBeGreaterThan(5);
    expect(broken).toEqual([]);
  });

  it('show every picture that is kept for them', () => {
    const shown = documents.flatMap((document) =>
      relativeTargets(readFileSync(document, 'utf8')).map((target) => join(dirname(document), target)),
    );
    const pictures = globSync('docs/images/*');
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((picture) => !shown.includes(picture))).toEqual([]);
  });

  it('find a link that leads nowhere', () => {
    expect(relativeTargets('[a](b.md) ![c](d.png) [e](https://f) [g](#h)\n```\n[i](j)\n```')).toEqual([
      'b.md',
      'd.png',
    ]);
  });
});

describe('the style sheets', () => {
  it('set no text smaller than 13 px', () => {
    const sizes = globSync('client/**/*.css').flatMap((sheet) =>
      [...readFileSync(sheet, 'utf8').matchAll(/font-size:\s*([\d.]+)(\w+)/g)].map(([, size, unit]) => ({
        sheet,
        pixels: Number(size) * (unit === 'rem' ? 13 : 1),
      })),
    );
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.filter(({ pixels }) => pixels < 13)).toEqual([]);
  });
});
