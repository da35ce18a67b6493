// The inbox in the browser. Every word from a mail is set by textContent, so none of it can become markup;
// the one exception is the page of an opened mail, which goes into a sandboxed frame that runs nothing.

const UNREAD = 0; // the first column is the mark of the unread ones

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function compare(left, right) {
  if (left === right) return 0;
  if (typeof left === "string" && typeof right === "string") return left.localeCompare(right);
  return left < right ? -1 : 1;
}

class Inbox {
  constructor(model, root) {
    this.model = model;
    this.order = { column: null, isDescending: false };
    this.active = null; // index of the row that has the keyboard
    this.opened = null; // index of the row whose mail is shown
    root.classList.add("botmail-inbox");
    root.append(this.makeBar(), this.makeTable(), (this.pane = element("section", "botmail-mail")));
    this.pane.hidden = true;
    this.pane.setAttribute("aria-live", "polite");
    this.drawRows();
  }

  makeBar() {
    const bar = element("div", "botmail-bar");
    this.count = element("span", "botmail-caption", this.model.get("caption"));
    this.filter = element("input", "botmail-filter");
    this.filter.type = "search";
    this.filter.placeholder = "Filter by sender or subject";
    this.filter.setAttribute("aria-label", "Filter the list by sender or subject");
    this.filter.addEventListener("input", () => this.drawRows());
    this.filter.addEventListener("keydown", (event) => {
      event.stopPropagation(); // or the notebook takes the letters for commands
      if (event.key === "ArrowDown") this.focusRow(0, event);
      if (event.key === "Escape") { this.filter.value = ""; this.drawRows(); }
    });
    bar.append(this.count, this.filter);
    return bar;
  }

  makeTable() {
    const frame = element("div", "botmail-scroll");
    const table = element("table", "botmail-list");
    const head = table.createTHead().insertRow();
    this.heads = this.model.get("columns").map((column, index) => this.makeHead(head, column, index));
    this.body = table.createTBody();
    this.body.addEventListener("keydown", (event) => this.onKey(event));
    frame.append(table);
    return frame;
  }

  makeHead(row, column, index) {
    const cell = element("th", column.isRight ? "botmail-right" : "");
    cell.scope = "col";
    const button = element("button", "botmail-sort", index === UNREAD ? "●" : column.title);
    button.title = `Sort by ${column.title.toLowerCase()}`;
    button.addEventListener("click", () => this.sortBy(index));
    cell.append(button);
    row.append(cell);
    return cell;
  }

  sortBy(column) {
    const again = this.order.column === column;
    this.order = { column, isDescending: again && !this.order.isDescending };
    this.heads.forEach((head) => head.removeAttribute("aria-sort"));
    this.heads[column].setAttribute("aria-sort", this.order.isDescending ? "descending" : "ascending");
    this.drawRows();
  }

  visible() {
    const wanted = this.filter.value.trim().toLowerCase();
    const rows = this.model.get("rows").map((row, index) => ({ row, index }));
    const kept = rows.filter(({ row }) => [row.from, ...row.cells].some((cell) => cell.toLowerCase().includes(wanted)));
    const { column, isDescending } = this.order;
    if (column !== null) kept.sort((a, b) => compare(a.row.order[column], b.row.order[column]) * (isDescending ? -1 : 1));
    return kept;
  }

  drawRows() {
    const rows = this.visible();
    const total = this.model.get("rows").length;
    this.count.textContent = this.model.get("caption") + (rows.length < total ? ` · ${rows.length} match` : "");
    this.body.replaceChildren(...rows.map(({ row, index }) => this.makeRow(row, index)));
    if (!rows.length) this.body.append(this.makeNothing());
    const first = this.rowOf(this.active) ?? this.body.querySelector("[data-index]");
    if (first) first.tabIndex = 0;
  }

  makeRow(row, index) {
    const line = element("tr", row.isRead ? "" : "botmail-unread");
    line.dataset.index = index;
    line.tabIndex = -1;
    line.setAttribute("aria-selected", String(index === this.opened));
    this.model.get("columns").forEach((column, place) => {
      const cell = element("td", column.isRight ? "botmail-right" : "", row.cells[place]);
      cell.title = column.name === "from" ? row.from : row.cells[place];
      line.append(cell);
    });
    line.addEventListener("click", () => this.open(index));
    return line;
  }

