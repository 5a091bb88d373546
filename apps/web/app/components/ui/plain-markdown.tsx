import type { ReactNode } from 'react';

/** The little Markdown that a house policy needs: headings, lists, paragraphs, bold. Never HTML. */
export function PlainMarkdown({ text }: { text: string }) {
  // A heading ends with its line, whether or not an empty line follows.
  const blocks = text.replaceAll(/^(#{1,4} .*)$/gm, '$1\n').split(/\n{2,}/);

  return blocks.map((block, place) => <Block key={place} text={block.trim()} />);
}

function Block({ text }: { text: string }) {
  const heading = /^(#{1,4})\s+(.*)$/.exec(text);
  if (heading) return heading[1]!.length === 1 ? null : <h3>{inline(heading[2]!)}</h3>;
  const lines = text.split('\n');
  const numbered = lines.every((line) => /^(\d+\.|\s{2,})\s*/.test(line)) && /^\d+\./.test(text);
  const listed = lines.every((line) => /^([-*]|\s{2,})\s*/.test(line)) && /^[-*] /.test(text);
  if (!numbered && !listed) return <p>{inline(text)}</p>;
  const items = text.split(/\n(?=\d+\.|[-*] )/).map((item) => item.replace(/^(\d+\.|[-*])\s+/, ''));
  const List = numbered ? 'ol' : 'ul';

  return (
    <List>
      {items.map((item) => (
        <li key={item}>{inline(item)}</li>
      ))}
    </List>
  );
}

function inline(text: string): ReactNode[] {
  return text
    .split(/(\*\*[^*]+\*\*)/)
    .map((part) => (part.startsWith('**') ? <strong key={part}>{part.slice(2, -2)}</strong> : part));
}
