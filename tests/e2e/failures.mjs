// What failed, and the first words of why, in a file that the summary of all tests repeats.
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

export default class Failures {
  #lines = [];

  onTestEnd(test, result) {
    if (result.status === 'passed' || result.status === 'skipped') return;
    const { file, line } = test.location;
    // A time that was up says nothing by itself: what was waited for comes after it.
    const messages = result.errors.map(error => [error.message, error.location && `at line ${error.location.line}`].filter(Boolean));
    const why = stripVTControlCharacters(messages.flat().join('\n') || result.status).split('\n').filter(Boolean).slice(0, 16);
    this.#lines.push(`${file.split('/').at(-1)}:${line} › ${test.title}`, ...why.map(words => `    ${words}`));
  }

  onEnd() {
    if (process.env.E2E_FAILURES) writeFileSync(process.env.E2E_FAILURES, this.#lines.join('\n'));
  }
}
