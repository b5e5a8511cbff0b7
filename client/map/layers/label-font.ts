/** Text on the map: one font texture for all labels, with a halo from its distance field. */
export const labelFont = {
  fontFamily: '"Inter Variable", "Noto Sans Arabic", sans-serif',
  fontWeight: 500,
  fontSettings: { sdf: true, fontSize: 48, buffer: 8, radius: 14, cutoff: 0.2, smoothing: 0.16 },
  characterSet: 'auto',
} as const;
