import type { UpdateParameters } from '@deck.gl/core';
import { BitmapLayer } from '@deck.gl/layers';

type Texture = ReturnType<BitmapLayer['context']['device']['createTexture']>;

/** `fragment`: GLSL that makes of `cell`, the byte of the texel, a `colour`; `at` is the pixel of the screen. */
type CellProps = { cells: Uint8Array; columns: number; rows: number; fragment: string };

/**
 * A raster of one byte a cell, coloured by the graphics card. Another raster is little work for the page:
 * only its bytes are handed over. The look is compiled in, anew when it changes. Not to be picked: it has no objects.
 */
export class CellBitmap extends BitmapLayer<CellProps> {
  static override layerName = 'CellBitmap';

  override getShaders() {
    const shaders = super.getShaders();
    const inject = `
  int cell = int(texture(bitmapTexture, uv).r * 255.0 + 0.5);
  vec2 at = gl_FragCoord.xy;
  vec4 colour = vec4(0.0);
  ${this.props.fragment}
  fragColor = vec4(color_desaturate(colour.rgb), colour.a * layer.opacity);
`;
    return { ...shaders, inject: { ...shaders.inject, 'fs:#main-end': inject } };
  }

  override updateState(parameters: UpdateParameters<this>): void {
    super.updateState(parameters);
    const { props, oldProps } = parameters;
    if (oldProps.fragment !== undefined && props.fragment !== oldProps.fragment) this.#compile();
    if (props.cells !== oldProps.cells) this.#upload();
  }

  override finalizeState(context: this['context']): void {
    super.finalizeState(context);
    this.#kept.texture?.destroy();
  }

  override draw(): void {
    const { model, coordinateConversion, bounds } = this.state;
    const { texture } = this.#kept;
    if (!model || !texture) return;
    const plain = { tintColor: [1, 1, 1], transparentColor: [0, 0, 0, 0] };
    const { desaturate } = this.props;
    model.shaderInputs.setProps({
      bitmap: { bitmapTexture: texture, bounds, coordinateConversion, desaturate, ...plain },
    });
    model.draw(this.context.renderPass);
  }

  /** A layer is made anew for every frame; what it holds goes with its state. */
  get #kept(): { texture?: Texture } {
    return this.state as { texture?: Texture };
  }

  #compile(): void {
    this.state.model?.destroy();
    this.state.model = this._getModel();
    this.getAttributeManager()?.invalidateAll();
  }

  #upload(): void {
    const { cells, columns, rows } = this.props;
    const { texture } = this.#kept;
    if (texture?.width === columns && texture.height === rows) {
      texture.writeData(cells);
      return;
    }
    texture?.destroy();
    const sampler = { minFilter: 'nearest', magFilter: 'nearest' } as const;
    const size = { format: 'r8unorm', width: columns, height: rows } as const;
    this.#kept.texture = this.context.device.createTexture({ ...size, data: cells, sampler });
  }
}
