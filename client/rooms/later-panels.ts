import { later } from './later.ts';

/** Panels that do not travel with the first picture. */
export const BoardPanel = later(async () => (await import('../panels/board/board-panel.tsx')).BoardPanel);
export const BriefingPanel = later(async () => (await import('../panels/briefing/briefing-panel.tsx')).BriefingPanel);
export const CasevacPanel = later(async () => (await import('../panels/casevac/casevac-panel.tsx')).CasevacPanel);
export const DossierPage = later(async () => (await import('../panels/dossier/dossier-page.tsx')).DossierPage);
export const EntityPanel = later(async () => (await import('../panels/entity/entity-panel.tsx')).EntityPanel);
export const EntryPanel = later(async () => (await import('../forms/entry-panel.tsx')).EntryPanel);
export const GapPanel = later(async () => (await import('../panels/cover/gap-panel.tsx')).GapPanel);
export const ImportPage = later(async () => (await import('../panels/imports/import-page.tsx')).ImportPage);
export const KeysSheet = later(async () => (await import('../panels/keys-sheet.tsx')).KeysSheet);
export const ListPanel = later(async () => (await import('../panels/lists/list-panel.tsx')).ListPanel);
export const PassagesPanel = later(async () => (await import('../panels/passages/passages-panel.tsx')).PassagesPanel);
export const PatrolPanel = later(async () => (await import('../panels/lists/patrol-panel.tsx')).PatrolPanel);
export const PrintSheet = later(async () => (await import('../panels/print/print-sheet.tsx')).PrintSheet);
export const SourcePanel = later(async () => (await import('../panels/lists/source-panel.tsx')).SourcePanel);
export const WhatIfPanel = later(async () => (await import('../panels/what-if/what-if-panel.tsx')).WhatIfPanel);
