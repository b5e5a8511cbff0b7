import { enBoard } from './board.ts';
import { enBriefing } from './briefing.ts';
import { enCasevac } from './casevac.ts';
import { enClips } from './clips.ts';
import { enDossier } from './dossier.ts';
import { enImports } from './imports.ts';
import { enPassages } from './passages.ts';
import { enReplay } from './replay.ts';
import { enWhatIf } from './whatif.ts';

/** Words of panels that do not travel with the first picture. */
export const enLater = {
  ...enBoard,
  ...enBriefing,
  ...enCasevac,
  ...enClips,
  ...enDossier,
  ...enImports,
  ...enPassages,
  ...enReplay,
  ...enWhatIf,
};
