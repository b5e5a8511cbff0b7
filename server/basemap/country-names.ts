/**
 * Names of countries in French and Arabic from the language data of the runtime (Unicode CLDR), without what it adds in
 * brackets. Where its name differs from that of the United Nations, ours stands here.
 */
const ours: Record<number, { 'name:fr'?: string; 'name:ar'?: string }> = {
  104: { 'name:fr': 'Myanmar', 'name:ar': 'ميانمار' },
  178: { 'name:fr': 'Congo', 'name:ar': 'الكونغو' },
  180: { 'name:fr': 'Rép. dém. du Congo', 'name:ar': 'جمهورية الكونغو الديمقراطية' },
  275: { 'name:fr': 'État de Palestine', 'name:ar': 'دولة فلسطين' },
  408: { 'name:fr': 'Rép. pop. dém. de Corée', 'name:ar': 'جمهورية كوريا الشعبية الديمقراطية' },
  410: { 'name:fr': 'Rép. de Corée', 'name:ar': 'جمهورية كوريا' },
};

export function countryNames(isoNumber: number): Record<string, string> {
  const code = `und-${String(isoNumber).padStart(3, '0')}`;
  const region = new Intl.Locale(code).region;
  const names: Record<string, string> = {};
  for (const language of ['fr', 'ar']) {
    const name = region && inLanguage(language).of(region);
    if (name && name !== region) names[`name:${language}`] = name.replace(/\s*\(.*\)/, '');
  }
  return { ...names, ...ours[isoNumber] };
}

const made = new Map<string, Intl.DisplayNames>();

function inLanguage(language: string): Intl.DisplayNames {
  const names = made.get(language) ?? new Intl.DisplayNames(language, { type: 'region' });
  made.set(language, names);
  return names;
}
