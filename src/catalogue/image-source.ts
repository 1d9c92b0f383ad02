/** Where the image of a VM is to come from, as the user said it. Hostile in part; a URL may hold a password (law L12). */
export type ImageSource =
  | {readonly kind: 'name'; readonly name: string}
  | {readonly kind: 'url'; readonly url: string}
  | {readonly kind: 'path'; readonly path: string}
