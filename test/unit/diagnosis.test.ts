import {readFileSync} from 'node:fs'
import {describe, expect, it, test} from 'vitest'
import {noClues, type Clues} from '../../src/diagnosis/clues.ts'
import {causes, diagnose} from '../../src/diagnosis/diagnose.ts'
import {diagnosisPage} from '../../tools/diagnosis.ts'
import {consoleText} from '../support/console-texts.ts'
import {examples, plain, printed, said, told} from '../support/diagnosis-examples.ts'

const names = (clues: Clues): readonly string[] => diagnose(clues).map(({name}) => name)

describe('each cause', () => {
  it('has examples', () => {
    expect(Object.keys(examples).toSorted()).toEqual(Object.keys(causes).toSorted())
  })

  const rows = Object.entries(examples).flatMap(([name, all]) =>
    all.map((clues, index) => [name, index, clues] as const),
  )
  test.each(rows)('%s is seen, and first (%i)', (name, _, clues) => {
    const [cause] = diagnose(clues)
    expect(cause).toMatchObject({name, title: causes[name]?.title, remedy: causes[name]?.remedy})
    expect(cause?.evidence.line).not.toBe('')
  })

  test.each(Object.entries(causes))(
    '%s says what happened, and what to do, in sentences',
    (_, {what, title, remedy}) => {
      expect(`The console says that ${what}.`).toMatch(/^[^.]{20,150}\.$/)
      expect(remedy).toMatch(/\.$/)
      expect(title.length).toBeLessThan(60)
      expect(title).not.toMatch(/[.:]$/)
    },
  )
})

test('docs/diagnosis.md has them all, as node tools/diagnosis.ts writes it', async () => {
  expect(readFileSync(new URL('../../docs/diagnosis.md', import.meta.url), 'utf8')).toBe(await diagnosisPage())
})

describe('the problem matchers', () => {
  const {problemMatcher} = JSON.parse(
    readFileSync(new URL('../../src/entry/kernel-matcher.json', import.meta.url), 'utf8'),
  ) as {
    readonly problemMatcher: readonly {
      readonly severity: string
      readonly pattern: readonly [{readonly regexp: string}]
    }[]
  }
  const matched = (name: string): readonly string[] =>
    plain(consoleText(name)).flatMap((line) =>
      problemMatcher.filter(({pattern: [{regexp}]}) => new RegExp(regexp).test(line)).map(({severity}) => severity),
    )
  test.each([
    ['kernel-panic', 'error'],
    ['oops', 'error'],
    ['soft-lockup', 'error'],
    ['hung-task', 'error'],
    ['guest-oom', 'error'],
  ])('see what a kernel complains of: %s', (name, severity) => {
    expect(matched(name)).toContain(severity)
  })
  test.each(['healthy-micro', 'healthy-debian', 'failed-units'])('see nothing else: %s', (name) => {
    expect(matched(name)).toEqual([])
  })
})

describe('of several causes the deepest is the cause', () => {
  test.each<readonly [string, Clues, readonly string[]]>([
    ['a panic for want of a root file system', printed('root-not-found'), ['root-not-found', 'kernel-panic']],
    ['a panic after an oops', printed('oops'), ['oops', 'kernel-panic']],
    ['an init that exits, with the panic', printed('no-init'), ['no-init', 'kernel-panic']],
    [
      'a panic that QMP tells of too, and the reset after it',
      printed('kernel-panic', {events: [{event: 'SHUTDOWN', data: {guest: true, reason: 'guest-reset'}}]}),
      ['kernel-panic'],
    ],
    [
      'a full disk of the host, and what the guest makes of it',
      printed('guest-io-error', {diskFree: 0}),
      ['host-disk-full', 'guest-io-error'],
    ],
    [
      'the OOM killer of the host, though a guest says something else',
      printed('kernel-panic', {exit: {signal: 'SIGKILL', killer: 'the OOM killer'}}),
      ['host-oom', 'qemu-killed', 'kernel-panic'],
    ],
    [
      'a refused key, though services failed',
      {...printed('failed-units'), ssh: ['Permission denied (publickey).']},
      ['key-refused', 'failed-units'],
    ],
  ])('%s', (_, clues, expected) => {
    expect(names(clues)).toEqual(expected)
  })
})

describe('nothing is seen where nothing is', () => {
  test.each(['healthy-micro', 'healthy-debian'])('on the console of %s', (name) => {
    expect(names(printed(name, {firmware: plain(consoleText(name))}))).toEqual([])
  })

  it('in a QEMU that ended when we told it to, or in a guest that was used before it restarted', () => {
    expect(names(said('terminating on signal 15 from pid 4711 (node)'))).toEqual([])
    expect(names({...told('SHUTDOWN', {guest: true, reason: 'guest-reset'}), wasReady: true})).toEqual([])
    expect(names(noClues)).toEqual([])
  })
})

describe('what a guest prints', () => {
  it('is its word only: the console says it', () => {
    const [cause] = diagnose({...noClues, console: ['Kernel panic - not syncing: so there']})
    expect(cause?.sentence).toBe("The console says that the guest's kernel panicked.")
    const [seen] = diagnose(told('GUEST_PANICKED'))
    expect(seen?.sentence).toBe("The guest's kernel panicked.")
  })

  it('comes after what the host knows, whatever it looks like, and five of it are enough', () => {
    const all = Object.keys(examples).flatMap((name) => examples[name]?.flatMap((one) => one.console) ?? [])
    expect(names({...noClues, console: all, exit: {signal: 'SIGSEGV'}})).toHaveLength(5)
    expect(names({...noClues, console: all, exit: {signal: 'SIGSEGV'}})[0]).toBe('qemu-crashed')
  })

  it('is shown around the line that matters', () => {
    const lines = Array.from({length: 100}, (_, index) => `line ${index}`)
    const [cause] = diagnose({
      ...noClues,
      console: [...lines.slice(0, 50), '  Kernel panic - not syncing: x', ...lines.slice(50)],
    })
    expect(cause?.evidence.line).toBe('Kernel panic - not syncing: x')
    expect(cause?.evidence.where).toBe("the guest's console")
    expect(cause?.evidence.around.slice(4, 7)).toEqual(['line 49', '  Kernel panic - not syncing: x', 'line 50'])
    expect(cause?.evidence.around).toHaveLength(21)
  })

  it('cannot make the search take long', () => {
    const nasty = [
      'dracut',
      'INFO: task ',
      'Failed to start ',
      'cloud-init[1]: ',
      'mounting ',
      'XFS (',
      ' '.repeat(500),
      'a'.repeat(500),
    ]
    const console = Array.from({length: 20_000}, (_, index) =>
      (nasty[index % nasty.length] ?? '').repeat(40).slice(0, 500),
    )
    const began = performance.now()
    diagnose({...noClues, console, qemu: console, ssh: console, firmware: console})
    expect(performance.now() - began).toBeLessThan(8_000)
  })
})
