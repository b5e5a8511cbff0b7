import type { enPassages } from '../en/passages.ts';

/** ما مرّ بمنطقة. */
export const arPassages: Record<keyof typeof enPassages, string> = {
  'passages.help': 'ارسم منطقة على الخريطة، أو خذ ما تعرضه الخريطة. ثلاث زوايا تصنع منطقة.',
  'passages.drawing': 'انقر الزوايا على الخريطة، أو حرّكها واضغط Enter عند التقاطع.',
  'passages.draw': 'الرسم على الخريطة',
  'passages.done': 'تم',
  'passages.point': 'زاوية عند التقاطع',
  'passages.undo': 'تراجع',
  'passages.screen': 'ما تعرضه الخريطة',
  'passages.clear': 'مسح',
  'passages.corners':
    '{count, plural, =0 {لا زوايا بعد} one {زاوية واحدة} two {زاويتان} few {# زوايا} other {# زاوية}}',
  'passages.from': 'من (UTC)',
  'passages.to': 'إلى (UTC)',
  'passages.type': 'نوع المسار',
  'passages.allTypes': 'كل الأنواع',
  'passages.noSpan': 'يجب أن تسبق البداية النهاية.',
  'passages.loading': 'يجري البحث في السجل…',
  'passages.empty': 'بحسب السجل، لم يمرّ شيء بهذه المنطقة في هذه المدة.',
  'passages.failed': 'تعذّر الجواب:',
  'passages.retry': 'إعادة المحاولة',
  'passages.found':
    '{tracks, plural, one {مسار واحد} two {مساران} few {# مسارات} other {# مسارًا}}، {count, plural, one {مرور واحد} other {# مرور}}',
  'passages.truncated': 'هناك المزيد: تُعرض أول {count, number}. مدة أقصر أو منطقة أصغر تُظهر الباقي.',
  'passages.read': '{count, plural, one {فُحص موقع واحد} other {فُحص # موقعًا}}',
  'passages.entered': 'دخل \u2066{time}\u2069',
  'passages.left': 'خرج \u2066{time}\u2069',
  'passages.already': 'في الداخل من قبل \u2066{time}\u2069',
  'passages.still': 'آخر رصد في الداخل \u2066{time}\u2069',
  'passages.stayed': '{duration} في الداخل',
  'passages.instant': 'موقع واحد في الداخل',
  'passages.aboutEntry': 'وقت الدخول بين موقعين: يُفترض خط مستقيم بسرعة ثابتة',
  'passages.aboutExit': 'وقت الخروج بين موقعين: يُفترض خط مستقيم بسرعة ثابتة',
  'passages.gone': 'لم يعد في الصورة',
  'problem.too-large': 'أكثر مما يمكن فحصه:',
};
