import type { enPassages } from '../en/passages.ts';

/** Ce qui est passé par une zone. */
export const frPassages: Record<keyof typeof enPassages, string> = {
  'passages.help': 'Tracez une zone sur la carte, ou prenez ce que la carte montre. Trois sommets font une zone.',
  'passages.drawing': 'Cliquez les sommets sur la carte, ou déplacez-la et appuyez sur Entrée à la croix.',
  'passages.draw': 'Tracer sur la carte',
  'passages.done': 'Terminer',
  'passages.point': 'Sommet à la croix',
  'passages.undo': 'Annuler',
  'passages.screen': 'Ce que montre la carte',
  'passages.clear': 'Effacer',
  'passages.corners': '{count, plural, =0 {aucun sommet} one {# sommet} other {# sommets}}',
  'passages.from': 'Du (UTC)',
  'passages.to': 'Au (UTC)',
  'passages.type': 'Type de piste',
  'passages.allTypes': 'Tous les types',
  'passages.noSpan': 'Le début doit précéder la fin.',
  'passages.loading': 'Recherche dans le registre…',
  'passages.empty': 'D’après le registre, rien n’est passé par cette zone pendant ce temps.',
  'passages.failed': 'Pas de réponse :',
  'passages.retry': 'Réessayer',
  'passages.found':
    '{tracks, plural, one {# piste} other {# pistes}}, {count, plural, one {# passage} other {# passages}}',
  'passages.truncated':
    'Il y en a d’autres : les {count, number} premiers sont listés. Une durée ou une zone réduite montre le reste.',
  'passages.read': '{count, plural, one {# position examinée} other {# positions examinées}}',
  'passages.entered': 'entrée {time}',
  'passages.left': 'sortie {time}',
  'passages.already': 'déjà dedans {time}',
  'passages.still': 'encore dedans à {time}',
  'passages.stayed': '{duration} dedans',
  'passages.instant': 'une position dedans',
  'passages.aboutEntry': 'L’heure d’entrée tombe entre deux positions : ligne droite et vitesse constante supposées',
  'passages.aboutExit': 'L’heure de sortie tombe entre deux positions : ligne droite et vitesse constante supposées',
  'passages.gone': 'n’est plus dans l’image',
  'problem.too-large': 'Trop à examiner :',
};
