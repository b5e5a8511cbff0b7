/**
 * Every colour of the product, once: `ui/theme.ts` writes them as CSS custom properties, the map takes the same values.
 * Dark is the default, daylight is for a bright room, night is red for dark-adapted eyes: there, state is told by
 * brightness and shape instead of hue.
 */
export type Palette = { [Name in (typeof colourNames)[number]]: string } & { scheme: 'dark' | 'light' };

export const colourNames = [
  'surface0',
  'surface1',
  'surface2',
  'text',
  'dim',
  'faint',
  'line',
  'accent',
  'critical',
  'warning',
  'notice',
  'good',
  'patrol',
  'medical',
  'medicalEdge',
  'cross',
  'contact',
  'threat',
  'ink',
  'land',
  'water',
  'border',
  'place',
] as const;
export type ColourName = (typeof colourNames)[number];

const dark: Palette = {
  scheme: 'dark',
  surface0: '#0e1418',
  surface1: '#151d23',
  surface2: '#1d272f',
  text: '#e6edf1',
  dim: '#a3b1ba',
  faint: '#7d8c96',
  line: '#2b3841',
  accent: '#5cc8ff',
  critical: '#ff5c5c',
  warning: '#ffb020',
  notice: '#e8e36a',
  good: '#3fb68b',
  patrol: '#8fd3ff',
  medical: '#ffffff',
  medicalEdge: '#ffffff',
  cross: '#c3272b',
  contact: '#c9a7ff',
  threat: '#ff8a5c',
  ink: '#0b1014',
  land: '#151b20',
  water: '#0c1217',
  border: '#34424c',
  place: '#8f9da7',
};

const daylight: Palette = {
  scheme: 'light',
  surface0: '#f4f6f7',
  surface1: '#ffffff',
  surface2: '#e9edef',
  text: '#14202a',
  dim: '#46565f',
  faint: '#64737c',
  line: '#cfd7dc',
  accent: '#0070b8',
  critical: '#c62828',
  warning: '#9a5300',
  notice: '#6b6200',
  good: '#1a7453',
  patrol: '#0b5c94',
  medical: '#ffffff',
  medicalEdge: '#b3191d',
  cross: '#b3191d',
  contact: '#6a3fb5',
  threat: '#b8431a',
  ink: '#ffffff',
  land: '#f3f4f3',
  water: '#e4eaed',
  border: '#b3bfc6',
  place: '#5c6b74',
};

const night: Palette = {
  scheme: 'dark',
  surface0: '#0a0000',
  surface1: '#140404',
  surface2: '#1e0808',
  text: '#ff9a8a',
  dim: '#c4675a',
  faint: '#a35448',
  line: '#3a1512',
  accent: '#ff5a48',
  critical: '#ffc4b8',
  warning: '#f28b79',
  notice: '#c4675a',
  good: '#c4675a',
  patrol: '#f0806f',
  medical: '#ffb5a8',
  medicalEdge: '#ffb5a8',
  cross: '#6e120c',
  contact: '#bb5f52',
  threat: '#e0604d',
  ink: '#120202',
  land: '#0f0303',
  water: '#070000',
  border: '#4a1d18',
  place: '#8f4a40',
};

export const palettes = { dark, daylight, night } as const satisfies Record<string, Palette>;

export type Rgba = [red: number, green: number, blue: number, alpha: number];

/** `#rrggbb` as bytes, with an opacity from 0 to 1. */
export function rgba(hex: string, opacity = 1): Rgba {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, Math.round(opacity * 255)];
}

/** Contrast ratio of two opaque colours (WCAG 2.2). */
export function contrastRatio(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = rgba(hex).map((byte) => {
    const part = byte / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
