import { words } from './element-words';
import { ownWords } from './own-words';

export const messages = { ...words, ...ownWords } as const;
