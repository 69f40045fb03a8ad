import { error, fatal, info, shown, warning } from './kind.ts';

/** What keeps a file from being parsed, in words for whoever wrote it. */
export interface SyntaxParameters {
  readonly found: string;
  readonly expected: string;
  /** What to do, where more can be said than of all such mistakes. */
  readonly hint?: string;
}

/** A file that cannot be read, decoded or parsed. */
export const READING = {
  'unreadable-file': fatal<{ reason: string }>({
    what: 'A content file cannot be opened.',
    why: 'Numbers computed without it would be wrong in a way nobody sees.',
    fix: 'Restore the file or its permissions.',
    text: ({ reason }) => `Unexpected unreadable file (${reason}), expected a file that can be opened`,
  }),
  'missing-file': fatal<{ name: string }>({
    what: 'A file that the content folder cannot do without is missing.',
    why: 'Without case types no rule belongs anywhere.',
    fix: 'Create it with one entry per queue: id, prefix, name, owner, target, autoDecisionThreshold and slaMinutes.',
    text: ({ name }) => `Unexpected missing ${name}, expected it in the content folder`,
  }),
  'unexpected-file': warning<{ expected: string }>({
    what: 'A page stands where no SOP, translation or proposal is read from.',
    why: 'Nobody reads it, though its author believes it published.',
    fix: 'Move or rename it to sops/<case-type>/<slug>.mdx, sops/<case-type>/<slug>.zh-cn.mdx or proposals/<slug>.mdx.',
    text: ({ expected }) => `Unexpected file here, expected ${expected}`,
  }),
  'link-out-of-content': fatal<{ target: string }>({
    what: 'A symbolic link leads out of the content folder.',
    why: 'It would publish a file of the build machine.',
    fix: 'Replace the link by the file itself.',
    text: ({ target }) =>
      `Unexpected symbolic link to ${shown(target)}, expected a file inside the content folder`,
  }),
  'file-too-large': fatal<{ size: number; unit: string; limit: number }>({
    what: 'A page is larger than any page a person writes.',
    why: 'Parsing it could stall the build for everybody.',
    fix: 'Split the SOP; large material belongs in a linked document.',
    text: ({ size, unit, limit }) => `Unexpected ${size} ${unit}, expected at most ${limit}`,
  }),
  'invalid-encoding': fatal<void>({
    what: 'A file is not valid UTF-8.',
    why: 'Its text would be read differently by different programs.',
    fix: 'Save it as UTF-8.',
    text: () => 'Unexpected bytes that are not UTF-8, expected UTF-8 text',
  }),
  'control-character': fatal<{ code: string }>({
    what: 'A file holds a control character or an invisible change of writing direction.',
    why: 'It makes a reviewer see another text than the one that is read.',
    fix: 'Delete the character.',
    text: ({ code }) => `Unexpected control character ${code}, expected visible text`,
  }),
  'nesting-too-deep': fatal<{ limit: number }>({
    what: 'A page is nested deeper than any page a person writes.',
    why: 'Parsing it could stall or crash the build for everybody.',
    fix: 'Flatten the lists, quotes or brackets.',
    text: ({ limit }) =>
      `Unexpected nesting deeper than ${limit} levels, expected a page that people can read`,
  }),
  'block-too-long': fatal<{ unit: string; limit: number }>({
    what: 'A page has a stretch without a blank line that no person writes.',
    why: 'Parsing it could stall the build for everybody.',
    fix: 'Divide it with blank lines, or split the table.',
    text: ({ unit, limit }) =>
      `Unexpected paragraph or table of more than ${limit} ${unit}, expected shorter ones`,
  }),
  'mdx-syntax': fatal<SyntaxParameters>({
    what: 'A page does not parse.',
    why: 'What cannot be parsed cannot be checked, so nothing of it is published or counted.',
    fix: 'Write a literal `<` as `&lt;` and a literal `{` as `\\{`, close every element, and begin no line with `import` or `export`.',
    text: ({ found, expected }) => `Unexpected ${found}, expected ${expected}`,
    hint: ({ hint }) => hint,
  }),
  'yaml-syntax': fatal<SyntaxParameters>({
    what: 'YAML does not parse.',
    why: 'What cannot be parsed cannot be checked, so nothing of it is published or counted.',
    fix: 'Put quotes around values that hold `: `, `#` or `@`.',
    text: ({ found, expected }) => `Unexpected ${found}, expected ${expected}`,
    hint: ({ hint }) => hint,
  }),
  'front-matter-missing': fatal<void>({
    what: 'A page does not begin with front matter between two lines of three hyphens.',
    why: 'Without it the page has no ID, owner or dates.',
    fix: 'Begin the file with `---`, the front matter, and `---` on lines of their own.',
    text: () => 'Unexpected start of the file, expected front matter between two `---` lines',
  }),
  'front-matter-unclosed': fatal<void>({
    what: 'The front matter of a page begins and never ends.',
    why: 'Nobody can tell its fields from the text of the page.',
    fix: 'Write `---`, three hyphens and nothing else, on a line of its own after the last field.',
    text: () => 'Unexpected end of the front matter, expected a line with `---` here',
  }),
  'front-matter-code': fatal<{ language: string }>({
    what: 'Front matter is declared as something other than YAML.',
    why: 'Some tools run such front matter as code.',
    fix: 'Write plain `---` and YAML.',
    text: ({ language }) => `Unexpected front matter in ${shown(language)}, expected YAML`,
  }),
  'front-matter-field': fatal<{ field: string; found: string; expected: string }>({
    what: 'A field of the front matter, or of a settings file, is missing or has a value it cannot have.',
    why: 'Dates, states and owners decide what is in force; a guess would be published as policy.',
    fix: 'Correct the field, or add it.',
    text: ({ field, found, expected }) => `Unexpected ${found} in \`${field}\`, expected ${expected}`,
  }),
  'unknown-field': warning<{ field: string; known: readonly string[] }>({
    what: 'A field that nothing reads.',
    why: 'Most often a misspelt one, whose value is then silently missing.',
    fix: 'Correct its spelling or delete it.',
    text: ({ field, known }) => `Unexpected field \`${field}\`, expected one of ${known.join(', ')}`,
  }),
  'rule-attribute': fatal<{ attribute: string; found: string; expected: string }>({
    what: 'An attribute of a Rule or Covers element is missing or has a value it cannot have.',
    why: 'A rule whose facts cannot be read cannot be in force.',
    fix: 'Correct the attribute, or add it.',
    text: ({ attribute, found, expected }) => `Unexpected ${found} in \`${attribute}\`, expected ${expected}`,
  }),
  'unknown-attribute': error<{ element: string; attribute: string; known: readonly string[] }>({
    what: 'A Rule or Covers element has an attribute that nothing reads.',
    why: 'Most often a misspelt one, whose value is then silently missing.',
    fix: 'Correct its spelling or delete it.',
    text: ({ element, attribute, known }) =>
      `Unexpected attribute \`${attribute}\` of <${element}>, expected ${known.length > 0 ? `one of ${known.join(', ')}` : 'none'}`,
  }),
  'rule-misplaced': fatal<{ element: string; expected: string }>({
    what: 'A Rule stands inside another element, or a Covers outside a Rule.',
    why: 'It would not be seen as the rule, or the wording of the rule, that its author means.',
    fix: 'Move it.',
    text: ({ element, expected }) => `Unexpected <${element}> here, expected it ${expected}`,
  }),
  'covers-content': error<void>({
    what: 'A Covers element has content.',
    why: 'Only its phrase is read; the content is lost.',
    fix: 'Write `<Covers phrase="…" />` and move the content into the rule.',
    text: () => 'Unexpected content of <Covers>, expected only its phrase',
  }),
  'rule-empty': error<{ id: string }>({
    what: 'A rule in force has no text.',
    why: 'Nobody can follow it; only a retired rule stays as an empty tombstone.',
    fix: 'Write the rule, or retire it.',
    text: ({ id }) => `Unexpected empty rule ${id}, expected what to check and decide`,
  }),
  'unfilled-prompt': error<{ found: string }>({
    what: 'An active SOP or a proposal in review holds a prompt that nobody has filled in, such as `TODO:` or `[待填：…]`.',
    why: 'Who is to work by it or to judge it reads a question where a rule should be.',
    fix: 'Write what it asks for, or delete it.',
    text: ({ found }) => `Unexpected prompt ${shown(found)}, expected the words it asks for`,
  }),
  'prompts-left': info<{ count: number }>({
    what: 'A proposal that is a draft holds prompts that nobody has filled in.',
    why: 'It cannot be accepted before.',
    fix: 'Fill them in, then set `status` to `in-review`.',
    text: ({ count }) =>
      `Unexpected ${count} ${count === 1 ? 'prompt' : 'prompts'} in a draft, the first here, expected the words they ask for`,
  }),
};
