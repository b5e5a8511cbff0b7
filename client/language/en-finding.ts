/** Finding and pointing: coordinates, search, commands, following, measuring, sharing. */
export const enFinding = {
  'field.mgrs': 'MGRS',
  'value.noGrid': 'no grid near the poles',
  'copy.value': 'Copy {name}',
  'copy.copied': 'Copied',
  'copy.refused': 'Not copied: the browser refuses',
};
