// Everything that comes from a run reaches the page as text, never as markup.
const byId = id => document.getElementById(id);

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

const fill = (node, ...children) => node.replaceChildren(...children.filter(child => child !== null && child !== undefined));

const readData = id => JSON.parse(byId(id).textContent);

/** A figure as it is shown, with the exact value for programs that read the page. */
const figure = (value, text) => value === null || value === undefined ? '–' : el('data', { value: String(value) }, text);
