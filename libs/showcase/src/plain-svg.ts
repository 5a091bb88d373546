/** The media type of a drawing. */
export const svgType = 'image/svg+xml';

const elements = new Set(
  `svg g defs title desc path rect circle ellipse line polyline polygon linearGradient radialGradient stop clipPath`.split(
    ' ',
  ),
);

const attributes = new Set(
  `xmlns version viewBox preserveAspectRatio width height id x y x1 y1 x2 y2 cx cy r rx ry fx fy d points transform offset
   gradientUnits gradientTransform spreadMethod clipPathUnits clip-path clip-rule fill fill-rule fill-opacity stroke stroke-width
   stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset stroke-opacity stop-color stop-opacity opacity
   role aria-label aria-labelledby aria-hidden lang`.split(/\s+/),
);

const prolog =
  /^\uFEFF?(?:<\?xml version="1\.0"(?: encoding="(?:utf-8|UTF-8)")?(?: standalone="(?:yes|no)")?\s*\?>)?\s*/;
const tag = /<(\/?)([A-Za-z]+)((?:\s+[A-Za-z][A-Za-z0-9-]*="[^"<>]*")*)\s*(\/?)>/y;
const attribute = /([A-Za-z][A-Za-z0-9-]*)="([^"]*)"/g;
/** Characters only: the five entities of XML and numbers of characters. A drawing shows no text, so there is nothing more to it. */
const words = /[^<&]*(?:&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});[^<&]*)*/iy;
const comment = /<!--(?:[^-]|-(?!-))*-->/y;
const reference = /^url\(#[A-Za-z][\w-]*\)$/;
/** Numbers, names, colours, paths: no word of it can lead anywhere or run. */
const plainValue = /^[\w\s#%.,+()-]*$/;
const leads = /url\s*\(|:|\\|\/\//i;

/**
 * Whether the bytes are a drawing that can do nothing but be looked at: shapes, gradients and clips of SVG 1.1, attributes that are
 * listed here, references to itself alone. No script, style, event, link, picture, font, entity, processing instruction or doctype.
 * What is not on the lists is refused, so that whatever browsers learn later is refused as well.
 */
export function isSafeSvg(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  if (text.includes('\uFFFD') || text.includes('\0')) return false;
  let at = prolog.exec(text)![0].length;
  const open: string[] = [];
  let roots = 0;
  while (at < text.length) {
    at = passed(words, text, at);
    if (at === text.length) break;
    const afterComment = passed(comment, text, at);
    if (afterComment > at) {
      at = afterComment;
      continue;
    }
    tag.lastIndex = at;
    const found = tag.exec(text);
    if (!found) return false;
    const [whole, closing, name = '', given = '', empty] = found;
    at += whole.length;
    if (closing) {
      if (given || empty || open.pop() !== name) return false;
      continue;
    }
    if (open.length === 0 && (name !== 'svg' || (roots += 1) > 1)) return false;
    if (!elements.has(name) || open.length > 50 || !areSafe(given)) return false;
    if (!empty) open.push(name);
  }

  return roots === 1 && open.length === 0;
}

/** Where the pattern that begins at `at` ends; `at` itself where it does not begin there. */
function passed(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;

  return at + (pattern.exec(text)?.[0].length ?? 0);
}

function areSafe(given: string): boolean {
  const seen = new Set<string>();
  for (const [, name = '', value = ''] of given.matchAll(attribute)) {
    if (!attributes.has(name) || seen.has(name)) return false;
    seen.add(name);
    if (name === 'xmlns') {
      if (value !== 'http://www.w3.org/2000/svg') return false;
    } else if (name === 'aria-label') {
      if (/[&\\]/.test(value)) return false;
    } else if (!reference.test(value) && (!plainValue.test(value) || leads.test(value))) return false;
  }

  return true;
}
