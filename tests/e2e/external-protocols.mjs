// URLs of desktop programs: vscode:, cursor:, jetbrains:.

/**
 * Records the URLs of desktop programs and keeps them from leaving the page. Their links are in no document, so the
 * clicks are intercepted.
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
