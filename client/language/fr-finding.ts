export const frFinding = {
  'field.mgrs': 'MGRS',
  'value.noGrid': 'pas de carroyage près des pôles',
  'copy.value': 'Copier : {name}',
  'copy.copied': 'Copié',
  'copy.refused': 'Non copié : le navigateur refuse',
};
