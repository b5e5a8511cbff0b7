import type { Page } from 'playwright-core';

/** What a walk through the page by Tab found. */
export type Walk = {
  reached: number;
  /** Controls, or things that look clickable, to which Tab never came. */
  unreached: string[];
  /** Controls that had the focus without showing it. */
  unmarked: string[];
};

type Walker = { begin: () => number; end: () => Walk };

/** Presses Tab until every control of the page had its turn, and tells which had none. */
export async function walkByTab(page: Page): Promise<Walk> {
  await page.evaluate(installWalker);
  const controls = await page.evaluate(() => (window as unknown as { __walker: Walker }).__walker.begin());
  for (let press = 0; press < controls + 5; press++) await page.keyboard.press('Tab');
  return page.evaluate(() => (window as unknown as { __walker: Walker }).__walker.end());
}

/** Runs in the page: notes each element that gets the focus, there and then, so that a slow test misses none. */
function installWalker(): void {
  const control = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
  const reached = new Set<Element>();
  const unmarked = new Set<string>();
  const name = (element: Element) => element.outerHTML.replace(/<svg.*?<\/svg>/gs, '').slice(0, 160);
  const isThere = (element: Element) =>
    element.isConnected && element.checkVisibility() && !(element as HTMLButtonElement).disabled;

  function controls(): Element[] {
    const root = document.querySelector('dialog[open]') ?? document;
    return [...root.querySelectorAll(control)].filter(isThere);
  }
  /** Whatever shows the hand and is no part of a control: Tab will never come there. */
  function clickable(): Element[] {
    const isHand = (element: Element | null) => element !== null && getComputedStyle(element).cursor === 'pointer';
    return [...document.querySelectorAll('main *')].filter(
      (element) =>
        isHand(element) && !isHand(element.parentElement) && isThere(element) && !element.closest(`${control}, label`),
    );
  }
  /** Of radio buttons with one name Tab visits one; the arrows reach the others. */
  function isReached(element: Element): boolean {
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return reached.has(element);
    return [...reached].some((other) => other instanceof HTMLInputElement && other.name === element.name);
  }
  function isMarked(element: Element): boolean {
    return [element, element.nextElementSibling].some((each) => {
      if (!each) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
  }
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    reached.add(target);
    if (!isMarked(target)) unmarked.add(name(target));
  };
  (window as unknown as { __walker: Walker }).__walker = {
    begin: () => {
      (document.activeElement as HTMLElement | null)?.blur();
      document.addEventListener('focusin', onFocus);
      return controls().length;
    },
    end: () => {
      document.removeEventListener('focusin', onFocus);
      const missed = controls().filter((element) => !isReached(element));
      return {
        reached: reached.size,
        unreached: [...missed, ...clickable()].map(name),
        unmarked: [...unmarked],
      };
    },
  };
}
