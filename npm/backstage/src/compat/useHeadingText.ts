import { useEffect, useState } from 'react';

/** Returns the text of a custom heading with this id, if there is one. */
export function useHeadingText(id: string): string | undefined {
  const [text, setText] = useState<string>();
  // After each render, since the heading belongs to the page and may say something else then.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    setText(document.getElementById(id)?.textContent || undefined);
  });
  return text;
}
