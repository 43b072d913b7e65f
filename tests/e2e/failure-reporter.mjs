// A Playwright reporter that writes failed tests, with the first lines of their errors, to a file for the summary.
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

export default class Failures {
  #lines = [];

  onTestEnd(test, result) {
    if (result.status === 'passed' || result.status === 'skipped') return;
    const { file, line } = test.location;
    // A timeout alone explains nothing: the next error names the pending step.
    const messages = result.errors.map(error =>
      [error.message, error.location && `at line ${error.location.line}`].filter(Boolean),
    );
    const message = stripVTControlCharacters(messages.flat().join('\n') || result.status)
      .split('\n')
      .filter(Boolean)
      .slice(0, 16);
    this.#lines.push(`${file.split('/').at(-1)}:${line} › ${test.title}`, ...message.map(line => `    ${line}`));
  }

  onEnd() {
    if (process.env.E2E_FAILURES) writeFileSync(process.env.E2E_FAILURES, this.#lines.join('\n'));
  }
}
