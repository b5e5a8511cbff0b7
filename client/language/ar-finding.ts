export const arFinding = {
  'field.mgrs': 'MGRS',
  'value.noGrid': 'لا شبكة قرب القطبين',
  'copy.value': 'نسخ {name}',
  'copy.copied': 'نُسخ',
  'copy.refused': 'لم يُنسخ: المتصفح يرفض',
};
