import { enBoard } from './en-board.ts';
import { enCasevac } from './en-casevac.ts';
import { enImports } from './en-imports.ts';
import { enWhatIf } from './en-whatif.ts';

/** Words of panels that do not travel with the first picture. */
export const enLater = { ...enBoard, ...enCasevac, ...enImports, ...enWhatIf };
