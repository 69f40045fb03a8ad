import { fatal, shown } from './kind.ts';

const WHY = 'SOP pages come in by pull request and are built on trusted machines: they are data, never code.';

/** The data-not-code rule (formats.md section 1). */
export const SAFETY = {
  'mdx-esm': fatal<{ statement: string }>({
    what: 'A page imports or exports.',
    why: WHY,
    fix: 'Delete the statement; if it is prose, do not begin a line with `import` or `export`.',
    text: ({ statement }) => `Unexpected ${statement} statement, expected a page without code`,
  }),
  'mdx-expression': fatal<{ code: string }>({
    what: 'A page holds an {expression}, in its text or in an attribute.',
    why: WHY,
    fix: 'Write the value itself; a literal brace is `\\{`.',
    text: ({ code }) => `Unexpected expression {${code}}, expected plain text`,
  }),
  'mdx-spread': fatal<void>({
    what: 'An element has spread attributes.',
    why: WHY,
    fix: 'Write every attribute out as a quoted string.',
    text: () => 'Unexpected spread attribute, expected quoted strings',
  }),
  'unknown-component': fatal<{ name: string; allowed: readonly string[] }>({
    what: 'A page uses a component or an HTML element outside the documented set.',
    why: WHY,
    fix: 'Use Markdown instead; a literal `<` is `&lt;`.',
    text: ({ name, allowed }) => `Unexpected element <${name}>, expected one of ${allowed.join(', ')}`,
  }),
  'active-html': fatal<{ name: string }>({
    what: 'A page holds HTML that can act: script, style, iframe, form and the like.',
    why: WHY,
    fix: 'Use Markdown instead; to show the element as text, put it in a code span.',
    text: ({ name }) => `Unexpected active HTML ${name}, expected Markdown`,
  }),
  'event-handler': fatal<{ attribute: string }>({
    what: 'An element has an event handler.',
    why: WHY,
    fix: 'Delete the attribute.',
    text: ({ attribute }) => `Unexpected event handler \`${attribute}\`, expected no attribute that acts`,
  }),
  'style-attribute': fatal<void>({
    what: 'An element has a style attribute.',
    why: `${WHY} Styles can cover a page with a false one.`,
    fix: 'Delete the attribute.',
    text: () => 'Unexpected `style` attribute, expected none',
  }),
  'html-attribute': fatal<{ element: string; attribute: string }>({
    what: 'A harmless HTML element has an attribute outside the documented set.',
    why: WHY,
    fix: 'Delete the attribute.',
    text: ({ element, attribute }) =>
      `Unexpected attribute \`${attribute}\` of <${element}>, expected only documented ones`,
  }),
  'unsafe-url': fatal<{ url: string; reason: string }>({
    what: 'A link, image or definition has an address that is not http, https, mailto or relative.',
    why: `${WHY} Such an address can run code in the reader's browser or lead out of the site unseen.`,
    fix: 'Use an https address or a path relative to the page.',
    text: ({ url, reason }) =>
      `Unexpected ${reason} in the address ${shown(url)}, expected http, https, mailto or a relative path`,
  }),
  'markup-in-text': fatal<{ field: string; found: string }>({
    what: 'A plain text field of the front matter, or an attribute, holds markup or an {expression}.',
    why: WHY,
    fix: 'Write plain words; "under 500" instead of "<500".',
    text: ({ field, found }) => `Unexpected markup ${shown(found)} in \`${field}\`, expected plain text`,
  }),
  'attribute-not-string': fatal<{ attribute: string }>({
    what: 'An attribute has no value.',
    why: 'Every attribute is a plain string; one without a value is true to some readers and empty to others.',
    fix: 'Write it as `name="value"`.',
    text: ({ attribute }) =>
      `Unexpected attribute \`${attribute}\` without a value, expected a quoted string`,
  }),
  'attribute-repeated': fatal<{ attribute: string }>({
    what: 'An element has the same attribute twice.',
    why: 'A reviewer could read the one and the build the other.',
    fix: 'Delete one of them.',
    text: ({ attribute }) => `Unexpected second \`${attribute}\`, expected each attribute once`,
  }),
};
