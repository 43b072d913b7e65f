// Addresses of programs on the machine: vscode:, cursor:, jetbrains:.

/**
 * Keeps addresses of programs from leaving the page, and remembers them. They are in no document, so what is asked is
 * the link that is clicked.
 */
export async function catchPrograms(page) {
  await page.evaluate(() => {
    window.programs = [];
    const { click } = HTMLElement.prototype;
    HTMLElement.prototype.click = function () {
      if (this.localName === 'a' && !/^(https?|data):/.test(this.href)) window.programs.push(this.href);
      else click.call(this);
    };
  });
  return () => page.evaluate(() => window.programs);
}
