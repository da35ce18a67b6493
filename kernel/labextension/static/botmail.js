// BASIC in JupyterLab's and Notebook's editors: a language for IEditorLanguageRegistry, as a prebuilt extension.
// Such an extension is a container of webpack's module federation; this one is written by hand, so there is no build.

// From the vocabulary; `python -m kernel.words` writes this line.
const WORDS = {"verbs": ["SET LIMIT EFFECTS", "SET LIMIT SENDS", "GET BOT MEMORY", "MARK AS UNREAD", "SET BOT MEMORY", "MARK AS READ", "ADD TO KB", "SAVE ATTACHMENTS", "VALIDATE ADDRESS", "DECLINE INVITE", "REMOVE ACCOUNT", "ACCEPT INVITE", "CANCEL OUTBOX", "COMPLETE TASK", "CREATE FOLDER", "CREATE TICKET", "DELETE FOLDER", "LIST ACCOUNTS", "RENAME FOLDER", "SAVE TEMPLATE", "SEND TEMPLATE", "ALLOW FOLDER", "CLOSE TICKET", "COUNT EMAILS", "CREATE DRAFT", "CREATE EVENT", "DELETE DRAFT", "LIST FOLDERS", "LIST TICKETS", "RETRY OUTBOX", "SET SCHEDULE", "TEST ACCOUNT", "UPDATE DRAFT", "ADD ACCOUNT", "CLEAR ERROR", "CONTEXT FOR", "CREATE TASK", "DELETE FROM", "DELETE MAIL", "INSERT INTO", "LIST DRAFTS", "LIST OUTBOX", "PREVIEW OFF", "SEARCH MAIL", "USE ACCOUNT", "GET EMAILS", "LIST AUDIT", "LIST TASKS", "MAIL MERGE", "MERGE INTO", "PREVIEW ON", "PURGE MAIL", "SEND DRAFT", "SEND EMAIL", "GET EMAIL", "SEARCH KB", "SEND MAIL", "GROUP BY", "AGGREGATE", "DISTINCT", "REMEMBER", "VACATION", "ARCHIVE", "EXPLAIN", "FORWARD", "METRICS", "UNLABEL", "ASSERT", "DELETE", "FILTER", "FORMAT", "HEALTH", "INSERT", "RECALL", "REMIND", "SELECT", "UNFLAG", "UNIQUE", "UPDATE", "APPLY", "FIRST", "INPUT", "LABEL", "MERGE", "PIVOT", "PRINT", "REPLY", "THROW", "WRITE", "COPY", "FIND", "FLAG", "HEAR", "JOIN", "LAST", "MOVE", "PLOT", "READ", "SAVE", "SHOW", "SORT", "SYNC", "TALK", "UNDO", "WAIT", "GET", "MAP"], "clauses": ["AS ATTACHMENT", "ORDER BY", "REPLY TO", "ATTACHMENT", "PASSWORD", "PRIORITY", "DEFAULT", "PREVIEW", "SUBJECT", "AGAIN", "LIMIT", "TITLE", "USING", "WHERE", "BODY", "DESC", "FROM", "HTML", "IMAP", "LEFT", "LIVE", "SMTP", "USER", "WITH", "ALL", "ASC", "ASK", "BCC", "DUE", "SET", "AS", "AT", "BY", "CC", "IN", "TO", "X", "Y"], "functions": ["DATESERIAL", "STARTSWITH", "DATEVALUE", "ISNUMERIC", "PARSEJSON", "SUBSTRING", "TOBOOLEAN", "COALESCE", "CONTAINS", "DATEDIFF", "ENDSWITH", "FROMJSON", "ISNUMBER", "ISOBJECT", "ISSTRING", "PADRIGHT", "TONUMBER", "TOSTRING", "TYPENAME", "ADDDAYS", "AVERAGE", "CEILING", "DATEADD", "INDEXOF", "ISARRAY", "ISEMPTY", "PADLEFT", "REPLACE", "REVERSE", "WEEKDAY", "CHOOSE", "FORMAT", "ISDATE", "ISLIST", "ISNULL", "ISTEXT", "LBOUND", "MINUTE", "RANDOM", "REMOVE", "REPEAT", "SECOND", "STRING", "TOJSON", "TYPEOF", "UBOUND", "UNIQUE", "VALUES", "CBOOL", "CDATE", "COUNT", "FIRST", "FLOOR", "INSTR", "ISMAP", "LCASE", "LOWER", "LTRIM", "MONTH", "POWER", "RANGE", "RIGHT", "ROUND", "RTRIM", "SLICE", "SPACE", "SPLIT", "TIMER", "TODAY", "UCASE", "UPPER", "CDBL", "CEIL", "CINT", "CLNG", "CSNG", "CSTR", "DATE", "GUID", "HOUR", "JOIN", "JSON", "KEYS", "LAST", "LEFT", "PUSH", "SIGN", "SIZE", "SORT", "SQRT", "TIME", "TRIM", "UUID", "YEAR", "ABS", "ASC", "AVG", "CHR", "DAY", "EXP", "FIX", "HAS", "IIF", "INT", "LEN", "LOG", "MAX", "MID", "MIN", "NOW", "NVL", "POP", "POW", "RND", "SGN", "SQR", "STR", "SUM", "VAL"], "keywords": ["FUNCTION", "DEFAULT", "FINALLY", "ASSERT", "ELSEIF", "RETURN", "SELECT", "SWITCH", "BEGIN", "CATCH", "CLEAR", "ENDIF", "INPUT", "PARAM", "PRINT", "THROW", "UNTIL", "WHILE", "CALL", "CASE", "EACH", "ELSE", "EXIT", "LOOP", "NEXT", "STEP", "STOP", "THEN", "WEND", "WITH", "DIM", "END", "FOR", "LET", "SET", "SUB", "TRY", "DO", "IF", "ON", "TO"], "operators": ["CONTAINS", "MATCHES", "STARTS", "ENDS", "LIKE", "AND", "MOD", "NOT", "IN", "IS", "OR"], "constants": ["FALSE", "NULL", "TRUE"]};

