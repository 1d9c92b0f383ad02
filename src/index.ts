/** The phases of the action and the programs beside it; each is loaded only when it runs. */
export type Phase = 'pre' | 'main' | 'post' | 'keeper' | 'guest'

/** Runs one phase to its end. The two-line entries in dist/ are all that calls this. */
export async function run(phase: Phase): Promise<void> {
  switch (phase) {
    case 'pre': {
      const {pre} = await import('./entry/pre.ts')
      await pre()
      return
    }
    case 'main': {
      const {main} = await import('./entry/main.ts')
      await main()
      return
    }
    case 'post': {
      const {post} = await import('./entry/post.ts')
      await post()
      return
    }
    case 'keeper': {
      const {keeper} = await import('./entry/keeper.ts')
      await keeper()
      return
    }
    case 'guest': {
      const {guest} = await import('./entry/guest.ts')
      await guest()
      return
    }
  }
}
