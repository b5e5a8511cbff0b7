/**
 * Runs in the page before its own scripts. There is no graphics card here: what one would draw, software draws in a
 * process of its own, and the page waits for it. So everything is prepared and handed over, and only the order to draw is
 * left out. Nothing on the map can then be found by its pixels.
 */
export function leaveOutDrawing(): void {
  const context = WebGL2RenderingContext.prototype;
  for (const name of [
    'drawArrays',
    'drawElements',
    'drawArraysInstanced',
    'drawElementsInstanced',
    'clear',
    'clearBufferfv',
    'clearBufferfi',
    'blitFramebuffer',
  ] as const)
    Object.defineProperty(context, name, { value: () => undefined });
}
