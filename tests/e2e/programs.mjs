// Links to programs on the machine: vscode:, cursor:, jetbrains:.

/** Keeps links to programs from leaving the page, and remembers where they lead. */
export async function catchPrograms(page) {
  await page.evaluate(() => {
    window.programs = [];
    document.addEventListener('click', event => {
      const link = event.composedPath().find(e => e.localName === 'a');
      if (link && !/^(https?|data):/.test(link.href)) {
        event.preventDefault();
        window.programs.push(link.href);
      }
    }, true);
  });
  return () => page.evaluate(() => window.programs);
}
