import type { enTitles } from '../en/titles.ts';

/** أسماء ما يأتي بعد الصورة الأولى. */
export const arTitles: Record<keyof typeof enTitles, string> = {
  'imports.title': 'استيراد ملفات',
  'imports.drop': 'أفلت الملف لمعاينته. لا يُحفظ شيء قبل التحميل.',
  'board.title': 'اللوحة الطبية',
  'print.title': 'طباعة هذا العرض',
  'passages.title': 'ما مرّ من هنا',
  'command.areaDraw': 'رسم المنطقة المسؤول عنها',
  'command.areaPoint': 'أثناء الرسم: زاوية عند التقاطع في الوسط',
  'command.areaUndo': 'التراجع عن آخر زاوية للمنطقة',
  'notice.area-full': 'للمنطقة {limit, number} زاوية على الأكثر',
  'dossier.title': 'ملف الحادث',
  'dossier.open': 'الملف',
  'whatif.title': 'ماذا لو',
  'whatif.banner': 'ماذا لو: تُظهر الخريطة التغطية المفترضة لا الفعلية',
  'whatif.leave': 'العودة إلى الواقع',
  'kind.casevac': 'حالات الإجلاء الطبي',
  'command.entryCasevac': 'حالة إجلاء طبي جديدة',
  'entry.casevac': 'حالة إجلاء طبي',
  'casevac.short': 'حالات',
  'casevac.title': 'الإجلاء الطبي',
  'caseStatus.unopened': 'غير مفتوحة',
  'caseStatus.open': 'في الانتظار',
  'caseStatus.assigned': 'مكلَّفة',
  'caseStatus.closed': 'مغلقة',
};
