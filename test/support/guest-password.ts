/** What root's password in the test guest may be. */
export const guestPassword = 'open sesame, ü'

/** The word of the kernel by which the guest has it, and knows no key: openssl passwd -6 -salt qemuvm. */
export const passwordWord =
  'guest.password=$6$qemuvm$MjxeTTV/wnIBYdITqV.Rg47cNelfpgqXT3E.1eWAAStN/XcPOIesxcbbo1U8DsPcTbCYrPJHyKnZyNkY3WdJp.'
