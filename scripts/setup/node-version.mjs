// Kept in plain old syntax: an outdated Node must get as far as the sentence below.

/**
 * @param {string} version e.g. "20.20.2"
 * @returns {boolean} whether this project can be set up and run by it
 */
export function isNewEnough(version) {
  return Number(version.split('.')[0]) >= 20
}

/** Says so and sets the exit code when the running Node is too old. */
export function nodeIsNewEnough() {
  if (isNewEnough(process.versions.node)) return true
  process.stderr.write(
    'EchoPilot Console needs Node 20 or newer, and this is Node ' +
      process.versions.node +
      ': install a current one (https://nodejs.org, or your version manager) and run the command again.\n',
  )
  process.exitCode = 1
  return false
}
