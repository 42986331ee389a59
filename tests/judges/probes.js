// What stands in a page that is 320 pixels wide and was just entered by the Tab key, and harms its readers.
() => {
  const troubles = [];
  const told = (element) => `<${element.localName}> ${element.textContent.trim().slice(0, 40)}`;

  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) troubles.push(`reflow: ${width} pixels wide, of which ${innerWidth} are seen`);

  const looks = (element) => {
    const style = getComputedStyle(element);
    return ["outline", "boxShadow", "border", "background", "textDecoration", "color"].map((key) => style[key]).join();
  };
  const controls = "a[href], button, input, select, textarea, summary, [tabindex]";
  for (const element of document.querySelectorAll(controls)) {
    element.blur();
    const before = looks(element);
    element.focus();
    const { left, right, top, bottom } = element.getBoundingClientRect();
    if (document.activeElement !== element) continue;
    if (looks(element) === before) troubles.push(`focus: not to be seen on ${told(element)}`);
    if (right <= 0 || left >= innerWidth || bottom <= 0 || top >= innerHeight) {
      troubles.push(`focus: outside the window on ${told(element)}`);
    }
  }

  for (const element of document.querySelectorAll("main *")) {
    const isCut = element.scrollHeight > element.clientHeight + 1 && element.clientWidth > 1;
    if (isCut && getComputedStyle(element).overflowY !== "visible") troubles.push(`cut off: ${told(element)}`);
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (parentElement.closest("script, style")) continue;
    const letters = data.match(/\p{L}/gu) ?? [];
    const foreign = letters.filter((one) => !/\p{Script=Latin}/u.test(one));
    const isForeign = foreign.length > letters.length / 2;
    const isNamed = parentElement.closest("bdi:not([lang])"); // the name of somebody or of a place, in no language
    if (isForeign && !isNamed && /^(nl|en)/.test(parentElement.closest("[lang]")?.lang)) {
      troubles.push(`language: not said of ${told(parentElement)}`);
    }
    const isFromRight = /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(data);
    if (isFromRight && !parentElement.closest("bdi, [dir]")) {
      troubles.push(`direction: not said of ${told(parentElement)}`);
    }
  }
  return troubles;
}
