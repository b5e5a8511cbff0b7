import { enBoard } from './board.ts';
import { enCasevac } from './casevac.ts';
import { enImports } from './imports.ts';
import { enWhatIf } from './whatif.ts';

/** Words of panels that do not travel with the first picture. */
export const enLater = { ...enBoard, ...enCasevac, ...enImports, ...enWhatIf };
