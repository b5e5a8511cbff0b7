import type { enTitles } from '../en/titles.ts';

/** Noms de ce qui vient après la première image. */
export const frTitles: Record<keyof typeof enTitles, string> = {
  'imports.title': 'Importer des fichiers',
  'imports.drop': 'Déposez le fichier pour l’examiner. Rien n’est enregistré avant le chargement.',
  'board.title': 'Tableau médical',
  'print.title': 'Imprimer cette vue',
  'passages.title': 'Qui est passé ici',
  'command.areaDraw': 'Tracer la zone à interroger',
  'command.areaPoint': 'En traçant : un sommet à la croix du milieu',
  'command.areaUndo': 'Annuler le dernier sommet de la zone',
  'notice.area-full': 'Une zone compte au plus {limit, number} sommets',
  'dossier.title': 'Dossier d’incident',
  'dossier.open': 'Dossier',
  'whatif.title': 'Hypothèse',
  'whatif.banner': 'HYPOTHÈSE : la carte montre la couverture supposée, non la couverture réelle',
  'whatif.leave': 'Revenir au réel',
  'kind.casevac': 'Cas d’évacuation',
  'command.entryCasevac': 'Nouveau cas d’évacuation',
  'entry.casevac': 'Cas d’évacuation',
  'casevac.short': 'Cas',
  'casevac.title': 'Évacuation',
  'caseStatus.unopened': 'non ouvert',
  'caseStatus.open': 'EN ATTENTE',
  'caseStatus.assigned': 'affecté',
  'caseStatus.closed': 'clos',
};
