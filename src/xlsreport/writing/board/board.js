"use strict";
// Draws what lies in #data. Texts of others become text nodes and nothing else; nothing is computed but order and shares.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.getElementById("board");
  const MOST_ROWS = 100; // more of the map are laid out when they are asked for, so that a filter answers at once
  const SEVERITIES = ["error", "query", "note"];
  const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

  // ── words and elements ──
  const seen = (text) => String(text).replace(UNSEEN, (sign) => `[U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
  const say = (key, values = {}) => data.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const raw = (value) => (Array.isArray(value) ? value[0] : value);
  const number = (value) => { const found = raw(value); return found === null || found === undefined || found === "" || isNaN(found) ? null : Number(found); };
  const shown = (value) => (value === null || value === undefined ? "" : value === "?" ? say("unknown") : seen(Array.isArray(value) ? value[1] : value));

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat().filter((each) => each !== null && each !== undefined && each !== "").map((each) => (each instanceof Node ? each : seen(each))));
    return element;
  }
  const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
  const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
  const link = (to, attributes, ...children) => h("a", { href: `#/${to.map(encodeURIComponent).join("/")}`, ...attributes }, ...children);
  const scroll = (label, table) => h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": seen(label) }, table);
  const heads = (texts, figures = []) => h("thead", {}, h("tr", {}, texts.map((text, n) => h("th", { scope: "col", class: figures.includes(n) ? "figure" : null }, text))));

  // ── what is known, found quickly ──
  const letters = (column) => { let text = ""; while (column) { text = String.fromCharCode(65 + ((column - 1) % 26)) + text; column = Math.floor((column - 1) / 26); } return text; };
  const address = ([sheet, row, column]) => `${data.sheets[sheet].name}!${letters(column)}${row}`;
  const cells = new Map(data.cells.map((cell, n) => [address(cell), n]));
  const department = new Map(data.departments.map((each) => [each.code, each]));
  const ofDepartment = new Map(data.departments.map((each) => [each.code, []]));
  const ofRule = new Map();
  const ofWhole = [], ofNobody = new Map();
  data.findings.forEach((finding) => {
    const list = finding.whole ? ofWhole : ofDepartment.get(finding.of);
    if (list) list.push(finding);
    else if (!finding.of) ofNobody.set(finding.file, [...(ofNobody.get(finding.file) || []), finding]);
    if (!ofRule.has(finding.code)) ofRule.set(finding.code, []);
    ofRule.get(finding.code).push(finding);
  });
  const sheetOf = (finding) => (finding.sheet && !finding.ours ? finding.sheet : "");
  const sheets = [...new Set([...data.sheets.map((each) => each.name), ...data.findings.map(sheetOf)])].filter(Boolean);
  const sheetsAndFile = data.findings.some((each) => !sheetOf(each)) ? [...sheets, ""] : sheets;
  const severityWord = (finding) => (finding.trial ? say("trial") : data.severities[finding.severity]);
  const waitedFor = data.departments.filter((each) => each.waited); // the others come in by the workbook of another
  const count = (standing) => (data.season ? data.season.standings[standing] || 0 : waitedFor.filter((each) => each.standing === standing).length);
  const every = data.season ? data.season.all : waitedFor.length;

  // ── the season ──
  function season() {
    const waited = waitedFor.filter((each) => each.standing === "missing" && !each.excused);
    const late = data.departments.filter((each) => each.late > 0).sort((a, b) => b.late - a.late);
    return [
      h("p", { class: "line" }, data.line),
      data.mark ? h("p", { class: "mark" }, data.mark) : null,
      tiles(),
      data.days.length ? h("section", {}, h("h2", {}, say("days_head")), days()) : h("p", { class: "quiet" }, say("days_none")),
      h("section", {}, h("h2", {}, say("late_head")), waited.length + late.length ? awaited(waited, late) : h("p", {}, say("late_nobody"))),
      h("section", {}, h("h2", {}, say("main_head")), mainFigures()),
      ofWhole.length ? h("section", {}, h("h2", {}, say("whole_head")), findingList(ofWhole)) : null,
      ofNobody.size ? h("section", {}, h("h2", {}, say("strays_head")), [...ofNobody].map(([file, list]) => h("div", {}, h("h3", {}, file), findingList(list)))) : null,
      data.left.length ? h("section", { class: "left" }, h("h2", {}, say("left_head")), h("ul", {}, data.left.map((text) => h("li", {}, text)))) : null,
      h("p", { class: "quiet" }, say("decides_nothing", { file: data.decisions })),
    ];
  }

  function tiles() {
    const all = every;
    const came = all - count("missing");
    const states = ["accepted", "held", "unreadable", "superseded", "missing"].filter((each) => count(each) || each !== "superseded" && each !== "unreadable");
    const tile = (kind, words, found, to) => h("li", { class: `tile ${kind}` }, link(to, {}, h("span", { class: "big" }, found), h("span", {}, words)));
    const parts = states.filter((each) => count(each));
    const bar = svg("svg", { class: "bar", viewBox: "0 0 1000 24", preserveAspectRatio: "none", role: "img", "aria-label": parts.map((each) => `${data.standings[each]} ${count(each)}`).join(" · ") });
    parts.reduce((at, each) => { const width = (count(each) / Math.max(all, 1)) * 1000; bar.append(svg("rect", { class: each, x: at, y: 0, width, height: 24 })); return at + width; }, 0);
    return h("section", { "aria-label": say("season") },
      h("ul", { class: "tiles" }, tile("all", say("expected"), all, ["departments"]), tile("came", say("reported"), `${came}`, ["departments"]),
        states.map((each) => tile(each, data.standings[each], count(each), ["departments", each]))), bar);
  }

  function days() {
    const all = every, width = 640, height = 200, left = 40, low = 160;
    const dues = data.season ? data.season.dues : data.departments.map((each) => each.due).filter(Boolean);
    const time = (day) => Date.parse(`${day}T00:00:00Z`);
    const times = [...data.days.map(([day]) => time(day)), ...new Set(dues.map(time))];
    const first = Math.min(...times), span = Math.max(Math.max(...times) - first, 86400000);
    const x = (day) => left + ((time(day) - first) / span) * (width - left - 60);
    const y = (found) => low - (found / all) * (low - 20);
    const end = data.days[data.days.length - 1];
    const path = data.days.map(([day, found], n) => `${n ? `H${x(day)}V` : `M${x(day)},${low}V`}${y(found)}`).join("");
    const usual = [...new Set(dues)].sort((a, b) => dues.filter((each) => each === b).length - dues.filter((each) => each === a).length)[0];
    const label = say("days_said", { first: data.days[0][0], last: end[0], count: end[1], all });
    const drawn = svg("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
      svg("line", { class: "axis", x1: left, x2: width - 20, y1: low, y2: low }),
      svg("line", { class: "goal", x1: left, x2: width - 20, y1: y(all), y2: y(all) }),
      svg("text", { x: left - 6, y: y(all) + 4, "text-anchor": "end" }, String(all)),
      svg("text", { x: left - 6, y: low + 4, "text-anchor": "end" }, "0"),
      svg("path", { class: "steps", d: path }),
      svg("circle", { class: "dot", cx: x(end[0]), cy: y(end[1]), r: 4 }),
      svg("text", { x: x(end[0]) + 8, y: y(end[1]) + 4 }, String(end[1])),
      svg("text", { x: x(data.days[0][0]), y: low + 18 }, data.days[0][0].slice(5)));
    if (usual) drawn.append(svg("line", { class: "due", x1: x(usual), x2: x(usual), y1: 20, y2: low }), svg("text", { x: x(usual), y: low + 34, "text-anchor": "middle" }, say("due_on", { day: usual.slice(5) })));
    if (data.days.length > 1) drawn.append(svg("text", { x: x(end[0]), y: low + 18, "text-anchor": "end" }, end[0].slice(5)));
    const undated = all - count("missing") - end[1];
    return h("div", {}, drawn, h("p", { class: "quiet" }, label, " ", undated > 0 ? say("days_undated", { count: undated }) : ""));
  }

  function awaited(waited, late) {
    const row = (each, text) => h("tr", {}, h("td", {}, link(["department", each.code], {}, each.name)), h("td", {}, each.words), h("td", { class: "day" }, each.due), h("td", { class: "day" }, each.received.slice(0, 10)), h("td", {}, text), h("td", { class: "figure" }, each.reminded ? String(each.reminded) : ""));
    return scroll(say("late_head"), h("table", {}, heads(data.lists.late_heads, [5]), h("tbody", {},
      waited.map((each) => row(each, "")), late.map((each) => row(each, say("late_days", { count: each.late }))))));
  }

  function mainFigures() {
    const counted = data.season ? data.season.counted : waitedFor.filter((each) => each.counted).length, whole = data.in_total >= counted;
    const change = (series) => {
      const known = series.map(([, value]) => value), now = known[known.length - 1], then = known.length > 1 ? known[known.length - 2] : null;
      const [a, b] = [number(then), number(now)];
      return [shown(now), known.length > 1 ? shown(then) : "", a === null || b === null || !a || !whole ? "" : a === b ? "0" : `${b < a ? "−" : "+"}${Math.abs(((b - a) / Math.abs(a)) * 100).toFixed(1)} %`];
    };
    const several = data.total_before.length > 0;
    const rows = data.years.map((each, n) => {
      const [now, then, percent] = change(each.series);
      return h("tr", {}, h("th", { scope: "row" }, link(["figure", address(data.cells[n])], {}, each.name)), h("td", { class: "figure strong" }, now, each.unit && !now.includes(each.unit) ? h("small", {}, " ", each.unit) : ""), several ? [h("td", { class: "figure" }, then), h("td", { class: "figure" }, percent), h("td", {}, spark(each))] : null);
    });
    return h("div", { class: "main" }, h("p", { class: "quiet" }, say("main_said", { count: data.in_total, all: counted }), " ", whole || !several ? "" : say("main_partial")),
      scroll(say("main_head"), h("table", {}, heads([say("figure"), data.period, ...(several ? [data.period_before, say("change"), say("years")] : [])], [1, 2, 3]), h("tbody", {}, rows))));
  }

  function spark({ name, series }) {
    const known = series.map(([year, value], n) => [n, number(value), year, shown(value)]).filter(([, value]) => value !== null);
    const label = known.map(([, , year, text]) => `${year}: ${text}`).join(", ");
    if (known.length < 2) return h("span", { class: "quiet" }, say("one_year"));
    const most = Math.max(...known.map(([, value]) => value), 0), least = Math.min(...known.map(([, value]) => value), 0);
    const x = (n) => 6 + (n / (series.length - 1)) * 148, y = (value) => 34 - ((value - least) / (most - least || 1)) * 28;
    return svg("svg", { class: "spark", viewBox: "0 0 160 40", role: "img", "aria-label": `${seen(name)}: ${label}` },
      svg("title", {}, label), svg("line", { class: "axis", x1: 6, x2: 154, y1: y(0), y2: y(0) }),
      svg("polyline", { points: known.map(([n, value]) => `${x(n)},${y(value)}`).join(" ") }),
      known.map(([n, value]) => svg("circle", { class: "dot", cx: x(n), cy: y(value), r: n === series.length - 1 ? 3.5 : 2 })));
  }

  // ── departments × tables ──
  const wanted = { text: "", standing: "", rule: "", severity: "", open: false };
  const fits = (finding) => (!wanted.rule || finding.code === wanted.rule) && (wanted.severity === "" || finding.severity === Number(wanted.severity)) && (!wanted.open || finding.open);
  const rowOf = new Map();
  let kept = null;

  function departments(standing) {
    if (standing !== undefined) Object.assign(wanted, { text: "", rule: "", severity: "", open: false, standing: data.standings[standing] ? standing : "" });
    if (kept === null) kept = departmentsDrawn();
    kept.refresh();
    return [kept.whole];
  }

  function departmentsDrawn() {
    const told = h("p", { role: "status", class: "quiet" });
    const body = h("tbody");
    const dates = data.days.length ? [say("received"), say("late")] : [];
    const table = h("table", { class: "map" }, heads([say("department"), say("standing"), ...sheetsAndFile.map((name) => name || say("file")), data.severities[0], data.severities[1], ...dates], [2 + sheetsAndFile.length, 3 + sheetsAndFile.length, 5 + sheetsAndFile.length]), body);
    const rest = h("button", { type: "button", class: "rest", onclick: () => refresh(true) });
    const refresh = (all = false) => {
      const narrow = wanted.rule || wanted.severity !== "" || wanted.open;
      const text = wanted.text.trim().toLowerCase();
      const found = data.departments.filter((each) => (!wanted.standing || each.standing === wanted.standing) && (!text || `${each.name} ${each.code}`.toLowerCase().includes(text)) && (!narrow || ofDepartment.get(each.code).some(fits)));
      const first = all ? found : found.slice(0, MOST_ROWS);
      body.replaceChildren(...first.map((each) => mapRow(each, narrow)));
      rest.hidden = first.length === found.length;
      rest.replaceChildren(say("rows_rest", { count: found.length - first.length }));
      told.replaceChildren(say("filtered", { count: found.length, all: data.departments.length }));
      controls.forEach((each) => { each.type === "checkbox" ? (each.checked = wanted.open) : (each.value = wanted[each.name]); });
    };
    const change = (event) => { wanted[event.target.name] = event.target.type === "checkbox" ? event.target.checked : event.target.value; refresh(); };
    const controls = [
      h("input", { name: "text", type: "search", oninput: change, autocomplete: "off" }),
      choice("standing", Object.entries(data.standings).filter(([key]) => count(key)), change),
      choice("rule", [...ofRule.keys()].sort().map((code) => [code, `${code} ${seen(data.rules[code])}`.slice(0, 60)]), change),
      choice("severity", data.severities.map((word, n) => [String(n), word]), change),
      h("input", { name: "open", type: "checkbox", onchange: change }),
    ];
    const labelled = controls.map((each) => h("label", {}, h("span", {}, say(`filter_${each.name}`)), each));
    const clear = h("button", { type: "button", onclick: () => { Object.assign(wanted, { text: "", standing: "", rule: "", severity: "", open: false }); refresh(); } }, say("filter_clear"));
    const legend = h("p", { class: "legend" }, SEVERITIES.map((each, n) => h("span", { class: `key ${each}` }, data.severities[n])), h("span", { class: "key fine" }, say("fine")), h("span", { class: "key none" }, say("nothing_came")));
    return { refresh, whole: h("div", {}, h("form", { class: "filters", onsubmit: (event) => event.preventDefault() }, labelled, clear), told, legend, scroll(say("departments"), table), rest) };
  }

  const choice = (name, options, change) => h("select", { name, onchange: change }, h("option", { value: "" }, say("filter_all")), options.map(([value, text]) => h("option", { value }, text)));

  function mapRow(each, narrow) {
    if (!narrow && rowOf.has(each.code)) return rowOf.get(each.code);
    const all = ofDepartment.get(each.code);
    const own = narrow ? all.filter(fits) : all;
    const row = h("tr", {},
      h("th", { scope: "row" }, link(["department", each.code], {}, each.name)),
      h("td", {}, h("span", { class: `state ${each.standing}` }, each.words)),
      sheetsAndFile.map((sheet) => mapCell(each, sheet, own.filter((finding) => sheetOf(finding) === sheet))),
      h("td", { class: "figure" }, each.errors ? String(each.errors) : ""), h("td", { class: "figure" }, each.queries ? String(each.queries) : ""),
      data.days.length ? [h("td", { class: "day" }, each.received.slice(0, 10)), h("td", { class: "figure" }, each.late ? String(each.late) : "")] : null);
    if (!narrow) rowOf.set(each.code, row);
    return row;
  }

  function mapCell(each, sheet, own) {
    if (!own.length) return h("td", { class: each.file && each.standing !== "unreadable" ? "spot fine" : "spot none" });
    const worst = Math.min(...own.map((finding) => (finding.trial ? 2 : finding.severity)));
    const settled = own.every((finding) => finding.severity < 2 && !finding.open);
    const label = `${seen(each.name)} ${seen(sheet || say("file"))}: ${say("findings_count", { count: own.length })}, ${data.severities[worst]}`;
    return h("td", { class: `spot ${settled ? "note" : SEVERITIES[worst]}` }, link(["department", each.code, sheet], { "aria-label": `${own.length} ${label}` }, String(own.length)));
  }

  // ── one department and its form ──
  function oneDepartment(code, sheet) {
    const each = department.get(code);
    if (!each) return [h("p", {}, say("nobody"))];
    const own = ofDepartment.get(code), place = data.departments.indexOf(each);
    const values = data.figures[code], before = data.before[code], texts = data.texts[code];
    const facts = [["standing", each.words], ["in_total", each.counts ? say("yes") : say("no")], ["code", each.code], ["file", each.file], ["version", each.version], ["received", each.received], ["due", each.due], ["late", each.late ? say("late_days", { count: each.late }) : ""], ["sent_back", each.sent_back || ""], ["reminded", each.reminded || ""]];
    const beside = (to, words) => (to ? link(["department", to.code], { class: "button" }, words) : null);
    return [
      h("p", { class: "walk" }, link(["departments"], { class: "button" }, say("back_departments")), beside(data.departments[place - 1], say("before")), beside(data.departments[place + 1], say("next"))),
      h("dl", { class: "facts" }, facts.filter(([, text]) => text !== "").map(([key, text]) => h("div", {}, h("dt", {}, say(key)), h("dd", {}, String(text))))),
      h("section", {}, h("h2", {}, say("findings_head", { count: own.length })), own.length ? findingList(own) : h("p", {}, say("findings_none"))),
      h("section", {}, h("h2", {}, say("form_head")),
        values ? h("p", { class: "quiet" }, before ? say("form_before", { period: data.period_before }) : say("form_no_before"), " ", own.some((finding) => finding.changes) ? say("form_changes") : "") : h("p", {}, each.file ? say("form_not_here") : say("form_nothing")),
        values ? form({ values: [...values, ...(texts || [])], before: before || [], findings: own, open: sheet }) : null,
        values && !texts && data.cells.length > data.figures_count ? h("p", { class: "quiet" }, say("texts_not_here")) : null),
    ];
  }

  function form({ values, before, findings, open, figures }) {
    const changed = new Map(findings.flatMap((finding) => finding.changes || []).map(([cell, was]) => [cell, was]));
    const at = new Map();
    findings.forEach((finding, n) => { if (finding.cell && !finding.ours) at.set(finding.cell, [...(at.get(finding.cell) || []), [finding, n]]); });
    return h("div", { class: "form" }, data.sheets.map((sheet, n) => {
      const table = sheetTable(sheet, n, { values, before, changed, at, figures });
      const own = findings.filter((finding) => sheetOf(finding) === sheet.name);
      return h("details", { open: true, class: open === sheet.name ? "asked" : null, "data-sheet": sheet.name }, h("summary", {}, sheet.name, own.length ? h("span", { class: "count" }, say("findings_count", { count: own.length })) : ""), scroll(sheet.name, table));
    }));
  }

  const grids = new Map();
  function gridOf(sheet, n) {
    if (grids.has(n)) return grids.get(n);
    const at = new Map(), key = (row, column) => row * 20000 + column;
    sheet.texts.forEach(([row, column, text]) => at.set(key(row, column), { text }));
    data.cells.forEach(([own, row, column, label], cell) => { if (own === n) at.set(key(row, column), { cell, label }); });
    const covered = new Set(), spans = new Map(), tall = new Set();
    let rows = 0, columns = 0;
    sheet.merges.forEach(([top, left, bottom, right]) => {
      spans.set(key(top, left), [bottom - top + 1, right - left + 1]);
      for (let row = top; row <= bottom; row++) { if (bottom > top) tall.add(row); for (let column = left; column <= right; column++) if (row !== top || column !== left) covered.add(key(row, column)); }
    });
    for (const place of at.keys()) { rows = Math.max(rows, Math.floor(place / 20000)); columns = Math.max(columns, place % 20000); }
    grids.set(n, { at, covered, spans, tall, rows, columns, key });
    return grids.get(n);
  }

  function sheetTable(sheet, n, told) {
    const { at, covered, spans, tall, rows, columns, key } = gridOf(sheet, n);
    const widths = new Map(sheet.widths), all = Array.from({ length: columns }, (_, c) => widths.get(c + 1) || 9);
    const body = h("tbody");
    for (let row = 1; row <= rows; row++) {
      const line = h("tr");
      let worth = tall.has(row);
      for (let column = 1; column <= columns; column++) {
        if (covered.has(key(row, column))) continue;
        const here = at.get(key(row, column)), [high, wide] = spans.get(key(row, column)) || [1, 1];
        const span = { rowspan: high > 1 ? high : null, colspan: wide > 1 ? Math.min(wide, columns - column + 1) : null };
        if (!here) line.append(h("td", { class: "empty", ...span }));
        else if (here.cell === undefined) { worth = true; line.append(h(row > 1 ? "th" : "td", { class: row > 1 ? null : "title", ...span }, here.text)); }
        else { const drawn = valueCell(here, span, told); worth = worth || drawn.childNodes.length > 0; line.append(drawn); }
      }
      if (worth) body.append(line);
    }
    const sum = all.reduce((before, width) => before + width, 0);
    const cols = h("colgroup", {}, all.map((width) => { const col = h("col"); col.style.width = `${(width / sum) * 100}%`; return col; }));
    const table = h("table", { class: "sheet" }, h("caption", {}, sheet.name), cols, body);
    table.style.minWidth = `${Math.min(Math.max(sum * 6.5, 300), 1200)}px`;
    return table;
  }

  function valueCell({ cell, label }, span, { values, before, changed, at, figures }) {
    const place = address(data.cells[cell]), value = values[cell], then = before[cell], own = at.get(place) || [];
    const figure = cell < data.figures_count && (number(value) !== null || value === "?" || !shown(value)), worst = Math.min(...own.map(([finding]) => finding.severity));
    const text = shown(value);
    return h("td", { ...span, id: figures ? null : `cell-${cell}`, class: `${figure ? "figure" : "prose"} value ${own.length ? SEVERITIES[worst] : ""}`, title: seen(label) },
      text && figures && figure ? link(["figure", place], {}, text) : text ? h("span", {}, text) : null,
      figure ? own.filter(([finding]) => finding.found !== undefined && shown(finding.found) !== text).slice(0, 1).map(([finding]) => h("small", { class: "sent" }, say("sent", { value: shown(finding.found) }))) : null,
      changed.has(place) ? h("del", { title: say("was_before") }, shown(changed.get(place)) || say("blank")) : null,
      figure && number(then) !== null && (number(then) || number(value) || own.length) ? h("small", { class: "then" }, say("then", { value: shown(then) })) : null,
      own.map(([finding, n]) => h("button", { type: "button", class: `badge ${SEVERITIES[finding.severity]}`, "aria-label": `${n + 1} ${severityWord(finding)} ${finding.code}: ${seen(finding.message)}`, onclick: () => show(`finding-${n}`) }, String(n + 1))));
  }

  function show(id) {
    const found = document.getElementById(id);
    if (!found) return;
    const around = found.closest("details");
    if (around) around.open = true;
    found.setAttribute("tabindex", "-1");
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: "center" });
    document.querySelectorAll(".lit").forEach((each) => each.classList.remove("lit"));
    found.classList.add("lit");
  }

  // ── findings ──
  const cellLink = (place) => (cells.has(place) ? h("button", { type: "button", class: "cell", onclick: () => show(`cell-${cells.get(place)}`) }, place) : h("span", { class: "cell" }, place));

  function findingList(list, named = false) {
    return h("ol", { class: "findings" }, list.map((finding, n) => h("li", { id: `finding-${n}`, class: `finding ${SEVERITIES[finding.severity]} ${finding.open ? "" : "settled"}` }, oneFinding(finding, named))));
  }

  function oneFinding(finding, named) {
    const who = finding.of && department.get(finding.of);
    const rows = [];
    if (finding.found !== undefined) rows.push([say("found"), shown(finding.found)]);
    if (finding.expected !== undefined) rows.push([say("expected_value"), shown(finding.expected)]);
    if (finding.difference !== undefined) rows.push([say("difference"), shown(finding.difference)]);
    if (finding.operands) rows.push([say("operands"), finding.operands.flatMap(([cell, value], n) => [n ? say("semicolon") : "", named ? h("span", { class: "cell" }, cell) : cellLink(cell), ` = ${shown(value) || say("blank")}`])]);
    (finding.ways || []).slice(0, 4).forEach((way, n) => rows.push([n ? say("or") : say("proposal"), way.map(([cell, was, to], m) => `${m ? say("semicolon") : ""}${cell}${say("colon")}${shown(was) || say("blank")} → ${shown(to) || say("blank")}`).join("")]));
    if ((finding.ways || []).length > 4) rows.push(["", say("more_ways", { count: finding.ways.length })]);
    if (finding.changes) rows.push([say("changes"), finding.changes.map(([cell, was, to], m) => `${m ? say("semicolon") : ""}${cell}${say("colon")}${shown(was) || say("blank")} → ${shown(to) || say("blank")}`).join("")]);
    if (finding.explanation) rows.push([say("explanation"), finding.explanation]);
    if (finding.accepted) rows.push([say("accepted"), finding.accepted]);
    const place = finding.ours ? `${finding.file} ${finding.cell || ""}` : finding.cell || finding.sheet || say("file");
    return [
      h("p", { class: "head" }, h("strong", { class: `tag ${SEVERITIES[finding.severity]}` }, severityWord(finding)), " ", link(["rule", finding.code], { title: seen(data.rules[finding.code]) }, finding.code), " ",
        named && who ? [link(["department", who.code], {}, who.name), " "] : "", finding.cell && !finding.ours && !named ? cellLink(finding.cell) : h("span", { class: "cell" }, place), finding.label ? h("span", { class: "quiet" }, ` ${seen(finding.label)}`) : ""),
      h("p", { class: "message" }, finding.message),
      rows.length ? h("dl", {}, rows.map(([name, text]) => h("div", {}, h("dt", {}, name), h("dd", {}, text)))) : null,
      finding.open && !finding.ours && (finding.of || finding.whole) ? copying(finding) : null,
    ];
  }

  function decision(finding) {
    const plain = (text) => seen(text).replace(/\s+/g, " ");
    const found = finding.found === undefined ? "" : plain(raw(finding.found));
    const harmless = /^-?[0-9.]+$/.test(found) || !/^[=+\-@＝＋－＠]/.test(found) ? found : "";
    return [finding.code, finding.of || data.whole_name, finding.cell || "", "", "", "", harmless].map(plain).join("\t");
  }

  function copying(finding) {
    const told = h("span", { role: "status" });
    const text = decision(finding);
    const done = () => told.replaceChildren(say("copied", { file: data.decisions, sheet: data.accepted_sheet }));
    const byHand = () => {
      const area = h("textarea", { class: "row", "aria-label": say("copy"), readonly: true });
      area.value = text;
      told.replaceChildren(area);
      area.select();
      if (document.execCommand("copy")) done();
    };
    const copy = () => { if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand); else byHand(); };
    return h("p", { class: "copy" }, h("button", { type: "button", onclick: copy, "data-row": text }, say("copy")), " ", told);
  }

  // ── rules ──
  function rules() {
    const lines = [...ofRule].map(([code, list]) => ({ code, list, severity: Math.min(...list.map((each) => each.severity)), open: list.filter((each) => each.open).length, who: new Set(list.map((each) => each.of).filter(Boolean)).size }));
    lines.sort((a, b) => b.list.length - a.list.length || (a.code < b.code ? -1 : 1));
    const most = Math.max(1, ...lines.map((each) => each.list.length));
    const rows = lines.map((each) => h("tr", {}, h("th", { scope: "row" }, link(["rule", each.code], {}, each.code)), h("td", {}, data.rules[each.code]), h("td", {}, h("strong", { class: `tag ${SEVERITIES[each.severity]}` }, data.severities[each.severity])), h("td", { class: "figure" }, String(each.list.length)), h("td", {}, portion(each.list.length / most, SEVERITIES[each.severity])), h("td", { class: "figure" }, String(each.open)), h("td", { class: "figure" }, String(each.who)), h("td", {}, often(each.list))));
    return [h("p", { class: "quiet" }, say("rules_said")), lines.length ? scroll(say("rules"), h("table", {}, heads(data.lists.rule_heads, [3, 5, 6]), h("tbody", {}, rows))) : h("p", {}, say("findings_none"))];
  }

  function often(list) {
    const places = new Map();
    list.forEach((each) => { const place = each.cell || each.sheet || say("file"); places.set(place, (places.get(place) || 0) + 1); });
    return [...places].sort((a, b) => b[1] - a[1]).slice(0, 3).map(([place, found]) => (list.length > found || found > 1 ? `${place} ×${found}` : place)).join(say("comma"));
  }

  const portion = (part, kind) => svg("svg", { class: `portion ${kind}`, viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { x: 0, y: 0, width: Math.max(part * 100, part ? 1 : 0), height: 10 }));

  function oneRule(code) {
    const list = ofRule.get(code) || [], most = 300;
    return [h("p", { class: "walk" }, link(["rules"], { class: "button" }, say("back_rules")), h("button", { type: "button", onclick: () => { Object.assign(wanted, { text: "", standing: "", severity: "", open: false, rule: code }); location.hash = "#/departments"; } }, say("rule_on_map"))),
      h("p", { class: "line" }, `${code} `, data.rules[code] || ""), list.length > most ? h("p", {}, say("first_of", { count: most, all: list.length })) : null, findingList(list.slice(0, most), true)];
  }

  // ── figures ──
  function figures() {
    return [h("section", {}, h("h2", {}, say("main_head")), mainFigures()),
      h("section", {}, h("h2", {}, say("total_head", { count: data.in_total })), h("p", { class: "quiet" }, say("total_said")),
        form({ values: [...data.total, ...data.whole_texts], before: data.total_before, findings: [], figures: true }))];
  }

  function oneFigure(place) {
    const cell = cells.get(place);
    if (cell === undefined || cell >= data.figures_count) return [h("p", {}, say("no_figure"))];
    const known = data.departments.map((each) => ({ each, value: cell < data.years.length ? each.main[cell] : (data.figures[each.code] || [])[cell], then: (data.before[each.code] || [])[cell] }));
    const told = known.filter(({ value }) => value !== undefined && value !== null && value !== "");
    told.sort((a, b) => b.each.counts - a.each.counts || (number(b.value) || 0) - (number(a.value) || 0));
    const most = Math.max(0, ...told.map(({ value }) => Math.abs(number(value) || 0))) || 1;
    const year = data.years[cell];
    const rows = told.map(({ each, value, then }) => h("tr", { class: each.counts ? null : "aside" }, h("th", { scope: "row" }, link(["department", each.code, place.slice(0, place.lastIndexOf("!"))], {}, each.name)), h("td", { class: "figure strong" }, shown(value)), h("td", {}, portion(Math.abs(number(value) || 0) / most, each.counts ? "note" : "none")), h("td", { class: "figure" }, shown(then)), h("td", {}, each.words), h("td", {}, each.counts ? say("yes") : say("no")), h("td", { class: "file" }, each.file)));
    return [
      h("p", { class: "walk" }, link(["figures"], { class: "button" }, say("back_figures"))),
      h("p", { class: "line" }, data.cells[cell][3] || place),
      h("dl", { class: "facts" }, [[say("cell"), place], [data.period, shown(data.total[cell])], [data.period_before, shown(data.total_before[cell])]].filter(([name, text]) => name && text).map(([name, text]) => h("div", {}, h("dt", {}, name), h("dd", {}, text)))),
      year ? h("div", { class: "large" }, spark(year)) : null,
      h("p", { class: "quiet" }, say("contributed_said", { count: data.in_total }), known.length > told.length && !data.season ? ` ${say("contributed_not", { count: known.length - told.length })}` : ""),
      scroll(say("contributed_head"), h("table", {}, heads(data.lists.contribution_heads.map((text) => text.replace("{period}", data.period).replace("{before}", data.period_before)), [1, 3]), h("tbody", {}, rows))),
    ];
  }

  // ── the page ──
  const TABS = ["season", "departments", "rules", "figures"];
  const VIEWS = {
    season: [season, () => say("season")],
    departments: [departments, () => say("departments")],
    department: [oneDepartment, (code) => (department.get(code) || { name: code || say("departments") }).name, "departments"],
    rules: [rules, () => say("rules")],
    rule: [oneRule, (code) => code || say("rules"), "rules"],
    figures: [figures, () => say("figures")],
    figure: [oneFigure, (place) => place || say("figures"), "figures"],
  };
  const heading = h("h1", { tabindex: -1 });
  const view = h("div", { id: "view" });
  const tabs = TABS.map((name) => link([name], {}, say(name)));
  root.append(
    h("a", { class: "skip", href: "#view", onclick: (event) => { event.preventDefault(); heading.focus(); } }, say("skip")),
    h("header", {}, h("p", { class: "name" }, data.title), data.mark ? h("p", { class: "stamp" }, say("draft")) : null),
    h("nav", { "aria-label": say("parts") }, tabs),
    h("main", {}, heading, view));

  function draw(event) {
    let parts;
    try { parts = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent); } catch { parts = []; }
    const [make, title, tab] = Object.hasOwn(VIEWS, parts[0]) ? VIEWS[parts[0]] : VIEWS.season;
    const name = Object.hasOwn(VIEWS, parts[0]) ? parts[0] : "season";
    heading.replaceChildren(seen(title(...parts.slice(1))));
    view.replaceChildren(...make(...parts.slice(1)).filter(Boolean));
    view.className = name;
    tabs.forEach((each, n) => { if (TABS[n] === (tab || name)) each.setAttribute("aria-current", "page"); else each.removeAttribute("aria-current"); });
    document.title = `${heading.textContent} · ${seen(data.title)}`;
    if (event) { heading.focus({ preventScroll: true }); window.scrollTo(0, 0); }
    const asked = view.querySelector("details.asked");
    if (asked) asked.scrollIntoView();
  }
  window.addEventListener("hashchange", draw);
  window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
  draw();
})();
