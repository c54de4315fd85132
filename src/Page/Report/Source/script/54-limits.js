const limitStates = { kept: ['good-text', '✓ kept'], broken: ['bad-text', '✗ not kept'], untested: ['doubt-text', '? not tested'] };

const limitColumns = [
  { name: 'Result', value: limit => limit.state, show: limit => el('span', { class: limitStates[limit.state][0] }, limitStates[limit.state][1]) },
  { name: 'Limit', value: limit => limit.text, text: true, show: limit => el('code', {}, limit.text) },
  { name: 'Measured', value: limit => limit.finding, text: true }];

function showLimits() {
  const { limits, limitProblem, limitOption } = findings;
  fill(byId('limit-line'), ...limitProblem ? [el('span', { class: 'doubt-text' }, '? not tested '), limitProblem]
    : limits.length ? [] : ['None were given. Give them with ', el('code', {}, limitOption), ' to have this page say good or bad.']);
  showTable(document.querySelector('[data-table="limits"]'), 'Limits', limitColumns, limits);
}
