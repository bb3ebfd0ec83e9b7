/**
 * Puts a text on the clipboard and tells whether it got there. By a copy command of our own making: the window is granted no
 * permission at all, and the clipboard's own interface would need one.
 */
export function copyText(text: string): boolean {
  let taken = false
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    taken = true
  }
  document.addEventListener('copy', give, { once: true })
  const done = document.execCommand('copy')
  document.removeEventListener('copy', give)
  return done && taken
}
