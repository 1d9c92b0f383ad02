import {QemuVmError} from '../errors.ts'

/** Whether the answers of caches on the way will do. */
export type Look = 'first' | 'fresh'

/** As a request header, makes every cache on the way ask the publisher (RFC 9111, section 5.2.1.4). */
export const freshHeaders = {'cache-control': 'no-cache', pragma: 'no-cache'} as const

/**
 * Resolves an image and obtains it; where image and sums disagree, both are looked up once more, past all caches. They
 * do when the publisher has replaced them between our two requests, or a mirror has replaced one of them only.
 * @param resolve sends freshHeaders when the look is `fresh`.
 * @throws what either throws, `digest-mismatch` from the second look only.
 */
export async function withSecondLook<Image, Obtained>(
  resolve: (look: Look) => Promise<Image>,
  obtain: (image: Image) => Promise<Obtained>,
): Promise<Obtained> {
  const image = await resolve('first')
  try {
    return await obtain(image)
  } catch (error) {
    if (!disagrees(error)) throw error
  }
  return await obtain(await resolve('fresh'))
}

const disagrees = (error: unknown): boolean => error instanceof QemuVmError && error.code === 'digest-mismatch'
