import { audit } from './audit'
import { incomparable, keptPictures, pictures } from './references'
import { expect, test } from './window'

/** What a picture can’t show of a page is asked of it at the same time. */
for (const { file, scene } of pictures) {
  test(file, async ({ stand }, info) => {
    await stand.show(scene)
    await scene.after?.(stand.page)
    await stand.settled()
    // In colours of its own a desktop answers for their contrast.
    expect(await audit(stand.page, { colours: !scene.forcedColors })).toEqual([])
    const why = info.config.updateSnapshots === 'none' ? incomparable() : null
    // Where a machine does the testing, nothing may be passed over in silence.
    if (why !== null && process.env['CI']) throw new Error(why)
    test.skip(why !== null, why ?? '')
    await expect(stand.page).toHaveScreenshot(file)
  })
}

test('no picture is kept of a scene that isn’t there any more', () => {
  expect(keptPictures().filter((file) => !pictures.some((picture) => picture.file === file))).toEqual([])
})
