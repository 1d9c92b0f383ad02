import {expect, test} from 'vitest'
import {secretValues} from '../../src/entry/environment.ts'

test('what an artifact must not show: values of variables with the name of a secret, and the password that was given', () => {
  const env = {
    MY_TOKEN: 'first-secret',
    DEPLOY_KEY: 'line one\nline two',
    INPUT_PASSWORD: 'open "sesame"',
    'INPUT_SSH-KEY': '/home/me/key',
    SHORT_TOKEN: 'abc',
    PATH: '/usr/bin:/bin',
  }
  const plain = ['first-secret', 'line one\nline two', 'line one', 'line two', 'open "sesame"']
  const asInJson = ['line one\\nline two', 'open \\"sesame\\"']
  expect(new Set(secretValues(env))).toEqual(new Set([...plain, ...asInJson]))
})