const set = (words) => new Set(words);
const KEYWORDS = set(WORDS.keywords), OPERATORS = set(WORDS.operators), CONSTANTS = set(WORDS.constants);
const FUNCTIONS = set(WORDS.functions), CLAUSES = set(WORDS.clauses.flatMap((words) => words.split(" ")));
const VERBS = new RegExp(`(?:${WORDS.verbs.map((words) => words.replaceAll(" ", "[ \\t_]+")).join("|")})(?![\\w$])`, "iu");

const OPENS = /^\s*(?:(?:FOR|WHILE|DO|SELECT|SWITCH|SUB|FUNCTION|WITH|TRY|BEGIN)\b|IF\b.*\bTHEN\s*(?:'.*)?$)/i;
const CLOSES = /^\s*(?:NEXT|WEND|LOOP|ENDIF|END[ _]*(?:IF|SUB|FUNCTION|WITH|TRY|SELECT|SWITCH|MAIL|TALK))\b/i;
const CONTINUES = /^\s*(?:ELSE|ELSE ?IF|CATCH|FINALLY)\b/i;
const TEXT_BLOCK = /^\s*BEGIN[ _]+(MAIL|TALK)\b/i, END_OF_TEXT = /^\s*END[ _]+(?:MAIL|TALK)\b/i;

const parser = {
  name: "botmail",
  startState: () => ({ depth: 0, isText: false, isRemark: false, isFirst: true, wantsValue: true, hasVerb: false }),
  copyState: (state) => ({ ...state }),
  token(stream, state) {
    if (stream.sol()) startLine(stream, state);
    if (state.isText && !END_OF_TEXT.test(stream.string)) return textToken(stream);
    if (state.isRemark) return remarkToken(stream, state);
    if (stream.eatSpace()) return null;
    const { isFirst, wantsValue } = state;
    state.isFirst = state.wantsValue = false;
    if (stream.match("/*")) {
      state.isRemark = true;
      return remarkToken(stream, state);
    }
    if (stream.match(/^(?:REM\b|\/\/|#(?!\{))/i) || (stream.peek() === "'" && !(wantsValue && stream.match(/^'[^']*'(?!\w)/, false)))) {
      stream.skipToEnd();
      return "comment";
    }
    if (stream.match(/^(?:"(?:[^"\\]|\\.|"")*"?|'[^']*'|“[^“”"]*”)/)) return "string";
    if (stream.match(/^(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?/i)) return "number";
    if (stream.match(/^\??\.(?=[\p{L}_])/u)) return void (state.isMember = true);
    if (state.isMember) {
      state.isMember = false;
      stream.match(/^[\p{L}_][\p{L}\p{N}_]*\$?/u);
      return "propertyName";
    }
    const word = wordToken(stream, state, isFirst, wantsValue);
    if (word !== undefined) return word;
    const character = stream.next();
    state.isFirst = character === ":" || character === "{" || character === "}";
    state.wantsValue = !")]}".includes(character);
    return "+-*/\\^&=<>?!|".includes(character) ? "operator" : null;
  },
  indent: (state, after, context) =>
    Math.max(0, state.depth - (CLOSES.test(after) || CONTINUES.test(after) ? 1 : 0)) * context.unit,
  languageData: {
    commentTokens: { line: "'" },
    closeBrackets: { brackets: ["(", "[", "{", '"'] },
    indentOnInput: /^\s*(?:NEXT|WEND|LOOP|ELSE|CATCH|FINALLY|ENDIF|END \w+)$/i,
  },
};

function startLine(stream, state) {
  Object.assign(state, { isFirst: true, wantsValue: true, hasVerb: false, isMember: false });
  if (state.isText) {
    if (!END_OF_TEXT.test(stream.string)) return;
    state.isText = false;
  }
  if (CLOSES.test(stream.string)) state.depth = Math.max(0, state.depth - 1);
  else if (OPENS.test(stream.string)) state.depth += 1;
  state.startsText = TEXT_BLOCK.test(stream.string);
}

function textToken(stream) {
  if (stream.match(/^\$\{[^}]*\}?/)) return "variableName";
  if (!stream.match(/^(?:[^$]|\$(?!\{))+/)) stream.next();
  return "string";
}

function remarkToken(stream, state) {
  if (stream.match(/^.*?\*\//)) state.isRemark = false;
  else stream.skipToEnd();
  return "comment";
}

function wordToken(stream, state, isFirst, wantsValue) {
  const rest = stream.string.slice(stream.pos);
  const verb = (isFirst || wantsValue) && rest.match(new RegExp(`^${VERBS.source}`, "iu"));
  if (verb && isCall(rest.slice(verb[0].length), isFirst)) {
    stream.pos += verb[0].length;
    state.hasVerb = state.wantsValue = true;
    if (state.startsText) state.isText = true;
    return "builtin";
  }
  const found = stream.match(/^[\p{L}_][\p{L}\p{N}_]*\$?/u);
  if (!found) return undefined;
  const word = found[0].toUpperCase().replace("$", "");
  const isAssigned = isFirst && /^\s*(?:[-+*/&]?=(?!=)|\.)/.test(stream.string.slice(stream.pos));
  if (KEYWORDS.has(word) && !isAssigned) return startStatement(state, word, "keyword", isFirst);
  if (OPERATORS.has(word) && !isFirst) return startValue(state, "operatorKeyword");
  if (CONSTANTS.has(word)) return "atom";
  if (FUNCTIONS.has(word) && /^\s*\(/.test(stream.string.slice(stream.pos))) return "builtin";
  return CLAUSES.has(word) && state.hasVerb && !wantsValue ? startValue(state, "keyword") : "variableName";
}

// A verb begins a statement, or stands where a value may and takes something; otherwise its word is a variable's name.
const isCall = (after, isFirst) => (isFirst ? !/^\s*(?:[-+*/&]?=|\.|\?\.|\[)/.test(after) : /^\s*["(]/.test(after));

function startStatement(state, word, style, isFirst) {
  if (state.startsText && word === "BEGIN") state.isText = true;
  state.wantsValue = true;
  state.isFirst = isFirst ? ["TRY", "DEFAULT"].includes(word) : ["THEN", "ELSE"].includes(word);
  return style;
}

function startValue(state, style) {
  state.wantsValue = true;
  return style;
}

function fold(state, start) {
  const first = state.doc.lineAt(start);
  if (!OPENS.test(first.text)) return null;
  for (let number = first.number + 1, depth = 1; number <= state.doc.lines; number += 1) {
    const line = state.doc.line(number);
    if (OPENS.test(line.text)) depth += 1;
    if (CLOSES.test(line.text) && (depth -= 1) === 0) return { from: first.to, to: line.from - 1 };
  }
  return null;
}

let shared;

// A module that JupyterLab itself brings, in the one version that it runs.
async function lab(name) {
  const [version] = Object.values(shared[name]);
  return (await version.get())();
}

async function extension() {
  const [{ IEditorLanguageRegistry }, { StreamLanguage, LanguageSupport, foldService }] = await Promise.all(
    ["@jupyterlab/codemirror", "@codemirror/language"].map(lab),
  );
  const activate = (_app, languages) => languages.addLanguage({
    name: "botmail",
    displayName: "BASIC (botmail)",
    mime: "text/x-botmail-basic",
    extensions: ["bas"],
    support: new LanguageSupport(StreamLanguage.define(parser), [foldService.of(fold)]),
  });
  return { id: "botmail:language", description: "BASIC", autoStart: true, requires: [IEditorLanguageRegistry], activate };
}

window._JUPYTERLAB = window._JUPYTERLAB || {};
window._JUPYTERLAB.botmail = {
  init: (scope) => void (shared = scope),
  get: async () => {
    const plugin = await extension();
    return () => ({ default: plugin, __esModule: true });
  },
};
