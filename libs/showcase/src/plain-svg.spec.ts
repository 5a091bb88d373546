import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isSafeSvg } from './plain-svg.js';

const svg = (inside: string, more = ''): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"${more}>${inside}</svg>`);

describe('a drawing that can only be looked at', () => {
  it.each(readdirSync('demo/pictures').filter((name) => name.endsWith('.svg')))('%s is one', (name) => {
    expect(isSafeSvg(readFileSync(`demo/pictures/${name}`))).toBe(true);
  });

  it.each([
    ['shapes', '<path d="M0 0h9v-1.5e2z" fill="#ff0"/><g transform="rotate(4)"><rect width="50%" height="3" /></g>'],
    [
      'a gradient of its own',
      '<defs><linearGradient id="sky"><stop offset="0"/></linearGradient></defs><rect fill="url(#sky)"/>',
    ],
    ['a title with words', '<title>Café &amp; dermaga &#8211; 2026</title>'],
    ['a comment', '<!-- drawn by hand - twice --><circle r="2"/>'],
  ])('%s', (_, inside) => {
    expect(isSafeSvg(svg(inside))).toBe(true);
  });

  it('may begin as XML does', () => {
    const bytes = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n'),
      svg('<rect/>'),
      Buffer.from('\n'),
    ]);

    expect(isSafeSvg(bytes)).toBe(true);
  });
});

describe('anything else is refused', () => {
  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a script in capitals', '<SCRIPT>alert(1)</SCRIPT>'],
    ['a script under a prefix', '<svg:script>alert(1)</svg:script>'],
    ['an event', '<rect onload="alert(1)"/>'],
    ['an event without quotes', '<rect onload=alert(1)/>'],
    ['an event in single quotes', "<rect onload='alert(1)'/>"],
    ['an event behind a slash', '<rect/onload="alert(1)">'],
    ['a style sheet', '<style>@import url(//evil.example/x.css);</style>'],
    ['a style', '<rect style="fill:url(//evil.example/x)"/>'],
    ['foreign content', '<foreignObject><p>hello</p></foreignObject>'],
    ['a picture from elsewhere', '<image href="https://evil.example/x.png"/>'],
    ['a link', '<a href="javascript:alert(1)"><rect/></a>'],
    ['a use', '<use href="#x"/>'],
    ['an animation', '<animate attributeName="href" to="javascript:alert(1)"/>'],
    ['a fill from elsewhere', '<rect fill="url(https://evil.example/x#a)"/>'],
    ['a fill from beside', '<rect fill="url(x.svg#a)"/>'],
    ['a fill that hides its colon', '<rect fill="url(&#104;ttps&#58;//evil.example)"/>'],
    ['a fill with an escape', '<rect fill="\\75rl(x)"/>'],
    ['another namespace', '<g xmlns="http://www.w3.org/1999/xhtml"><rect/></g>'],
    ['a prefix for links', '<g xmlns:xlink="http://www.w3.org/1999/xlink"/>'],
    ['an entity', '<title>&xxe;</title>'],
    ['raw characters', '<title><![CDATA[<script>]]></title>'],
    ['an instruction', '<?xml-stylesheet href="x.css"?>'],
    ['a comment that ends early', '<!-- a --!><script/> -->'],
    ['an attribute twice', '<rect x="1" x="2"/>'],
    ['something open', '<g><rect/>'],
    ['something closed twice', '<g></g></g>'],
    ['a lone bracket', 'a < b'],
  ])('%s', (_, inside) => {
    expect(isSafeSvg(svg(inside))).toBe(false);
  });

  it.each([
    ['a doctype', '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['two drawings', '<svg/><svg/>'],
    ['a page', '<html><body/></html>'],
    ['words', 'hello'],
    ['nothing', ''],
    ['an event on the drawing itself', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-7"?><svg/>'],
  ])('%s', (_, text) => {
    expect(isSafeSvg(Buffer.from(text))).toBe(false);
  });

  it('bytes that are no UTF-8', () => {
    expect(isSafeSvg(Buffer.from('<svg/>', 'utf16le'))).toBe(false);
    expect(
      isSafeSvg(Buffer.concat([Buffer.from('<svg><title>'), Buffer.from([0xff, 0xfe]), Buffer.from('</title></svg>')])),
    ).toBe(false);
  });

  it('is told in time that grows with its length alone', () => {
    const bytes = svg(`<path d="${'M0 0'.repeat(100_000)}" ${' '.repeat(100_000)}`);

    expect(isSafeSvg(bytes)).toBe(false);
  });
});