  makeNothing() {
    const line = element("tr", "botmail-nothing");
    const cell = element("td", "", this.filter.value ? "No mail matches the filter." : "No mail.");
    cell.colSpan = this.heads.length;
    line.append(cell);
    return line;
  }

  rowOf(index) {
    return index === null ? null : this.body.querySelector(`[data-index="${index}"]`);
  }

  onKey(event) {
    const lines = [...this.body.querySelectorAll("[data-index]")];
    const place = lines.indexOf(event.target.closest("[data-index]"));
    const moves = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: lines.length - 1 };
    if (event.key in moves) this.focusRow(Math.min(Math.max(moves[event.key], 0), lines.length - 1), event);
    else if (event.key === "Enter" || event.key === " ") this.open(Number(lines[place].dataset.index), event);
    else if (event.key === "Escape") this.close(event);
    else if (event.key === "/") this.taken(event, () => this.filter.focus());
  }

  taken(event, act) {
    event?.preventDefault();
    event?.stopPropagation();
    act();
  }

  focusRow(place, event) {
    const line = this.body.querySelectorAll("[data-index]")[place];
    if (!line) return;
    this.taken(event, () => {
      this.body.querySelectorAll('[tabindex="0"]').forEach((other) => (other.tabIndex = -1));
      this.active = Number(line.dataset.index);
      line.tabIndex = 0;
      line.focus();
    });
  }

  open(index, event) {
    this.taken(event, () => {
      this.active = this.opened = index;
      this.body.querySelectorAll("[data-index]").forEach((line) => {
        line.setAttribute("aria-selected", String(Number(line.dataset.index) === index));
      });
      if (this.model.get("opened").index === index) this.drawMail();
      else this.model.send({ open: index });
    });
  }

  close(event) {
    this.taken(event, () => {
      this.pane.hidden = true;
      this.rowOf(this.opened)?.setAttribute("aria-selected", "false");
      this.rowOf(this.opened)?.focus();
      this.opened = null;
    });
  }

  drawMail() {
    const mail = this.model.get("opened");
    if (mail.index !== this.opened) return; // another one was chosen meanwhile
    this.pane.hidden = false;
    if (mail.error) {
      this.pane.replaceChildren(element("p", "botmail-error", mail.error));
      return;
    }
    const text = element("div", "botmail-text", mail.text);
    this.pane.replaceChildren(this.makeMailHead(mail, text), text);
  }

  makeMailHead(mail, text) {
    const head = element("header");
    const close = element("button", "botmail-close", "×");
    close.title = "Close (Escape)";
    close.setAttribute("aria-label", "Close this mail");
    close.addEventListener("click", () => this.close());
    const facts = element("dl");
    mail.head.forEach(([title, value]) => facts.append(element("dt", "", title), element("dd", "", value)));
    head.append(close, element("h3", "", mail.title), facts);
    if (mail.attachments.length) head.append(this.makeAttachments(mail.attachments));
    if (mail.page) head.append(this.makeSwitch(mail, text));
    return head;
  }

  makeAttachments(names) {
    const list = element("ul", "botmail-attachments");
    names.forEach((name) => list.append(element("li", "", name)));
    return list;
  }

  makeSwitch(mail, text) {
    const button = element("button", "botmail-switch", "Show as HTML");
    button.addEventListener("click", () => {
      const isShown = text.querySelector("iframe") !== null;
      button.textContent = isShown ? "Show as HTML" : "Show as text";
      if (isShown) text.textContent = mail.text;
      else text.replaceChildren(this.makeFrame(mail));
    });
    return button;
  }

  makeFrame(mail) {
    const frame = element("iframe");
    frame.setAttribute("sandbox", mail.sandbox);
    frame.setAttribute("referrerpolicy", "no-referrer");
    frame.title = "HTML of the mail";
    frame.srcdoc = mail.page;
    return frame;
  }
}

function render({ model, el }) {
  const inbox = new Inbox(model, el);
  const redraw = () => inbox.drawMail();
  model.on("change:opened", redraw);
  return () => model.off("change:opened", redraw);
}

export default { render };
