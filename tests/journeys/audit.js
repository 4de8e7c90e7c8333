// What a reader with weak sight, a screen reader or a narrow screen would stumble over on this page. Returns sentences; none is well.
() => {
  const found = []
  const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const name = (e) => `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''}${e.className && e.className.baseVal === undefined ? '.' + [...e.classList].join('.') : ''}`
  const say = (what, e) => found.push(`${what}: ${name(e)} "${(e.textContent || e.name || '').trim().slice(0, 40)}"`)

  if (!document.documentElement.lang) found.push('no language')
  if (!document.title.trim()) found.push('no title')
  if (document.querySelectorAll('h1').length !== 1) found.push(`${document.querySelectorAll('h1').length} first headings`)
  if (document.querySelectorAll('main').length !== 1) found.push('not one main part')
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push(`scrolls sideways: ${document.documentElement.scrollWidth} > ${innerWidth}`)
  if (document.querySelector('[style]')) say('inline style', document.querySelector('[style]'))

  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id)
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) found.push(`the id ${id} stands twice`)

  const named = (e) =>
    (e.getAttribute('aria-label') || '').trim() ||
    (e.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id)?.textContent || '').join('').trim() ||
    (e.labels && [...e.labels].map((l) => l.textContent).join('').trim()) ||
    e.textContent.trim() || e.title || e.value
  for (const e of document.querySelectorAll('a[href], button, [role=button], summary')) if (shown(e) && !named(e)) say('nothing says what it does', e)
  for (const e of document.querySelectorAll('input:not([type=hidden]):not([type=submit]), select, textarea')) {
    const label = e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.title || (e.labels && [...e.labels].map((l) => l.textContent).join('').trim())
    if (shown(e) && !label) say('no label', e)
  }
  for (const e of document.querySelectorAll('img:not([alt])')) say('no text for a picture', e)
  for (const e of document.querySelectorAll('svg')) if (shown(e) && e.getAttribute('aria-hidden') !== 'true' && !e.getAttribute('aria-label') && !e.querySelector('title') && !e.getAttribute('aria-labelledby')) say('a drawing that is neither hidden nor named', e)
  for (const e of document.querySelectorAll('[aria-labelledby], [aria-describedby], [aria-controls]'))
    for (const a of ['aria-labelledby', 'aria-describedby'])
      for (const id of (e.getAttribute(a) || '').split(' ').filter(Boolean)) if (shown(e) && !document.getElementById(id)) say(`${a} names ${id}, which is not there`, e)
  for (const e of document.querySelectorAll('table')) if (shown(e) && !e.querySelector('th')) say('a table without heads', e)
  for (const e of document.querySelectorAll('[tabindex]')) if (e.tabIndex > 0) say('breaks the order of the keyboard', e)

  let last = 0
  for (const e of document.querySelectorAll('h1, h2, h3, h4')) {
    if (!shown(e)) continue
    const level = +e.tagName[1]
    if (last && level > last + 1) say(`a heading of level ${level} follows one of level ${last}`, e)
    last = level
  }

  // Contrast of text with what lies behind it (WCAG 2.2, 1.4.3): 4.5, large text 3.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgba = (text) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = text
    canvas.fillRect(0, 0, 1, 1)
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
    return [r, g, b, a / 255]
  }
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a)]
  const behind = (e) => {
    const layers = []
    for (; e; e = e.parentElement) {
      const style = getComputedStyle(e)
      if (style.backgroundImage !== 'none') return null
      const colour = rgba(style.backgroundColor)
      if (colour[3] > 0) layers.push(colour)
      if (colour[3] === 1) break
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255])
  }
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const seen = new Set()
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement
    if (!node.data.trim() || !shown(e) || e.closest('[disabled], [aria-disabled=true], svg, noscript, option') || seen.has(e)) continue
    seen.add(e)
    const box = e.getBoundingClientRect()
    if (box.width < 2 || box.height < 2) continue
    const style = getComputedStyle(e)
    const back = behind(e)
    if (!back) continue
    const [a, b] = [light(over(rgba(style.color), back)), light(back)].sort((x, y) => y - x)
    const ratio = (a + 0.05) / (b + 0.05)
    const size = parseFloat(style.fontSize)
    const large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 600)
    if (ratio < (large ? 3 : 4.5)) say(`contrast ${ratio.toFixed(2)}`, e)
    if (size < 12) say(`text of ${size} px`, e)
  }
  return [...new Set(found)]
}
