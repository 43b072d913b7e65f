import { wordsInGerman } from './element-words-de';
import { ownWordsInGerman } from './own-words';

export default { ...wordsInGerman, ...ownWordsInGerman };
