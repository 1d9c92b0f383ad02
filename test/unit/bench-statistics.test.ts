import {expect, test} from 'vitest'
import {compare, median} from '../../bench/statistics.ts'

test('the median is the middle value, or the mean of the two in the middle', () => {
  expect(median([3])).toBe(3)
  expect(median([5, 1, 3])).toBe(3)
  expect(median([10, 1, 2, 4])).toBe(3)
  expect(() => median([])).toThrow(RangeError)
})

test('ratios are taken within each pair, so that a slow minute of the machine cancels out', () => {
  const pairs = [
    {product: 110, baseline: 100},
    {product: 1200, baseline: 1000},
    {product: 90, baseline: 100},
  ]
  expect(compare(pairs)).toEqual({pairs: 3, product: 110, baseline: 100, ratio: 1.1, lowest: 0.9, highest: 1.2})
})
