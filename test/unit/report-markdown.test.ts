import fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import {inlineCode, markdownText} from '../../src/report/guest-text.ts'
import {details, fence, markdownOf, markup, table} from '../../src/report/markdown.ts'

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '`',
        '|',
        '\\',
        '\n',
        '\r',
        '<',
        '>',
        '</code>',
        '*',
        '_',
        '~',
        '$',
        '[',
        '](',
        '@a',
        '#1',
        '&',
        ' ',
      ),
      fc.constantFrom(
        'http://a.b',
        'www.a.b',
        'a@b.c',
        'mailto:a@b.c',
        ':tada:',
        '- ',
        '1. ',
        '# ',
        '> ',
        '\u2028',
        '\u0085',
      ),
      fc.string({unit: 'binary', maxLength: 3}),
    ),
    {maxLength: 10},
  )
  .map((parts) => parts.join(''))

describe('values in Markdown', () => {
  test.each<readonly [string, string]>([
    ['/tmp/qemu-vm-0123abcd/console.log', '`/tmp/qemu-vm-0123abcd/console.log`'],
    ['a|b', '<code>a&#124;b</code>'],
    ['`$x`', '<code>&#96;&#36;x&#96;</code>'],
    ['a\n</code><b>', '<code>a &lt;/code&gt;&lt;b&gt;</code>'],
    ['', '(empty)'],
  ])('inlineCode(%j)', (text, expected) => {
    expect(inlineCode(text)).toBe(expected)
  })

  test.each<readonly [string, string]>([
    ['QEMU ended (exit status 1), see guest_name.', 'QEMU ended (exit status 1), see guest_name.'],
    ['a|b\n# c', 'a&#124;b &#35; c'],
    ['[x](https://x) **b** _i_ ~s~', '&#91;x&#93;(https:\u200b//x) &#42;&#42;b&#42;&#42; &#95;i&#95; &#126;s&#126;'],
    ['@octocat #1 :tada: www.x.y a@', '@\u200boctocat &#35;\u200b1 :\u200btada: www\u200b.x.y a@\u200b'],
    ['- 1', '&#45; 1'],
    ['1. x', '1&#46; x'],
    ['<img src=x> &amp; \\', '&lt;img src=x&gt; &amp;amp; &#92;'],
  ])('markdownText(%j)', (text, expected) => {
    expect(markdownText(text)).toBe(expected)
  })

  it('stay on one line, in one cell, without HTML or code of their own', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(markdownText(text)).not.toMatch(/[\r\n|<>`*[\]\\~$]/)
        expect(inlineCode(text).replace(/^(?:`[^`]*`|<code>(.*)<\/code>)$/, '$1')).not.toMatch(/[\r\n|<>`*[\]\\~$]/)
      }),
      {numRuns: 2000},
    )
  })

  it('start no link, mention or reference', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(markdownText(text)).not.toMatch(/@[^\u200b]|:\/\/|www\.|(?<!&)#\d|mailto:[^\u200b]/i)
      }),
      {numRuns: 2000},
    )
  })
})

describe('building blocks', () => {
  it('fence longer than what they hold', () => {
    expect(fence(['a', '````', 'b'])).toBe('`````text\na\n````\nb\n`````')
    expect(fence([])).toBe('```text\n```')
  })

  it('fold with the blank lines that Markdown within HTML needs', () => {
    expect(details(markup`T`, markup`b`)).toBe('<details><summary>T</summary>\n\nb\n\n</details>')
  })

  it('tables say what they left out, and are absent when empty', () => {
    const rows = Array.from({length: 103}, (_, index) => [markdownOf(`row ${index}`), markup`x`])
    const lines = table(['A', 'B'], rows)?.split('\n') ?? []
    expect(lines.slice(0, 3)).toEqual(['| A | B |', '| --- | --- |', '| row 0 | x |'])
    expect(lines.slice(-2)).toEqual(['| row 99 | x |', '| … and 3 more |  |'])
    expect(table(['A'], [])).toBeUndefined()
  })
})
